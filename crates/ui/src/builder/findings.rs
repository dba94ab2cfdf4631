//! What is wrong, at the place where it can be mended.

use segflow_core::check::Finding;
use yew::prelude::{AttrValue, Html, Properties, function_component, html};

use crate::parts::{Badge, Tone};
use crate::text::{BuilderText, use_words};

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
    pub(super) fn of<'f>(findings: impl Iterator<Item = &'f Finding> + Clone) -> Told {
        let said = |blocks: bool| -> Option<AttrValue> {
            let said: Vec<String> = findings
                .clone()
                .filter(|found| found.blocks() == blocks)
                .map(Finding::to_string)
                .collect();
            (!said.is_empty()).then(|| said.join(" ").into())
        };
        Told {
            error: said(true),
            warning: said(false),
        }
    }
}

/// Properties of [`FindingCount`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct FindingCountProps {
    /// How many there are.
    pub(super) count: usize,
    /// How many of them block.
    pub(super) errors: usize,
}

/// How many findings there are, if any.
#[function_component]
pub(super) fn FindingCount(props: &FindingCountProps) -> Html {
    let words = use_words();
    let count = props.count;
    let tone = if props.errors > 0 {
        Tone::Error
    } else {
        Tone::Warning
    };
    if count == 0 {
        return Html::default();
    }
    html! {
        <Badge {tone}>
            <span aria-hidden="true">{ count }</span>
            <span class="visually-hidden">{ words.say(BuilderText::Problems { count }) }</span>
        </Badge>
    }
}
