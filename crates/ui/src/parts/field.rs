use yew::prelude::{AttrValue, Callback, Html, Properties, classes, function_component, html};

use crate::icons::{Icon, Sign};
use crate::text::{Text, use_words};

/// What the control inside a [`Field`] must carry so that its label, its hint
/// and its message are read out with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Its `id`, which the label points at.
    pub id: AttrValue,
    /// Its `aria-describedby`.
    pub described_by: Option<AttrValue>,
    /// Its `aria-invalid`.
    pub invalid: Option<&'static str>,
}

/// Properties of [`Field`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// The control's id; unique in the page.
    pub id: AttrValue,
    /// The control's name.
    pub label: AttrValue,
    /// Leaves the label to those who hear it, where its place says enough.
    #[prop_or_default]
    pub label_hidden: bool,
    /// Says beside the label that nothing need be given.
    #[prop_or_default]
    pub optional: bool,
    /// A sentence of advice.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong, and how to mend it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What is probably not as it was meant.
    #[prop_or_default]
    pub warning: Option<AttrValue>,
    /// Draws the control.
    pub control: Callback<Control, Html>,
}

/// A labelled control with its hint and its message.
#[function_component]
pub fn Field(props: &FieldProps) -> Html {
    let words = use_words();
    let hint_id = format!("{}-hint", props.id);
    let error_id = format!("{}-error", props.id);
    let warning_id = format!("{}-warning", props.id);
    let described_by: Vec<&str> = [
        props.error.as_ref().map(|_| error_id.as_str()),
        props.warning.as_ref().map(|_| warning_id.as_str()),
        props.hint.as_ref().map(|_| hint_id.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let control = props.control.emit(Control {
        id: props.id.clone(),
        described_by: (!described_by.is_empty()).then(|| described_by.join(" ").into()),
        invalid: props.error.is_some().then_some("true"),
    });
    let hidden = props.label_hidden.then_some("visually-hidden");
    html! {
        <div class="field">
            <label class={classes!("field-label", hidden)} for={props.id.clone()}>
                { props.label.clone() }
                if props.optional {
                    <span class="field-optional">{ words.say(Text::Optional) }</span>
                }
            </label>
            { control }
            if let Some(error) = &props.error {
                <p class="field-error" id={error_id}><Sign icon={Icon::Error} />{ error }</p>
            }
            if let Some(warning) = &props.warning {
                <p class="field-warning" id={warning_id}><Sign icon={Icon::Alert} />{ warning }</p>
            }
            if let Some(hint) = &props.hint {
                <p class="field-hint" id={hint_id}>{ hint }</p>
            }
        </div>
    }
}
