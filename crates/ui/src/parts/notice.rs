use yew::prelude::{AttrValue, Html, classes, html};

use super::Tone;
use crate::icons::sign;

/// A sentence at the place where the matter can be mended.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    tone: Tone,
    title: Option<AttrValue>,
    actions: Option<Html>,
}

impl Notice {
    /// Errors are read out at once, all else when there is a pause.
    pub fn new(tone: Tone) -> Notice {
        Notice {
            tone,
            title: None,
            actions: None,
        }
    }

    /// A few words in bold before the sentence.
    #[must_use]
    pub fn title(mut self, title: AttrValue) -> Notice {
        self.title = Some(title);
        self
    }

    /// Buttons that do what is to be done.
    #[must_use]
    pub fn actions(mut self, actions: Option<Html>) -> Notice {
        self.actions = actions;
        self
    }

    /// Says what is the matter and what to do.
    pub fn view(self, sentence: AttrValue) -> Html {
        // A neutral notice wears the colours of an informing one.
        let tone = self.tone.class().unwrap_or("info");
        html! {
            <div class={classes!("notice", tone)} role={self.tone.role()}>
                { sign(self.tone.icon()) }
                <div class="notice-body">
                    if let Some(title) = self.title {
                        <p class="notice-title">{ title }</p>
                    }
                    <p>{ sentence }</p>
                    if let Some(actions) = self.actions {
                        <div class="notice-actions">{ actions }</div>
                    }
                </div>
            </div>
        }
    }
}

/// A notice of nothing but a sentence.
pub fn notice(tone: Tone, sentence: AttrValue) -> Html {
    Notice::new(tone).view(sentence)
}
