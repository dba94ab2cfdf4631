//! What travels between the command line, the engine and the workers. No write
//! key is in any of it: the engine keeps all of it in its journal.

use segflow_core::document::AccountId;
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{Inputs, PreviewStatus, preview};
use segflow_core::scope::User;
use segflow_core::segment::Account;
use segflow_core::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One record to run a workflow for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Job {
    /// The workflow file's text: whatever is edited meanwhile, this run is of
    /// this one.
    pub(crate) workflow: String,
    pub(crate) run_id: String,
    /// The row of the source, from 1; 0 for a single record.
    pub(crate) row: u64,
    /// The record's JSON text, so that its numbers stay as they are.
    pub(crate) record: String,
    /// Milliseconds since 1970. Whoever steps through the run again sees the
    /// same time.
    pub(crate) started_millis: i64,
}

/// What became of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Done {
    /// `completed`, `failed` or `cancelled`.
    pub(crate) status: String,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// A job that failed, kept until somebody replays it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DeadLetter {
    pub(crate) reason: String,
    /// The key it had, so that it is replayed in the order of its user.
    pub(crate) key: String,
    pub(crate) job: Job,
}

impl Job {
    /// The same for every submission of the same row of the same run.
    pub(crate) fn idempotency_key(&self) -> String {
        format!("{}-{}", self.run_id, self.row)
    }

    pub(crate) fn started_at(&self) -> Timestamp {
        Timestamp::from_millis(self.started_millis)
    }

    /// What the core is given besides the record.
    pub(crate) fn inputs(&self, accounts: Vec<Account>) -> Inputs {
        Inputs {
            accounts,
            run_id: self.run_id.clone(),
            row: self.row,
            user: User::default(),
            host: Value::Null,
        }
    }
}

/// Whose turn a record is: the source and the user of the first message that it
/// gives. Everything of one key happens one after the other. A record without a
/// message has none, and is one by itself.
pub(crate) fn key(flow: &Flow, record: &Object, job: &Job) -> String {
    let tasks = preview(flow, record, &job.inputs(Vec::new()), job.started_at());
    let first = tasks
        .iter()
        .find(|task| task.request.is_some() && task.status != PreviewStatus::Skipped);
    let of_user = first.and_then(|task| {
        let account = flow
            .workflow()
            .task(&task.task)?
            .segment()?
            .account
            .as_ref();
        let body = Value::read(&task.request.as_ref()?.shown().body, usize::MAX).ok()?;
        let id = ["userId", "anonymousId"]
            .iter()
            .find_map(|name| body.get(name)?.as_text())?;
        Some(format!("{}/{id}", account.map_or("", AccountId::as_str)))
    });
    of_user.unwrap_or_else(|| format!("{}/{}", job.run_id, job.row))
}
