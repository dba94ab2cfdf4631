//! Findings: what is wrong with half-done work, beside the place where it can
//! be mended. Finding never fails and never stops at the first.

mod document;
mod message;
mod names;
mod problem;
mod similar;
mod sub_workflow;
mod template;

pub(crate) use document::{check_order, check_task};
pub use message::MAX_SHOWN_PROPERTIES;
pub(crate) use message::{CONSENT_EVENT, check_message, check_plan};
pub use problem::{BadCondition, Problem, Severity};
pub(crate) use similar::similar;
pub use sub_workflow::MAX_NESTED;
pub(crate) use sub_workflow::{check_input, sub_workflows};
pub(crate) use template::check_template;

use std::fmt;
use std::ops::Range;

use crate::document::TaskId;
use crate::json::{Object, Pointer, Value};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The task, or none where it is about the whole workflow.
    pub task: Option<TaskId>,
    /// The place within the task, or within the document if there is no task.
    pub at: Pointer,
    /// The place within the text at that place, in bytes.
    pub range: Option<Range<usize>>,
    /// What is wrong.
    pub problem: Problem,
}

impl Finding {
    /// A finding at a place of a task.
    pub fn of_task(task: &TaskId, at: Pointer, problem: Problem) -> Finding {
        Finding {
            task: Some(task.clone()),
            at,
            range: None,
            problem,
        }
    }

    /// How bad it is. Only errors block.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// The name of the kind of finding, as it is documented.
    pub fn code(&self) -> &str {
        self.problem.code()
    }

    /// Whether it keeps its task from being sent.
    pub fn blocks(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// What it is to programs: `taskId`, `at`, `code`, `severity` and `message`.
    pub fn to_value(&self) -> Value {
        let task = self.task.as_ref();
        Value::from(Object::from_iter([
            (
                "taskId",
                task.map_or(Value::Null, |task| task.as_str().into()),
            ),
            ("at", self.at.as_str().into()),
            ("code", self.code().into()),
            ("severity", self.severity().name().into()),
            ("message", self.to_string().into()),
        ]))
    }

    /// What several are to programs: a list.
    pub fn list<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Value {
        Value::List(findings.into_iter().map(Finding::to_value).collect())
    }
}

/// The sentence alone, in English.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}
