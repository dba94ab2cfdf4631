use yew::prelude::{AttrValue, Html, classes, html};

use super::{Tone, badge};
use crate::icons::{Icon, sign};
use crate::text::{Text, Words};

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

/// A labelled control with its hint and its message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Field {
    /// The control's id; unique in the page.
    pub id: AttrValue,
    /// The control's name.
    pub label: AttrValue,
    /// Leaves the label to those who hear it, where its place says enough.
    pub label_hidden: bool,
    /// Says beside the label that nothing need be given.
    pub optional: bool,
    /// A sentence of advice.
    pub hint: Option<AttrValue>,
    /// What is wrong, and how to mend it.
    pub error: Option<AttrValue>,
    /// What is probably not as it was meant.
    pub warning: Option<AttrValue>,
    /// What is still to be given; nothing is wrong with that.
    pub to_do: Option<AttrValue>,
}

impl Field {
    /// What the control must carry.
    pub fn control(&self) -> Control {
        let mut described_by: Vec<String> = Vec::new();
        for (name, text) in [
            ("error", &self.error),
            ("warning", &self.warning),
            ("to-do", &self.to_do),
            ("hint", &self.hint),
        ] {
            if text.is_some() {
                described_by.push(self.id_of(name));
            }
        }
        Control {
            id: self.id.clone(),
            described_by: (!described_by.is_empty()).then(|| described_by.join(" ").into()),
            invalid: self.error.is_some().then_some("true"),
        }
    }

    /// The label, the control, and what is said of it.
    pub fn view(self, words: &Words, control: Html) -> Html {
        let hidden = self.label_hidden.then_some("visually-hidden");
        html! {
            <div class="field" part="field">
                <label class={classes!("field-label", hidden)} for={self.id.clone()}>
                    { self.label.clone() }
                    if self.optional {
                        <span class="field-optional">{ words.say(Text::Optional) }</span>
                    }
                </label>
                { control }
                if let Some(error) = &self.error {
                    <p class="field-error" part="error" id={self.id_of("error")}>{ sign(Icon::Error) }{ error }</p>
                }
                if let Some(warning) = &self.warning {
                    <p class="field-warning" id={self.id_of("warning")}>{ sign(Icon::Alert) }{ warning }</p>
                }
                if let Some(told) = &self.to_do {
                    { to_do(words, self.id_of("to-do"), told) }
                }
                if let Some(hint) = &self.hint {
                    <p class="field-hint" id={self.id_of("hint")}>{ hint }</p>
                }
            </div>
        }
    }

    fn id_of(&self, part: &str) -> String {
        format!("{}-{part}", self.id)
    }
}

/// What a control still lacks.
pub fn to_do(words: &Words, id: String, told: &AttrValue) -> Html {
    html! {
        <p class="field-hint" {id}>
            { badge(Tone::Info, Some(Icon::Info), html! { words.say(Text::StillToFillIn) }) }
            <span class="visually-hidden">{ "." }</span>
            { " " }
            { told }
        </p>
    }
}
