use std::fmt;

use segflow_core::bulk::{CheckpointError, MappingError, SetupError};
use segflow_core::document::{LoadError, LoadErrorKind};
use segflow_core::json::{Object, ReadError, Value};
use segflow_core::segment::EndpointError;
use wasm_bindgen::JsValue;

/// Why the engine could not do what it was asked to.
///
/// No variant carries a text of an account: it might be a write key that
/// stands in the wrong place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub(crate) enum EngineError {
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
        problem: AccountProblem,
    },
    /// A column's mapping cannot be used.
    Mapping(MappingError),
    /// A file cannot be gone on with.
    Checkpoint(CheckpointError),
    /// The workflow cannot run a file: a tag reads another task's status.
    ReadsStatus,
    /// The options cannot be read: what the host page gives is no JSON.
    Options(ReadError),
    /// What a document is compiled with cannot be used.
    Surroundings(SurroundingsProblem),
}

/// What is wrong with what a document is compiled with. Places are counted
/// from 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SurroundingsProblem {
    Workflow { place: usize, error: LoadError },
    HostField { place: usize },
    Plan,
}

/// What is wrong with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccountProblem {
    Id,
    Region,
    NoEndpoint,
    NeedlessEndpoint,
    Endpoint(EndpointError),
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
            EngineError::Mapping(_) => "bad_mapping",
            EngineError::Checkpoint(error) => error.code(),
            EngineError::ReadsStatus => "reads_status",
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
            EngineError::Mapping(error) => error.fmt(f),
            EngineError::Checkpoint(error) => error.fmt(f),
            EngineError::ReadsStatus => SetupError::ReadsStatus.fmt(f),
        }
    }
}

impl std::error::Error for EngineError {}

/// JSON text that the facade makes its error of.
impl From<EngineError> for JsValue {
    fn from(error: EngineError) -> JsValue {
        let mut object = Object::new();
        object.insert("code", error.code());
        object.insert("message", error.to_string());
        if let Some(at) = error.at() {
            object.insert("at", at);
        }
        JsValue::from_str(&Value::Object(object).to_string())
    }
}
