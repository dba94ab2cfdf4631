use std::rc::Rc;

use segflow_core::document::FormFieldType;
use yew::AttrValue;

use crate::model::{FieldOption, Fields};
use crate::parts::{Choice, ChoiceGroup};
use crate::text::{BuilderText, FieldName, Words};

/// What a condition of a task can be about: the fields above it, by task, each
/// with its value in the sample.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subjects {
    pub(super) fields: Rc<Fields>,
    pub(super) groups: Rc<Vec<ChoiceGroup>>,
}

impl Subjects {
    pub(super) fn new(words: &Words, fields: Fields) -> Subjects {
        let mut groups: Vec<ChoiceGroup> = Vec::new();
        for option in &fields.options {
            let field = words.say(FieldName {
                path: &option.path,
                label: &option.label,
            });
            let choice = Choice {
                value: option.path.clone().into(),
                label: match &option.sample {
                    Some(value) => words.say(BuilderText::FieldNow {
                        field: &field,
                        value,
                    }),
                    None => field,
                },
            };
            let name = if option.task_title.is_empty() {
                words.say(BuilderText::RunValues)
            } else {
                option.task_title.clone().into()
            };
            match groups.last_mut() {
                Some((known, choices)) if *known == name => choices.push(choice),
                _ => groups.push((name, vec![choice])),
            }
        }
        Subjects {
            fields: Rc::new(fields),
            groups: Rc::new(groups),
        }
    }

    /// The path to begin with; empty where there is nothing to choose.
    pub(super) fn first(&self) -> String {
        self.fields
            .options
            .first()
            .map(|option| option.path.clone())
            .unwrap_or_default()
    }

    /// The field of that path, if it is one to choose.
    pub(super) fn find(&self, path: &str) -> Option<&FieldOption> {
        self.fields
            .options
            .iter()
            .find(|option| option.path == path)
    }

    /// The type the field of that path declares.
    pub(super) fn field_type(&self, path: &str) -> Option<FormFieldType> {
        self.find(path)?.field_type
    }

    /// A path to compare a field with: another one, of its type if there is any.
    pub(super) fn another(&self, path: &str) -> String {
        let own = self.field_type(path);
        let others = || {
            self.fields
                .options
                .iter()
                .filter(|option| option.path != path)
        };
        others()
            .find(|option| option.field_type == own)
            .or_else(|| others().next())
            .map(|option| option.path.clone())
            .unwrap_or_default()
    }

    /// What stands before the fields: a path that is none of them, and the way
    /// to one.
    pub(super) fn strangers(&self, words: &Words, chosen: &str) -> Vec<Choice> {
        let is_known = self.find(chosen).is_some();
        let stranger = (!is_known).then(|| Choice {
            value: chosen.to_owned().into(),
            label: if chosen.is_empty() {
                words.say(BuilderText::ChooseField)
            } else {
                AttrValue::from(chosen.to_owned())
            },
        });
        let another = (is_known || chosen.is_empty()).then(|| Choice {
            value: AttrValue::Static(ANOTHER_PATH),
            label: words.say(BuilderText::AnotherPath),
        });
        stranger.into_iter().chain(another).collect()
    }
}

/// What a path that is none of the fields begins with.
pub(super) const ANOTHER_PATH: &str = "host.";
