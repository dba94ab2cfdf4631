//! What tags and conditions can see while a run is at a certain task.

use std::borrow::Cow;

use crate::document::{TaskId, Workflow};
use crate::json::{Number, Object, Value};
use crate::template::{Datum, Path, Step};
use crate::time::Timestamp;

/// The person who runs the workflow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct User {
    /// What they may do, as the app or the host page calls it.
    pub role: Option<String>,
    /// Their email address.
    pub email: Option<String>,
}

/// What an earlier Segment task did.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskResult {
    /// Which task.
    pub task: TaskId,
    /// The id of its message, if it was reached.
    pub message_id: Option<String>,
    /// The word for its state.
    pub status: &'static str,
}

/// Everything a path can lead to.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The workflow that runs.
    pub workflow: &'a Workflow,
    /// The answers of the forms, by task id, then field id.
    pub record: &'a Object,
    /// The id of the run.
    pub run_id: &'a str,
    /// When the run began.
    pub started_at: Timestamp,
    /// The row of the source, from 1; 0 for a single run.
    pub row: u64,
    /// The person who runs it.
    pub user: &'a User,
    /// What the host page gives.
    pub host: &'a Value,
    /// What earlier Segment tasks did.
    pub results: &'a [TaskResult],
}

impl<'a> Scope<'a> {
    /// The value at a path.
    pub fn look_up(&self, path: &Path) -> Datum<'a> {
        let first = match path.steps.first() {
            Some(Step::Key(key)) => key.as_str(),
            _ => "",
        };
        let text = |text: &'a str| Some(Cow::Owned(Value::text(text)));
        let start: Option<Cow<'a, Value>> = match (path.head.as_str(), first) {
            ("host", _) => {
                return walk(Cow::Borrowed(self.host), &path.steps);
            }
            ("run", "id") => text(self.run_id),
            ("run", "startedAt") => Some(Cow::Owned(Value::text(self.started_at.to_string()))),
            ("workflow", "id") => text(self.workflow.id.as_str()),
            ("workflow", "name") => text(&self.workflow.name),
            ("row", "number") => i64::try_from(self.row)
                .ok()
                .map(|row| Cow::Owned(Value::Number(Number::from_integer(row)))),
            ("user", "role") => self.user.role.as_deref().and_then(text),
            ("user", "email") => self.user.email.as_deref().and_then(text),
            ("run" | "workflow" | "row" | "user", _) => None,
            (task, first) => match self.results.iter().find(|done| done.task.as_str() == task) {
                Some(done) => match first {
                    "messageId" => done.message_id.as_deref().and_then(text),
                    "status" => text(done.status),
                    _ => None,
                },
                None => self
                    .record
                    .get(task)
                    .and_then(|answers| answers.get(first))
                    .map(Cow::Borrowed),
            },
        };
        match start {
            None => Datum::Missing,
            Some(start) => walk(start, path.steps.get(1..).unwrap_or(&[])),
        }
    }
}

fn walk<'a>(start: Cow<'a, Value>, steps: &[Step]) -> Datum<'a> {
    match start {
        Cow::Borrowed(value) => Datum::looked_up(descend(value, steps)),
        Cow::Owned(value) => {
            descend(&value, steps).map_or(Datum::Missing, |value| Datum::made(value.clone()))
        }
    }
}

fn descend<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.as_list()?.get(*index),
    })
}
