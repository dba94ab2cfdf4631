//! What tags and conditions can see while a run is at a certain task.

use std::borrow::Cow;

use crate::datum::Datum;
use crate::document::{TaskId, Workflow};
use crate::expression::{Own, ResultOf, Source};
use crate::json::{Number, Value};
use crate::record::Row;
use crate::template::Step;
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
    /// The answers of the forms.
    pub answers: &'a Row<'a>,
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

impl Scope<'_> {
    /// The value of a source.
    pub(crate) fn look_up<'s>(&'s self, source: &'s Source) -> Datum<'s> {
        let optional = |text: &'s Option<String>| match text {
            Some(text) => Datum::Text(Cow::Borrowed(text.as_str())),
            None => Datum::Missing,
        };
        match source {
            Source::Constant(value) => Datum::of(value),
            Source::Answer(slot) => self.answers.datum(*slot).borrowed(),
            Source::Host(steps) => Datum::looked_up(descend(self.host, steps)),
            Source::Nowhere => Datum::Missing,
            Source::Own(own) => match own {
                Own::RunId => Datum::Text(Cow::Borrowed(self.run_id)),
                Own::RunStartedAt => Datum::text(self.started_at.to_string()),
                Own::WorkflowId => Datum::Text(Cow::Borrowed(self.workflow.id.as_str())),
                Own::WorkflowName => Datum::Text(Cow::Borrowed(&self.workflow.name)),
                Own::RowNumber => i64::try_from(self.row).map_or(Datum::Missing, |row| {
                    Datum::number(Number::from_integer(row))
                }),
                Own::UserRole => optional(&self.user.role),
                Own::UserEmail => optional(&self.user.email),
            },
            Source::Result { task, result } => {
                let done = self
                    .results
                    .iter()
                    .find(|done| done.task.as_str() == task.as_str());
                match (done, result) {
                    (None, _) => Datum::Missing,
                    (Some(done), ResultOf::MessageId) => optional(&done.message_id),
                    (Some(done), ResultOf::Status) => Datum::Text(Cow::Borrowed(done.status)),
                }
            }
        }
    }
}

fn descend<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.as_list()?.get(*index),
    })
}
