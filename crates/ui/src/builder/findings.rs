//! What is wrong, at the place where it can be mended.

use segflow_core::check::Finding;
use yew::prelude::{AttrValue, Html, html};

use crate::parts::{Tone, badge};
use crate::text::{BuilderText, Words};

/// What a control says of the findings at its place.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Told {
    /// The sentences of those that block.
    pub(super) error: Option<AttrValue>,
    /// The sentences of those that do not.
    pub(super) warning: Option<AttrValue>,
}

impl Told {
    /// Sorts findings by whether they block.
    pub(super) fn of<'f>(
        words: &Words,
        findings: impl Iterator<Item = &'f Finding> + Clone,
    ) -> Told {
        let said = |blocks: bool| -> Option<AttrValue> {
            let said: Vec<String> = findings
                .clone()
                .filter(|found| found.blocks() == blocks)
                .map(|found| words.say(&found.problem).to_string())
                .collect();
            (!said.is_empty()).then(|| said.join(" ").into())
        };
        Told {
            error: said(true),
            warning: said(false),
        }
    }
}

/// How many findings there are, if any, and how many of them block.
pub(super) fn finding_count(words: &Words, count: usize, errors: usize) -> Html {
    if count == 0 {
        return Html::default();
    }
    let (tone, said) = if errors > 0 {
        (Tone::Error, BuilderText::Problems { count })
    } else {
        (Tone::Warning, BuilderText::Warnings { count })
    };
    let content = html! {
        <>
            <span aria-hidden="true">{ count }</span>
            <span class="visually-hidden">{ words.say(said) }</span>
        </>
    };
    badge(tone, Some(tone.icon()), content)
}
