//! Differences in words.

use std::sync::Arc;

use segflow_core::document::{MissingRule, Task, Workflow};
use segflow_core::reference::References;
use segflow_web::accounts::Accounts;
use yew::AttrValue;

use super::change::{Change, Detail, Place, Shown};
use crate::builder::condition_words;
use crate::text::{VersionText, Words};

/// What is said of a change, and of what is in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Whether something came, went, or is other than before.
    pub(super) kind: Kind,
    /// The sentence.
    pub(super) said: AttrValue,
    /// What it is made of.
    pub(super) details: Vec<Line>,
    /// How it was and how it is, where that is more than a few words.
    pub(super) values: Option<(Option<String>, Option<String>)>,
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Added,
    Removed,
    Changed,
}

/// Says what is different between two versions of a workflow.
pub(super) struct Speaker<'s> {
    pub(super) words: Words,
    pub(super) accounts: &'s Accounts,
    pub(super) before: &'s Workflow,
    pub(super) after: &'s Workflow,
}

impl Speaker<'_> {
    /// A change as a line, with lines for what is in it.
    pub(super) fn line(&self, change: &Change) -> Line {
        let line = |kind: Kind, text: VersionText<'_>| Line {
            kind,
            said: self.words.say(text),
            details: Vec::new(),
            values: None,
        };
        match change {
            Change::Renamed { from, to } => line(Kind::Changed, VersionText::Renamed { from, to }),
            Change::Added(task) => line(Kind::Added, VersionText::Added { task: task.title() }),
            Change::Removed(task) => {
                line(Kind::Removed, VersionText::Removed { task: task.title() })
            }
            Change::Moved { title, from, to } => line(
                Kind::Changed,
                VersionText::Moved {
                    task: title,
                    from: *from,
                    to: *to,
                },
            ),
            Change::Task { title, details } => Line {
                details: details.iter().map(|detail| self.detail(detail)).collect(),
                ..line(Kind::Changed, VersionText::InTask { task: title })
            },
            Change::SampleAdded(name) => {
                line(Kind::Added, VersionText::SampleAdded { sample: name })
            }
            Change::SampleRemoved(name) => {
                line(Kind::Removed, VersionText::SampleRemoved { sample: name })
            }
            Change::SampleChanged(name) => {
                line(Kind::Changed, VersionText::SampleChanged { sample: name })
            }
            Change::Plan => line(Kind::Changed, VersionText::Plan),
            Change::Rest => line(Kind::Changed, VersionText::Rest),
        }
    }

    fn detail(&self, detail: &Detail) -> Line {
        let place = self.place(&detail.place);
        let shown = |shown: &Option<Shown>, of: &Workflow| {
            shown
                .as_ref()
                .map(|shown| self.shown(&detail.place, shown, of))
        };
        let (before, after) = (
            shown(&detail.before, self.before),
            shown(&detail.after, self.after),
        );
        let kind = match (&before, &after) {
            (None, Some(_)) => Kind::Added,
            (Some(_), None) => Kind::Removed,
            _ => Kind::Changed,
        };
        Line {
            kind,
            said: place,
            details: Vec::new(),
            values: (before.is_some() || after.is_some()).then_some((before, after)),
        }
    }

    /// What a part of a task is called.
    fn place(&self, place: &Place) -> AttrValue {
        let text = match place {
            Place::Field(field, path) if path.is_empty() => return self.words.say(*field),
            Place::Field(field, path) => {
                let field = self.words.say(*field);
                let path = path.join(" › ");
                return self.words.say(VersionText::Row {
                    field: &field,
                    path: &path,
                });
            }
            Place::Label => VersionText::Label,
            Place::Id => VersionText::Id,
            Place::Account => VersionText::Account,
            Place::ActivateWhen => VersionText::ActivateWhen,
            Place::CompleteWhen => VersionText::CompleteWhen,
            Place::GoesOn => VersionText::GoesOn,
            Place::Beside => VersionText::Beside,
            Place::Missing(at) => {
                let at = at.trim_start_matches('/').replace('/', " › ");
                return self.words.say(match at.as_str() {
                    "*" => VersionText::MissingEverywhere,
                    at => VersionText::Missing { at },
                });
            }
            Place::Question(_) => VersionText::Question,
            Place::QuestionLabel(of) => VersionText::QuestionLabel { question: of },
            Place::QuestionHint(of) => VersionText::QuestionHint { question: of },
            Place::QuestionType(of) => VersionText::QuestionType { question: of },
            Place::QuestionRequired(of) => VersionText::QuestionRequired { question: of },
            Place::QuestionChoices(of) => VersionText::QuestionChoices { question: of },
            Place::QuestionDefault(of) => VersionText::QuestionDefault { question: of },
            Place::QuestionOrder => VersionText::QuestionOrder,
            Place::Workflow => VersionText::Workflow,
            Place::Input(at) => VersionText::Input { at },
            Place::Rest => VersionText::Rest,
        };
        self.words.say(text)
    }

    fn shown(&self, place: &Place, shown: &Shown, of: &Workflow) -> String {
        match shown {
            Shown::Text(id) if *place == Place::Account => {
                let known = self.accounts.known();
                let account = known.iter().find(|account| account.id.as_str() == id);
                account.map_or_else(|| id.clone(), |account| account.label.clone())
            }
            Shown::Text(text) => text.clone(),
            Shown::Condition(task) => self.condition(place, task, of),
            Shown::Rule(rule) => self.rule(rule),
            Shown::Yes => self.words.say(VersionText::Yes).to_string(),
            Shown::No => self.words.say(VersionText::No).to_string(),
        }
    }

    fn condition(&self, place: &Place, task: &Arc<Task>, of: &Workflow) -> String {
        let condition = match place {
            Place::CompleteWhen => &task.complete_when,
            _ => &task.activate_when,
        };
        let references = References::of(of, &task.id);
        let said = condition
            .as_ref()
            .map(|condition| condition_words(&self.words, condition, &references));
        said.unwrap_or_default()
    }

    fn rule(&self, rule: &MissingRule) -> String {
        let text = match rule {
            MissingRule::Omit => VersionText::RuleOmit,
            MissingRule::Empty => VersionText::RuleEmpty,
            MissingRule::Null => VersionText::RuleNull,
            MissingRule::Stop => VersionText::RuleStop,
            MissingRule::Default(value) => return value.to_string(),
        };
        self.words.say(text).to_string()
    }
}
