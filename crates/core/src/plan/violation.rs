use std::fmt;

use crate::json::{Number, Pointer, Value};

/// One thing in which a message differs from the tracking plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The place in the message, which is also the place in its task.
    pub at: Pointer,
    /// What differs.
    pub kind: ViolationKind,
}

/// What differs from a tracking plan.
#[derive(Debug, Clone, PartialEq)]
pub enum ViolationKind {
    /// The plan has no such event.
    UnknownEvent {
        /// The event's name.
        event: String,
        /// An event of the plan with a similar name.
        similar: Option<String>,
    },
    /// The plan allows nothing here.
    Unplanned {
        /// The name of what is here.
        name: String,
    },
    /// Something has to be here.
    Required {
        /// Its name.
        name: String,
    },
    /// A value of another type.
    WrongType {
        /// The types that are right, by JSON Schema's names.
        expected: Vec<String>,
        /// What people call the value's kind.
        kind: &'static str,
    },
    /// A value that is none of those allowed.
    NotOneOf {
        /// Those allowed.
        choices: Vec<Value>,
    },
    /// Text that the pattern does not match.
    NoMatch {
        /// The regular expression.
        pattern: String,
    },
    /// Text that names no moment.
    NotDateTime,
    /// A number that is too small.
    TooSmall {
        /// The smallest that is allowed.
        least: Number,
    },
    /// A number that is too large.
    TooLarge {
        /// The largest that is allowed.
        most: Number,
    },
}

/// How many choices a sentence names.
const NAMED_CHOICES: usize = 5;

impl fmt::Display for ViolationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ViolationKind::UnknownEvent { event, similar } => {
                write!(f, "The tracking plan has no event \"{event}\"")?;
                match similar {
                    Some(similar) => write!(f, "; did you mean \"{similar}\"?"),
                    None => f.write_str("."),
                }
            }
            ViolationKind::Unplanned { name } => {
                write!(f, "The tracking plan does not allow \"{name}\".")
            }
            ViolationKind::Required { name } => {
                write!(f, "The tracking plan asks for \"{name}\" as well.")
            }
            ViolationKind::WrongType { expected, kind } => {
                write!(f, "This is {kind}; the tracking plan asks for ")?;
                for (index, name) in expected.iter().enumerate() {
                    if index > 0 {
                        f.write_str(" or ")?;
                    }
                    f.write_str(type_words(name))?;
                }
                f.write_str(".")
            }
            ViolationKind::NotOneOf { choices } => {
                f.write_str("The tracking plan allows only ")?;
                for (index, choice) in choices.iter().take(NAMED_CHOICES).enumerate() {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{choice}")?;
                }
                f.write_str(if choices.len() > NAMED_CHOICES {
                    ", …"
                } else {
                    "."
                })
            }
            ViolationKind::NoMatch { pattern } => write!(
                f,
                "The tracking plan asks for text of the pattern {pattern}"
            ),
            ViolationKind::NotDateTime => f.write_str(
                "The tracking plan asks for a date and time, such as 2024-05-01T12:00:00Z.",
            ),
            ViolationKind::TooSmall { least } => {
                write!(f, "The tracking plan asks for {least} or more.")
            }
            ViolationKind::TooLarge { most } => {
                write!(f, "The tracking plan asks for {most} or less.")
            }
        }
    }
}

/// What people call a type of JSON Schema.
fn type_words(name: &str) -> &str {
    match name {
        "string" => "text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "yes/no",
        "array" => "a list",
        "object" => "an object",
        other => other,
    }
}
