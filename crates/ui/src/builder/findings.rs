//! What is wrong, at the place where it can be mended.

use std::rc::Rc;

use segflow_core::check::Finding;
use segflow_core::document::TaskId;
use segflow_core::json::Pointer;
use yew::prelude::{AttrValue, Html, html};

use super::context::Builder;
use crate::model::Model;
use crate::parts::{Tone, badge};
use crate::text::{BuilderText, Words};

/// What was found at a place of the chosen task.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FoundAt {
    /// What is wrong.
    pub(super) findings: Rc<[Finding]>,
    /// What is only still to be given, as the task is new.
    pub(super) to_do: Rc<[Finding]>,
}

impl FoundAt {
    /// What was found at a place of a task or within it.
    pub(super) fn within(builder: &Builder, task: &TaskId, at: &Pointer) -> FoundAt {
        let found = builder.checked.within(task, at).into_iter();
        let (to_do, findings): (Vec<Finding>, Vec<Finding>) =
            found.partition(|found| builder.model.is_to_do(found));
        FoundAt {
            findings: findings.into(),
            to_do: to_do.into(),
        }
    }

    /// What the control there says of it.
    pub(super) fn told(&self, words: &Words) -> Told {
        Told {
            to_do: said(words, self.to_do.iter()),
            ..Told::of(words, self.findings.iter())
        }
    }
}

/// What a control says of the findings at its place.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Told {
    /// The sentences of those that block.
    pub(super) error: Option<AttrValue>,
    /// The sentences of those that do not.
    pub(super) warning: Option<AttrValue>,
    /// The sentences of what is only still to be given.
    pub(super) to_do: Option<AttrValue>,
}

impl Told {
    /// Sorts findings by whether they block.
    pub(super) fn of<'f>(
        words: &Words,
        findings: impl Iterator<Item = &'f Finding> + Clone,
    ) -> Told {
        let told = |blocks: bool| {
            let findings = findings.clone();
            said(words, findings.filter(|found| found.blocks() == blocks))
        };
        Told {
            error: told(true),
            warning: told(false),
            to_do: None,
        }
    }
}

fn said<'f>(words: &Words, findings: impl Iterator<Item = &'f Finding>) -> Option<AttrValue> {
    let said: Vec<String> = findings
        .map(|found| words.say(&found.problem).to_string())
        .collect();
    (!said.is_empty()).then(|| said.join(" ").into())
}

/// How many findings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FindingCount {
    /// Those that block.
    errors: usize,
    /// Those that do not.
    warnings: usize,
    /// What is only still to be given.
    to_do: usize,
}

impl FindingCount {
    /// Counts the findings of a task.
    pub(super) fn of<'f>(
        model: &Model,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> FindingCount {
        let mut count = FindingCount::default();
        for found in findings {
            let kind = if model.is_to_do(found) {
                &mut count.to_do
            } else if found.blocks() {
                &mut count.errors
            } else {
                &mut count.warnings
            };
            *kind += 1;
        }
        count
    }

    /// The number, if there are any; of what is still to be given where
    /// nothing is wrong.
    pub(super) fn view(self, words: &Words) -> Option<Html> {
        let wrong = self.errors + self.warnings;
        let (tone, count, said) = match (self.errors, self.warnings, self.to_do) {
            (0, 0, 0) => return None,
            (0, 0, count) => (Tone::Info, count, BuilderText::ToDo { count }),
            (0, count, _) => (Tone::Warning, count, BuilderText::Warnings { count }),
            _ => (Tone::Error, wrong, BuilderText::Problems { count: wrong }),
        };
        let content = html! {
            <>
                <span aria-hidden="true">{ count }</span>
                <span class="visually-hidden">{ words.say(said) }</span>
            </>
        };
        Some(badge(tone, Some(tone.icon()), content))
    }
}
