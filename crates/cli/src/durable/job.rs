//! What travels between the command line, the engine and the workers. No write
//! key is in any of it: the engine keeps all of it in its journal.

use std::sync::Arc;

use segflow_core::bulk::Checkpoint;
use segflow_core::document::{AccountId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{Inputs, PreviewStatus, TaskPreview, preview};
use segflow_core::scope::User;
use segflow_core::segment::Account;
use segflow_core::surroundings::Surroundings;
use segflow_core::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A workflow as it travels: whatever is edited meanwhile, a run is of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Carried {
    /// By this it is known again, and that nothing of it was lost.
    pub(crate) hash: String,
    /// The workflow file's text, without its samples: what is in them is nobody
    /// else's business.
    pub(crate) text: String,
    /// The other workflows that it runs, and those that these run, each as it
    /// was then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) workflows: Vec<Carried>,
}

impl Carried {
    pub(crate) fn of(flow: &Flow) -> Carried {
        let workflow = flow.workflow();
        let others = flow.surroundings().run_by(workflow);
        Carried {
            workflows: others.into_iter().map(|other| alone(other)).collect(),
            ..alone(workflow)
        }
    }

    /// The workflow made ready to run, or what is wrong with it.
    pub(crate) fn compile(&self) -> Result<Arc<Flow>, String> {
        let others = self.workflows.iter().map(Carried::read);
        let surroundings = Surroundings {
            workflows: others.collect::<Result<_, _>>()?,
            ..Surroundings::default()
        };
        let flow = Flow::compile_in(self.read()?, Arc::new(surroundings));
        Ok(Arc::new(flow))
    }

    fn read(&self) -> Result<Arc<Workflow>, String> {
        let workflow = Workflow::load(&self.text)
            .map_err(|error| format!("the workflow cannot be read: {error}"))?;
        if Checkpoint::digest(&workflow) == self.hash {
            Ok(Arc::new(workflow))
        } else {
            Err(format!(
                "the workflow is not the one that was handed over, {}",
                self.hash
            ))
        }
    }
}

/// A workflow without those that it runs.
fn alone(workflow: &Workflow) -> Carried {
    let bare = workflow.without_samples();
    Carried {
        hash: Checkpoint::digest(&bare),
        text: bare.save().to_string(),
        workflows: Vec::new(),
    }
}

/// One record to run a workflow for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Job {
    pub(crate) workflow: Carried,
    pub(crate) run_id: String,
    /// The row of the source, from 1; 0 for a single record.
    pub(crate) row: u64,
    /// The record's JSON text, so that its numbers stay as they are.
    pub(crate) record: String,
    /// Milliseconds since 1970. Whoever steps through the run again sees the
    /// same time.
    pub(crate) started_millis: i64,
}

/// Rows of a file to run a workflow for, together: their messages leave in one
/// batch, which is one step of the journal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Chunk {
    pub(crate) workflow: Carried,
    pub(crate) run_id: String,
    /// Milliseconds since 1970.
    pub(crate) started_millis: i64,
    /// `csv` or `jsonl`.
    pub(crate) format: String,
    /// What stands between cells.
    pub(crate) delimiter: u8,
    /// Which column answers which field, as JSON text; else by name.
    pub(crate) mapping: Option<String>,
    /// The line of CSV that names the columns.
    pub(crate) header: String,
    pub(crate) rows: Vec<ChunkRow>,
}

/// A row of a chunk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ChunkRow {
    /// The row of the source, from 1.
    pub(crate) number: u64,
    /// As it is written, its number included.
    pub(crate) text: String,
}

impl Chunk {
    /// The same for every submission of the same rows of the same run.
    pub(crate) fn idempotency_key(&self) -> String {
        let first = self.rows.first().map_or(0, |row| row.number);
        format!("{}-rows-{first}-{}", self.run_id, self.rows.len())
    }

    pub(crate) fn started_at(&self) -> Timestamp {
        Timestamp::from_millis(self.started_millis)
    }

    /// What the core is given besides the rows.
    pub(crate) fn inputs(&self, accounts: Vec<Account>) -> Inputs {
        inputs(&self.run_id, 0, accounts)
    }

    /// The rows as a file.
    pub(crate) fn source(&self) -> String {
        let lines = std::iter::once(self.header.as_str()).filter(|header| !header.is_empty());
        let lines = lines.chain(self.rows.iter().map(|row| row.text.as_str()));
        lines.flat_map(|line| [line, "\n"]).collect()
    }

    /// The same with one of its rows.
    pub(crate) fn row_alone(&self, number: u64) -> Option<Chunk> {
        let row = self.rows.iter().find(|row| row.number == number)?;
        Some(self.with(vec![row.clone()]))
    }

    /// The same in two halves with those of its rows that `stays` picks; none
    /// are left of a chunk of one row, which cannot be made any smaller.
    pub(crate) fn halves(&self, stays: impl Fn(u64) -> bool) -> Vec<Chunk> {
        if self.rows.len() < 2 {
            return Vec::new();
        }
        let rows = self.rows.iter().filter(|row| stays(row.number));
        let rows: Vec<_> = rows.cloned().collect();
        rows.chunks(rows.len().div_ceil(2).max(1))
            .map(|half| self.with(half.to_vec()))
            .collect()
    }

