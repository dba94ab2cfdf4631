//! The workflow document: what a person edits, and what is saved.
//!
//! Loading never half-reads: a text is either a [`Workflow`] or a
//! [`LoadError`] that says where and what to do. What a person has not
//! finished yet loads all the same and gives findings later. Members this
//! version does not know are kept in `rest` and saved again.

mod form;
mod id;
mod load;
mod save;
mod secrets;
mod segment_task;
mod task;

pub use form::{Form, FormField, FormFieldType};
pub(crate) use id::id_from_label;
pub use id::{AccountId, FieldId, IdError, TaskId, WorkflowId};
pub use load::{LoadError, LoadErrorKind, MAX_BYTES, MAX_DEPTH};
pub use segment_task::{Call, MissingRule, MissingRules, RuleFrom, SegmentField, SegmentTask};
pub use task::{OnError, SubWorkflow, Task, TaskKind};

use std::ops::Range;
use std::sync::Arc;

use crate::json::{Object, Value};
use crate::template::Path;

/// The version of the saved format that this code reads and writes.
pub const FORMAT_VERSION: i64 = 1;

/// A workflow: tasks from top to bottom, and samples to try them with.
///
/// Tasks are shared, so that an edit copies one task and undo keeps the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Workflow {
    /// What runs and links refer to.
    pub id: WorkflowId,
    /// What people call it.
    pub name: String,
    /// The tasks in order. Their ids differ.
    pub tasks: Vec<Arc<Task>>,
    /// Records to preview and run with.
    pub samples: Vec<Sample>,
    /// The tracking plan as it was saved, or `Null`.
    pub plan: Arc<Value>,
    /// Members of the document that this version does not know.
    pub rest: Object,
}

/// A record under a name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sample {
    /// What people call it.
    pub name: String,
    /// The answers: an object by task id, then field id.
    pub record: Object,
    /// The bodies that the sample should give, by task id.
    pub expected: Option<Object>,
    /// Members of the sample that this version does not know.
    pub rest: Object,
}

impl Workflow {
    /// A workflow without tasks.
    pub fn new(id: WorkflowId, name: impl Into<String>) -> Workflow {
        Workflow {
            id,
            name: name.into(),
            tasks: Vec::new(),
            samples: Vec::new(),
            plan: Arc::new(Value::Null),
            rest: Object::new(),
        }
    }

    /// Reads a saved document.
    pub fn load(text: &str) -> Result<Workflow, LoadError> {
        load::load(text)
    }

    /// The document as a JSON value, to be saved.
    pub fn save(&self) -> Value {
        save::save(self)
    }

    /// The same without samples: those are for trying out, and may be large.
    #[must_use]
    pub fn without_samples(&self) -> Workflow {
        Workflow {
            samples: Vec::new(),
            ..self.clone()
        }
    }

    /// The task of that id.
    pub fn task(&self, id: &TaskId) -> Option<&Arc<Task>> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// The place of the task of that id, counted from 0.
    pub fn position(&self, id: &TaskId) -> Option<usize> {
        self.tasks.iter().position(|task| task.id == *id)
    }

    /// The places of the tasks on the level of the task at a place: those side
    /// by side with it.
    pub fn level_of(&self, place: usize) -> Range<usize> {
        let is_beside = |place: &usize| {
            let task = self.tasks.get(*place);
            task.is_some_and(|task| task.beside_previous)
        };
        let before = (1..=place).rev().take_while(is_beside).count();
        let after = (place + 1..self.tasks.len()).take_while(is_beside).count();
        place - before..place + 1 + after
    }

    /// What people call the samples that have no value at a path.
    pub fn samples_without(&self, path: &Path) -> Vec<&str> {
        let without = self.samples.iter();
        let without = without.filter(|sample| path.value_in(&sample.record).is_none());
        without.map(|sample| sample.name.as_str()).collect()
    }

    /// The tasks above that one: those whose values its tags can use.
    pub fn tasks_before(&self, id: &TaskId) -> &[Arc<Task>] {
        let end = self.position(id).unwrap_or(self.tasks.len());
        self.tasks.get(..end).unwrap_or(&[])
    }
}
