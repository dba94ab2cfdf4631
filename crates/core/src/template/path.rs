use std::fmt;

use crate::document::TaskId;
use crate::json::{Object, Value};

/// Where a value is found: `signup.email`, `signup.items[0]["any key"]`.
///
/// The first word is a task's id or one of `run`, `workflow`, `row`, `user`
/// and `host`; at least one step follows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    /// The first word.
    pub head: String,
    /// The steps from there.
    pub steps: Vec<Step>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A member of an object.
    Key(String),
    /// An element of a list, counted from 0.
    Index(usize),
}

impl Path {
    /// Reads a path that is the whole text.
    pub fn parse(text: &str) -> Option<Path> {
        Some(super::parse::whole_path(text)?.path)
    }

    /// The path of a task's field.
    pub fn of_field(task: &TaskId, field: &str) -> Path {
        Path {
            head: task.as_str().to_owned(),
            steps: vec![Step::Key(field.to_owned())],
        }
    }

    /// What a record has there, if it has anything.
    pub fn value_in<'r>(&self, record: &'r Object) -> Option<&'r Value> {
        let mut value = record.get(&self.head)?;
        for step in &self.steps {
            value = match step {
                Step::Key(key) => value.get(key)?,
                Step::Index(index) => value.as_list()?.get(*index)?,
            };
        }
        Some(value)
    }

    /// The first step, if it is a key: of a form's answers, the field.
    pub fn field(&self) -> Option<&str> {
        match self.steps.first() {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }
}

/// The path as it is written in a tag.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        for step in &self.steps {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if is_word(key) => write!(f, ".{key}")?,
                // Liquid's quotes know no escapes: a key that holds one kind
                // of quote is written in the other.
                Step::Key(key) if key.contains('"') => write!(f, "['{key}']")?,
                Step::Key(key) => write!(f, "[\"{key}\"]")?,
            }
        }
        Ok(())
    }
}

/// Whether a key can be written after a dot.
pub(super) fn is_word(key: &str) -> bool {
    let mut chars = key.chars();
    chars.next().is_some_and(starts_word) && chars.all(continues_word)
}

pub(super) fn starts_word(char: char) -> bool {
    char.is_ascii_alphabetic() || char == '_'
}

pub(super) fn continues_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_' || char == '-'
}
