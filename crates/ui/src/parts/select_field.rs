use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::{
    AttrValue, Callback, Event, Html, Properties, TargetCast, function_component, html,
    use_effect_with, use_node_ref,
};

use super::Field;
use crate::icons::{Icon, sign};
use crate::text::use_words;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called inside the program; unique in its list.
    pub value: AttrValue,
    /// What it is called to people.
    pub label: AttrValue,
}

/// Things to choose under one name.
pub type ChoiceGroup = (AttrValue, Vec<Choice>);

/// Properties of [`SelectField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SelectFieldProps {
    /// Unique in the page.
    pub id: AttrValue,
    /// Its name.
    pub label: AttrValue,
    /// Leaves the label to those who hear it, where its place says enough.
    #[prop_or_default]
    pub label_hidden: bool,
    /// Says beside the label that nothing need be chosen.
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
    /// What is still to be given.
    #[prop_or_default]
    pub to_do: Option<AttrValue>,
    /// What there is to choose.
    pub choices: Vec<Choice>,
    /// More to choose, in groups with a name each.
    #[prop_or_default]
    pub groups: Rc<Vec<ChoiceGroup>>,
    /// The value chosen now.
    pub value: AttrValue,
    /// Another value was chosen.
    pub on_change: Callback<AttrValue>,
}

/// A choice from a list: the browser's own, which every device knows how to show.
#[function_component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let words = use_words();
    let select = use_node_ref();

    // What the browser shows follows the value even after a person has chosen,
    // when the `selected` of an option no longer counts.
    let shown = (
        props.value.clone(),
        props.choices.clone(),
        Rc::clone(&props.groups),
    );
    use_effect_with(shown, {
        let select = select.clone();
        move |(value, ..)| {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_value(value);
            }
        }
    });

    let field = Field {
        id: props.id.clone(),
        label: props.label.clone(),
        label_hidden: props.label_hidden,
        optional: props.optional,
        hint: props.hint.clone(),
        error: props.error.clone(),
        warning: props.warning.clone(),
        to_do: props.to_do.clone(),
    };
    let control = field.control();
    let onchange = props.on_change.reform(|event: Event| {
        AttrValue::from(event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    let drawn = html! {
        <div class="select">
            <select ref={select} id={control.id} class="input"
                aria-describedby={control.described_by} aria-invalid={control.invalid} {onchange}>
                { for props.choices.iter().map(|choice| option(choice, &props.value)) }
                { for props.groups.iter().map(|(label, choices)| html! {
                    <optgroup key={format!("of {label}")} label={label.clone()}>
                        { for choices.iter().map(|choice| option(choice, &props.value)) }
                    </optgroup>
                }) }
            </select>
            { sign(Icon::ChevronDown) }
        </div>
    };
    field.view(&words, drawn)
}

fn option(choice: &Choice, chosen: &AttrValue) -> Html {
    html! {
        <option key={choice.value.as_str()} value={choice.value.clone()}
            selected={choice.value == *chosen}>
            { choice.label.clone() }
        </option>
    }
}