    fn with(&self, rows: Vec<ChunkRow>) -> Chunk {
        Chunk {
            rows,
            header: self.header.clone(),
            workflow: self.workflow.clone(),
            run_id: self.run_id.clone(),
            format: self.format.clone(),
            mapping: self.mapping.clone(),
            ..*self
        }
    }
}

fn inputs(run_id: &str, row: u64, accounts: Vec<Account>) -> Inputs {
    Inputs {
        accounts,
        run_id: run_id.to_owned(),
        row,
        user: User::default(),
        host: Value::Null,
    }
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

/// What a chunk came to, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChunkDone {
    pub(crate) accepted: u64,
    pub(crate) skipped: u64,
    /// They are dead letters now.
    pub(crate) failed: u64,
}

/// A record that could not be sent, kept until somebody replays it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeadLetter {
    pub(crate) reason: String,
    /// The key it had, so that it is replayed in the order of its user.
    pub(crate) key: String,
    pub(crate) run_id: String,
    pub(crate) row: u64,
    pub(crate) work: Work,
}

/// How a record came, and so how it is replayed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Work {
    Record(Job),
    Rows(Chunk),
}

impl DeadLetter {
    /// The record as it came.
    pub(crate) fn record(&self) -> &str {
        match &self.work {
            Work::Record(job) => &job.record,
            Work::Rows(chunk) => chunk.rows.first().map_or("", |row| row.text.as_str()),
        }
    }
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
        inputs(&self.run_id, self.row, accounts)
    }
}

/// Whose turn a record is: the source and the user of the first message that it
/// gives. Everything of one key happens one after the other. A record without a
/// message has none, and is one by itself.
pub(crate) fn key(flow: &Flow, record: &Object, job: &Job) -> String {
    let tasks = preview(flow, record, &job.inputs(Vec::new()), job.started_at());
    let of_user = first_message(flow, &tasks).and_then(|(flow, task)| {
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

/// The first task that sends, of the workflow or of one that it runs.
fn first_message<'p>(
    flow: &'p Flow,
    tasks: &'p [TaskPreview],
) -> Option<(&'p Flow, &'p TaskPreview)> {
    let mut tasks = tasks
        .iter()
        .filter(|task| task.status != PreviewStatus::Skipped);
    tasks.find_map(|task| match &task.nested {
        Some(nested) => first_message(&nested.flow, &nested.tasks),
        None => task.request.is_some().then_some((flow, task)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;

    #[test]
    fn a_workflow_travels_without_samples_and_is_known_by_its_hash() {
        let text = include_str!("../../tests/support/workflow.json");
        let flow = document::compile(text).unwrap();
        let carried = Carried::of(&flow);
        assert!(!carried.text.contains("ana@example.com"));
        let compiled = carried.compile().unwrap();
        assert_eq!(compiled.workflow().tasks, flow.workflow().tasks);
        let changed = Carried {
            text: carried.text.replace("Form Completed", "Form Sent"),
            hash: carried.hash.clone(),
            workflows: Vec::new(),
        };
        assert!(changed.compile().unwrap_err().contains(&carried.hash));
    }

    #[test]
    fn what_it_runs_travels_along_and_whose_turn_it_is_stands_there() {
        let inner = include_str!("../../tests/support/workflow.json");
        let inner = Arc::new(Workflow::load(inner).unwrap());
        let outer = format!(
            r#"{{"segflow":1,"id":"wf_outer","name":"Outer","tasks":[
                {{"id":"one","kind":"workflow","workflow":"{}",
                  "input":{{"signup.email":"Ana@example.com"}}}}]}}"#,
            inner.id
        );
        let stranger = Workflow {
            id: segflow_core::document::WorkflowId::parse("wf_stranger").unwrap(),
            ..(*inner).clone()
        };
        let surroundings = Surroundings {
            workflows: vec![Arc::clone(&inner), Arc::new(stranger)],
            ..Surroundings::default()
        };
        let outer = Arc::new(Workflow::load(&outer).unwrap());
        let flow = Flow::compile_in(outer, Arc::new(surroundings));
        let carried = Carried::of(&flow);
        assert_eq!(carried.workflows.len(), 1);
        let text = serde_json::to_string(&carried).unwrap();
        assert!(!text.contains("ana@example.com"), "{text}");
        let came: Carried = serde_json::from_str(&text).unwrap();
        let compiled = came.compile().unwrap();
        let known = &compiled.surroundings().workflows;
        assert_eq!(known.len(), 1);
        assert_eq!(known[0].tasks, inner.tasks);

        let job = Job {
            workflow: carried,
            run_id: "run_1".to_owned(),
            row: 0,
            record: "{}".to_owned(),
            started_millis: 0,
        };
        let key = key(&compiled, &Object::new(), &job);
        assert_eq!(key, "main/ana@example.com");
        let mut changed = came;
        changed.workflows[0].text = inner.save().to_string().replace("Form", "Farm");
        assert!(changed.compile().is_err());
    }
}
