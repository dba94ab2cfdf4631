//! What a worker tells of its work: a JSON object a line, each with the run it
//! belongs to, and with the ids of the messages it is about. No key is in it.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use segflow_core::document::AccountId;
use serde_json::{Map, Value};

use super::perform::Sent;
use crate::clock;

/// Where the lines go.
pub(crate) struct Log(Mutex<Box<dyn Write + Send>>);

/// On whose behalf something is sent.
#[derive(Debug, Clone)]
pub(crate) struct Sending {
    pub(crate) run_id: String,
    /// The first and the last row; the same for a single one.
    pub(crate) rows: (u64, u64),
    /// None for rows that go together.
    pub(crate) task: Option<String>,
}

impl Log {
    pub(crate) fn new(out: impl Write + Send + 'static) -> Log {
        Log(Mutex::new(Box::new(out)))
    }

    /// A request was answered, or not.
    pub(super) fn sent(
        &self,
        sending: &Sending,
        account: &AccountId,
        message_ids: &[String],
        sent: &Sent,
        took: Duration,
    ) {
        let is_well = sent
            .status
            .is_some_and(|status| (200..300).contains(&status));
        let mut line = sending.line(if is_well { "info" } else { "warn" }, "sent");
        line.insert("account".to_owned(), account.as_str().into());
        line.insert("messageIds".to_owned(), message_ids.into());
        match (sent.status, &sent.error) {
            (Some(status), _) => line.insert("status".to_owned(), status.into()),
            (None, error) => line.insert("error".to_owned(), error.as_deref().into()),
        };
        if let Some(wait) = &sent.retry_after {
            line.insert("retryAfter".to_owned(), wait.as_str().into());
        }
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        line.insert("millis".to_owned(), millis.into());
        self.write(line);
    }

    /// A run could not even be tried.
    pub(super) fn not_connected(&self, run_id: &str, account: &AccountId) {
        let mut line = line("warn", "not_connected");
        line.insert("runId".to_owned(), run_id.into());
        line.insert("account".to_owned(), account.as_str().into());
        self.write(line);
    }

    /// A record became a dead letter.
    pub(super) fn buried(&self, run_id: &str, row: u64, reason: &str) {
        let mut line = line("warn", "dead_letter");
        line.insert("runId".to_owned(), run_id.into());
        line.insert("row".to_owned(), row.into());
        line.insert("reason".to_owned(), reason.into());
        self.write(line);
    }

    /// The worker itself changed: it `listens`, it `drains`, it `ends`.
    pub(super) fn worker(&self, event: &str, address: &str) {
        let mut line = line("info", event);
        line.insert("address".to_owned(), address.into());
        self.write(line);
    }

    fn write(&self, line: Map<String, Value>) {
        let text = format!("{}\n", Value::Object(line));
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody reads it any more: no reason to stop sending.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}

impl Sending {
    fn line(&self, level: &str, event: &str) -> Map<String, Value> {
        let mut line = line(level, event);
        line.insert("runId".to_owned(), self.run_id.as_str().into());
        let (first, last) = self.rows;
        if first == last {
            line.insert("row".to_owned(), first.into());
        } else {
            line.insert("firstRow".to_owned(), first.into());
            line.insert("lastRow".to_owned(), last.into());
        }
        if let Some(task) = &self.task {
            line.insert("task".to_owned(), task.as_str().into());
        }
        line
    }
}

fn line(level: &str, event: &str) -> Map<String, Value> {
    Map::from_iter([
        ("at".to_owned(), clock::now().to_string().into()),
        ("level".to_owned(), level.into()),
        ("event".to_owned(), event.into()),
    ])
}
