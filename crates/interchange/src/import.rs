use std::fmt;
use std::sync::Arc;

use segflow_core::document::{LoadError, MAX_BYTES, MAX_DEPTH, TaskKind, Workflow, WorkflowId};
use segflow_core::json::{ReadError, Value};
use segflow_core::plan;

use crate::draft::Draft;
use crate::{Format, NotTakenOver, kotive, mapping_kit, n8n};

/// A workflow that was taken over, and what of the source is not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What the source was.
    pub format: Format,
    /// The workflow, under the id that was given and without any account.
    pub workflow: Workflow,
    /// What is not here, or not as it was.
    pub listed: Vec<NotTakenOver>,
}

/// Why a text could not be taken over.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportError {
    /// It is no JSON.
    NotJson(ReadError),
    /// It is larger than a workflow may be.
    TooLarge,
    /// Nothing of what is known looks like this.
    Unrecognised,
    /// It is a tracking plan.
    IsPlan,
    /// It has the beginnings of a workflow of ours.
    Broken(LoadError),
    /// It is of a known format, but sends nothing to Segment.
    NothingToSend(Format),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::NotJson(error) => write!(f, "this is not JSON: {error}"),
            ImportError::TooLarge => write!(
                f,
                "this is larger than {} MiB; take over a part of it",
                MAX_BYTES / 1024 / 1024
            ),
            ImportError::Unrecognised => f.write_str(
                "this is nothing that can be taken over; give a workflow of segflow or n8n, a Segment mapping, or a task's definition of Kotive",
            ),
            ImportError::IsPlan => f.write_str(
                "this is a tracking plan; give it to a workflow as its plan",
            ),
            ImportError::Broken(error) => write!(f, "this workflow is broken: {error}"),
            ImportError::NothingToSend(format) => write!(
                f,
                "this is {}, but nothing in it is sent to Segment; give one that has a call of Segment's",
                format.title()
            ),
        }
    }
}

impl std::error::Error for ImportError {}

/// Takes a text over from whatever wrote it. The workflow gets the id `id`,
/// which nobody else has, and no account: the person chooses one.
pub fn import(text: &str, id: WorkflowId) -> Result<Imported, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::TooLarge);
    }
    let value = Value::read(text, MAX_DEPTH).map_err(ImportError::NotJson)?;
    let Some(format) = Format::of(&value) else {
        return Err(match plan::import(&value) {
            Ok(_) => ImportError::IsPlan,
            Err(_) => ImportError::Unrecognised,
        });
    };
    let draft = match format {
        Format::Workflow => return own(text, id),
        Format::Kotive => kotive::read(&value),
        Format::MappingKit => mapping_kit::read(&value),
        Format::N8n => n8n::read(&value),
    };
    finished(draft, format, id)
}

fn finished(draft: Draft, format: Format, id: WorkflowId) -> Result<Imported, ImportError> {
    let (workflow, listed) = draft.finish(id);
    if !workflow.tasks.iter().any(|task| task.segment().is_some()) {
        return Err(ImportError::NothingToSend(format));
    }
    Ok(Imported {
        format,
        workflow,
        listed,
    })
}

/// A workflow of ours, by its new id, which its accounts are taken out of.
fn own(text: &str, id: WorkflowId) -> Result<Imported, ImportError> {
    let mut workflow = Workflow::load(text).map_err(ImportError::Broken)?;
    workflow.id = id;
    for task in &mut workflow.tasks {
        if task
            .segment()
            .is_some_and(|segment| segment.account.is_some())
            && let TaskKind::Segment(segment) = &mut Arc::make_mut(task).kind
        {
            segment.account = None;
        }
    }
    Ok(Imported {
        format: Format::Workflow,
        workflow,
        listed: Vec::new(),
    })
}
