use std::fmt;

use segflow_core::document::{LoadError, LoadErrorKind};
use segflow_core::json::{Object, ReadError, Value};
use segflow_core::segment::EndpointError;
use wasm_bindgen::JsValue;

/// Why what was handed over cannot be used.
///
/// No variant carries a text of an account: it might be a write key that
/// stands in the wrong place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum EngineError {
    /// The document is no workflow.
    Document(LoadError),
    /// The record is no JSON object.
    Record(ReadError),
    /// What a form was answered with is no JSON object.
    Answers(ReadError),
    /// An account cannot be used.
    Account {
        /// Its place in the list, from 1; 0 for the one account of all tasks.
        place: usize,
        /// What is wrong with it.
        problem: AccountProblem,
    },
    /// The options cannot be read: what the host page gives is no JSON.
    Options(ReadError),
    /// What a document is compiled with cannot be used.
    Surroundings(SurroundingsProblem),
}

/// What is wrong with what a document is compiled with. Places are counted
/// from 1.
#[derive(Debug, Clone, PartialEq)]
pub enum SurroundingsProblem {
    /// One of the other workflows is none.
    Workflow {
        /// Its place in the list.
        place: usize,
        /// Why it is none.
        error: LoadError,
    },
    /// A value of the host page has no path.
    HostField {
        /// Its place in the list.
        place: usize,
    },
    /// The tracking plan is none.
    Plan,
}

/// What is wrong with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountProblem {
    /// It has no id, or one that is none.
    Id,
    /// It has a region that is none.
    Region,
    /// It is of the region `custom` and has no endpoint.
    NoEndpoint,
    /// It has an endpoint and another region.
    NeedlessEndpoint,
    /// Its endpoint is none.
    Endpoint(EndpointError),
    /// Its way to hand over the key is none.
    Transport,
}

impl EngineError {
    /// The name that programs go by.
    fn code(&self) -> &'static str {
        match self {
            EngineError::Document(error) => match error.kind {
                LoadErrorKind::NotJson(_) => "document_not_json",
                LoadErrorKind::TooLarge => "document_too_large",
                LoadErrorKind::NotAWorkflow => "not_a_workflow",
                LoadErrorKind::TooNew(_) => "document_too_new",
                _ => "bad_document",
            },
            EngineError::Record(_) => "bad_record",
            EngineError::Answers(_) => "bad_answers",
            EngineError::Account { .. } => "bad_account",
            EngineError::Options(_) | EngineError::Surroundings(_) => "bad_option",
        }
    }

    /// The place in the document, if it is about one.
    fn at(&self) -> Option<&str> {
        match self {
            EngineError::Document(error) => Some(error.at.as_str()),
            _ => None,
        }
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EngineError::Document(error) => error.fmt(f),
            EngineError::Record(error) => write!(f, "the record cannot be read: {error}"),
            EngineError::Answers(error) => write!(f, "the answers cannot be read: {error}"),
            EngineError::Account { place, problem } => {
                match place {
                    0 => f.write_str("`account`")?,
                    _ => write!(f, "number {place} of `accounts`")?,
                }
                f.write_str(match problem {
                    AccountProblem::Id => {
                        " needs an `id` of letters, digits, _ and -, beginning with a letter"
                    }
                    AccountProblem::Region => " needs a `region`: \"us\", \"eu\" or \"custom\"",
                    AccountProblem::NoEndpoint => {
                        " is of the region \"custom\" and needs an `endpoint`"
                    }
                    AccountProblem::NeedlessEndpoint => {
                        " has an `endpoint`, so its `region` has to be \"custom\""
                    }
                    AccountProblem::Endpoint(error) => return write!(f, ": {error}"),
                    AccountProblem::Transport => {
                        " needs a `transport` that is \"simple\" or \"basic\", or none"
                    }
                })
            }
            EngineError::Options(error) => write!(f, "the options cannot be read: {error}"),
            EngineError::Surroundings(problem) => match problem {
                SurroundingsProblem::Workflow { place, error } => {
                    write!(f, "number {place} of `workflows`: {error}")
                }
                SurroundingsProblem::HostField { place } => write!(
                    f,
                    "number {place} of `hostFields` needs a `path` such as \"customer.email\""
                ),
                SurroundingsProblem::Plan => {
                    write!(f, "`plan`: {}", segflow_core::plan::PlanError)
                }
            },
        }
    }
}

impl std::error::Error for EngineError {}

impl From<EngineError> for JsValue {
    fn from(error: EngineError) -> JsValue {
        thrown(error.code(), error.to_string(), error.at())
    }
}

/// JSON text that the facade makes its error of: a code for programs, a
/// message for people, and the place in the document if it is about one.
pub fn thrown(code: &str, message: String, at: Option<&str>) -> JsValue {
    let mut object = Object::new();
    object.insert("code", code);
    object.insert("message", message);
    if let Some(at) = at {
        object.insert("at", at);
    }
    JsValue::from_str(&Value::Object(object).to_string())
}
