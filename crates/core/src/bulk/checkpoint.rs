use std::fmt;

use sha2::{Digest, Sha256};

use super::{Counts, Fingerprint, Format, number};
use crate::base64::encode_url;
use crate::document::Workflow;
use crate::flow::Flow;
use crate::json::{Object, Value};
use crate::time::Timestamp;

/// From where a bulk run goes on. It holds no row and no key.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// A digest of the workflow: with another one, other messages would leave
    /// under ids that are taken.
    pub workflow: String,
    /// The id of the run, part of every message's id.
    pub run_id: String,
    /// When the run began, part of every message.
    pub started_at: Timestamp,
    /// How the rows are written.
    pub format: Format,
    /// What stands between cells.
    pub delimiter: u8,
    /// Which column answers which field, where that was not left to the names.
    pub mapping: Option<Value>,
    /// What the source is recognised by.
    pub source: Option<Fingerprint>,
    /// By lane, the last row that was answered for.
    pub lanes: Vec<u64>,
    /// Rows that were not accepted.
    pub refused: Vec<Refused>,
    /// What was counted so far.
    pub counts: Counts,
}

/// Rows of a lane whose batch was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The lane.
    pub lane: usize,
    /// The first of the rows.
    pub first: u64,
    /// The last of the rows.
    pub last: u64,
    /// The answer, or why there is none.
    pub code: String,
}

/// Why a run cannot go on from a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The text is no checkpoint, or one of a newer version.
    Unreadable,
    /// The workflow has been changed since.
    OtherWorkflow,
    /// The source is another one.
    OtherSource,
    /// The columns are mapped otherwise, or the rows are of another format.
    OtherMapping,
}

impl CheckpointError {
    /// The name handed to other programs.
    pub fn code(self) -> &'static str {
        match self {
            CheckpointError::Unreadable => "bad_checkpoint",
            CheckpointError::OtherWorkflow => "checkpoint_of_other_workflow",
            CheckpointError::OtherSource => "checkpoint_of_other_source",
            CheckpointError::OtherMapping => "checkpoint_of_other_mapping",
        }
    }
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CheckpointError::Unreadable => {
                "the checkpoint cannot be read; begin anew, or load it with the version that saved it"
            }
            CheckpointError::OtherWorkflow => {
                "the workflow has changed since the checkpoint; run the old one, or begin anew"
            }
            CheckpointError::OtherSource => {
                "the checkpoint belongs to another file; choose that one, or begin anew"
            }
            CheckpointError::OtherMapping => {
                "the columns are mapped otherwise than at the checkpoint; map them as before, or begin anew"
            }
        })
    }
}

impl std::error::Error for CheckpointError {}

/// The version of what is saved. In the first one rows had other lanes.
const VERSION: u64 = 2;

impl Checkpoint {
    /// The digest by which a workflow is recognised.
    pub fn digest(workflow: &Workflow) -> String {
        let saved = workflow.save().to_string();
        encode_url(&Sha256::digest(saved.as_bytes()))
    }

    /// The same for all that a run is made of: the workflow, and those that it
    /// runs.
    pub(super) fn digest_of(flow: &Flow) -> String {
        flow.workflows()
            .map(|workflow| Checkpoint::digest(workflow))
            .collect()
    }

    /// Reads a saved checkpoint.
    pub fn read(text: &str) -> Result<Checkpoint, CheckpointError> {
        let saved = Value::read(text, 64).map_err(|_| CheckpointError::Unreadable)?;
        read(&saved).ok_or(CheckpointError::Unreadable)
    }

    /// The text that is saved.
    pub fn to_text(&self) -> String {
        let mut object = Object::new();
        object.insert("segflowBulk", VERSION);
        object.insert("workflow", self.workflow.as_str());
        object.insert("runId", self.run_id.as_str());
        object.insert("startedAt", self.started_at.to_string());
        object.insert("format", self.format.name());
        object.insert("delimiter", u64::from(self.delimiter));
        object.insert("mapping", self.mapping.clone().unwrap_or_default());
        object.insert(
            "source",
            self.source
                .as_ref()
                .map_or(Value::Null, |source| source.as_str().into()),
        );
        let lanes = self.lanes.iter().map(|row| Value::from(*row)).collect();
        object.insert("lanes", Value::List(lanes));
        let refused = self.refused.iter().map(|refused| {
            Value::List(vec![
                Value::from(refused.lane as u64),
                refused.first.into(),
                refused.last.into(),
                refused.code.as_str().into(),
            ])
        });
        object.insert("refused", Value::List(refused.collect()));
        object.insert("counts", self.counts.to_object());
        Value::Object(object).to_string()
    }
}

fn read(saved: &Value) -> Option<Checkpoint> {
    let text = |name: &str| saved.get(name)?.as_text();
    if number::read(saved.get("segflowBulk")?)? != VERSION {
        return None;
    }
    let count = |name: &str| match name {
        // They are counted anew.
        "wouldSend" | "notReached" => Some(0),
        _ => number::read(saved.get("counts")?.get(name)?),
    };
    let refused = saved.get("refused")?.as_list()?.iter().map(|each| {
        let [lane, first, last, code] = each.as_list()? else {
            return None;
        };
        Some(Refused {
            lane: usize::try_from(number::read(lane)?).ok()?,
            first: number::read(first)?,
            last: number::read(last)?,
            code: code.as_text()?.to_owned(),
        })
    });
    Some(Checkpoint {
        workflow: text("workflow")?.to_owned(),
        run_id: text("runId")?.to_owned(),
        started_at: Timestamp::parse(text("startedAt")?)?,
        format: Format::from_name(text("format")?)?,
        delimiter: u8::try_from(number::read(saved.get("delimiter")?)?).ok()?,
        mapping: saved
            .get("mapping")
            .filter(|mapping| **mapping != Value::Null)
            .cloned(),
        source: text("source").map(Fingerprint::from_saved),
        lanes: saved
            .get("lanes")?
            .as_list()?
            .iter()
            .map(number::read)
            .collect::<Option<_>>()?,
        refused: refused.collect::<Option<_>>()?,
        counts: Counts::read(count)?,
    })
}
