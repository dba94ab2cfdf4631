use std::cmp::Ordering;

use super::schema::Schema;
use crate::document::Call;
use crate::json::{Number, Value};

/// What a plan says of one event, or of all.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) subject: Subject,
    /// Of rules for one subject, a message chooses one by its version.
    pub(super) version: Number,
    /// Of the whole message.
    pub(super) schema: Schema,
}

/// The messages that a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// All of them.
    Common,
    /// Those of a call; with a key, those of that event or name.
    Call(Call, Option<String>),
}

impl Rule {
    /// Reads a rule of Segment's; none if it is about nothing that is sent or
    /// is no longer in force.
    pub(super) fn read(value: &Value) -> Option<Rule> {
        let text = |key: &str| value.get(key).and_then(Value::as_text);
        let is_deprecated = text("deprecatedAt").is_some_and(|at| !at.starts_with("0001-"));
        let key = text("key").filter(|key| !key.is_empty());
        let name = text("type")?.to_ascii_lowercase();
        let subject = match Call::from_name(&name) {
            None if name == "common" => Subject::Common,
            None => return None,
            Some(call @ (Call::Track | Call::Page | Call::Screen)) => {
                Subject::Call(call, key.map(str::to_owned))
            }
            // These have no names to tell them apart.
            Some(call) => Subject::Call(call, None),
        };
        let version = match value.get("version") {
            Some(Value::Number(version)) => version.clone(),
            _ => Number::from_integer(1),
        };
        (!is_deprecated).then(|| Rule {
            subject,
            version,
            schema: value
                .get("jsonSchema")
                .map(Schema::read)
                .unwrap_or_default(),
        })
    }

    /// Whether the rule is about a message.
    fn is_about(&self, call: Call, name: Option<&str>) -> bool {
        match &self.subject {
            Subject::Common => true,
            Subject::Call(own, key) => *own == call && (key.is_none() || key.as_deref() == name),
        }
    }
}

/// The rules that a message is checked against: of each subject the one of the
/// version that its message names, else the oldest.
pub(super) fn applying<'r>(
    rules: &'r [Rule],
    call: Call,
    name: Option<&str>,
    version: Option<&Number>,
) -> Vec<&'r Rule> {
    let is_named = |rule: &Rule| {
        version.is_some_and(|version| rule.version.compare(version) == Ordering::Equal)
    };
    let mut chosen: Vec<&Rule> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.is_about(call, name)) {
        match chosen
            .iter_mut()
            .find(|other| other.subject == rule.subject)
        {
            None => chosen.push(rule),
            Some(other) if is_named(other) => {}
            Some(other) => {
                if is_named(rule) || rule.version.compare(&other.version) == Ordering::Less {
                    *other = rule;
                }
            }
        }
    }
    chosen
}

/// The version of its event that a context names.
pub(super) fn version_named(context: &Value) -> Option<&Number> {
    match context.get("protocols")?.get("event_version")? {
        Value::Number(version) => Some(version),
        _ => None,
    }
}
