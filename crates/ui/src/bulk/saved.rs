use segflow_core::bulk::Counts;
use segflow_core::json::{Number, Object, Value};
use segflow_core::time::Timestamp;
use segflow_web::storage::{Storage, StoredBulk};

use super::how::How;
use super::json;
use super::model::Refused;
use super::progress;

/// A run of a file as it is kept. It holds no row and no key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SavedFile {
    pub(super) id: String,
    /// The run's id, a part of every message's.
    pub(super) run_id: String,
    pub(super) workflow: String,
    /// What the workflow was called.
    pub(super) name: String,
    /// The workflow as it was, without samples.
    pub(super) document: String,
    pub(super) file: String,
    pub(super) file_bytes: u64,
    pub(super) how: How,
    pub(super) state: SavedState,
    pub(super) counts: Counts,
    /// How many rows the file has, once that is known.
    pub(super) rows: Option<u64>,
    /// From where it goes on, once anything was answered.
    pub(super) checkpoint: Option<String>,
    pub(super) started_at: Timestamp,
    pub(super) changed_at: Timestamp,
}

/// How a kept run stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SavedState {
    /// It is going on, or its tab is gone.
    Going,
    /// A person stopped it.
    Stopped,
    /// Nothing more could be sent, for this reason.
    Halted(Refused),
    /// Every row was dealt with.
    Completed,
}

impl SavedState {
    /// Whether there is something to go on with.
    pub(super) fn is_unfinished(&self) -> bool {
        *self != SavedState::Completed
    }
}

const VERSION: &str = "segflowFile";
const MAX_DEPTH: usize = 64;

impl SavedFile {
    /// Reads one; `None` if this version cannot.
    pub(super) fn read(id: &str, text: &str) -> Option<SavedFile> {
        let saved = Value::read(text, MAX_DEPTH).ok()?;
        if json::number(&saved, VERSION) != 1 {
            return None;
        }
        let text = |name: &str| json::text(&saved, name);
        let moment = |name: &str| {
            let millis = i64::try_from(json::number(&saved, name)).unwrap_or(0);
            Timestamp::from_millis(millis)
        };
        let nothing = Value::Null;
        Some(SavedFile {
            id: id.to_owned(),
            run_id: text("runId"),
            workflow: text("workflow"),
            name: text("name"),
            document: text("document"),
            file: text("file"),
            file_bytes: json::number(&saved, "fileBytes"),
            how: How::of(saved.get("how").unwrap_or(&nothing)),
            state: match text("state").as_str() {
                "completed" => SavedState::Completed,
                "stopped" => SavedState::Stopped,
                "halted" => SavedState::Halted(Refused {
                    code: text("becauseCode"),
                    message: text("because"),
                }),
                _ => SavedState::Going,
            },
            counts: progress::counts(saved.get("counts").unwrap_or(&nothing)),
            rows: saved.get("rows").map(|_| json::number(&saved, "rows")),
            checkpoint: Some(text("checkpoint")).filter(|text| !text.is_empty()),
            started_at: moment("startedAt"),
            changed_at: moment("changedAt"),
        })
    }

    /// The text that is kept.
    pub(super) fn to_text(&self) -> String {
        let mut object = Object::new();
        object.insert(VERSION, 1_u64);
        for (name, text) in [
            ("runId", &self.run_id),
            ("workflow", &self.workflow),
            ("name", &self.name),
            ("document", &self.document),
            ("file", &self.file),
        ] {
            object.insert(name, text.as_str());
        }
        object.insert("fileBytes", self.file_bytes);
        object.insert("how", self.how.to_value());
        let (state, because) = match &self.state {
            SavedState::Going => ("going", None),
            SavedState::Stopped => ("stopped", None),
            SavedState::Halted(because) => ("halted", Some(because)),
            SavedState::Completed => ("completed", None),
        };
        object.insert("state", state);
        if let Some(because) = because {
            object.insert("because", because.message.as_str());
            object.insert("becauseCode", because.code.as_str());
        }
        object.insert("counts", self.counts.to_object());
        if let Some(rows) = self.rows {
            object.insert("rows", rows);
        }
        if let Some(checkpoint) = &self.checkpoint {
            object.insert("checkpoint", checkpoint.as_str());
        }
        for (name, at) in [
            ("startedAt", self.started_at),
            ("changedAt", self.changed_at),
        ] {
            object.insert(name, Number::from_integer(at.millis()));
        }
        Value::from(object).to_string()
    }

    /// After more of it was answered.
    pub(super) fn with_checkpoint(&self, checkpoint: &str, now: Timestamp) -> SavedFile {
        let counted = Value::read(checkpoint, MAX_DEPTH).unwrap_or_default();
        let counts = counted.get("counts").map(progress::counts);
        SavedFile {
            counts: counts.unwrap_or(self.counts),
            checkpoint: Some(checkpoint.to_owned()),
            changed_at: now,
            ..self.clone()
        }
    }
}

/// A run of a file that can be gone on with, as far as lists tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct UnfinishedFile {
    /// The id of its workflow.
    pub workflow: String,
    /// What the workflow was called.
    pub name: String,
    /// What the file is called.
    pub file: String,
    /// How many of its rows are done.
    pub done: u64,
}

/// The runs of files that have not ended, the last begun first.
pub async fn unfinished(storage: &Storage) -> Vec<UnfinishedFile> {
    let stored = storage.bulks().await.unwrap_or_default();
    all(&stored)
        .into_iter()
        .filter(|saved| saved.state.is_unfinished())
        .map(|saved| UnfinishedFile {
            done: saved.counts.done(),
            workflow: saved.workflow,
            name: saved.name,
            file: saved.file,
        })
        .collect()
}

/// What can be read of what is kept, the last begun first.
pub(super) fn all(stored: &[StoredBulk]) -> Vec<SavedFile> {
    let mut read: Vec<SavedFile> = Vec::new();
    for stored in stored {
        if let Some(saved) = SavedFile::read(&stored.id, &stored.text) {
            // There are few, and what sorts many weighs more.
            let place = read
                .iter()
                .position(|other| other.started_at < saved.started_at);
            read.insert(place.unwrap_or(read.len()), saved);
        }
    }
    read
}
