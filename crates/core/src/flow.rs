//! A workflow made ready to run.

use std::sync::Arc;

use crate::check::{self, Finding};
use crate::condition::{ConditionProgram, Context};
use crate::document::{SegmentTask, Task, TaskKind, Workflow};
use crate::json::{Object, Pointer, ReadError};
use crate::record::{Row, Slots};
use crate::reference::References;
use crate::segment::MessageProgram;
use crate::template::Path;

/// A compiled workflow: templates and conditions are read, and what is wrong
/// with them is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    workflow: Arc<Workflow>,
    tasks: Vec<CompiledTask>,
    slots: Slots,
    findings: Vec<Finding>,
}

/// A task of a [`Flow`].
#[derive(Debug, Clone, PartialEq)]
pub struct CompiledTask {
    /// The task as it stands in the document.
    pub task: Arc<Task>,
    /// What it sends, if it is a Segment task.
    pub message: Option<MessageProgram>,
    /// When it is activated; `None` means always.
    pub activate_when: Option<ConditionProgram>,
    /// When it is complete; `None` means always.
    pub complete_when: Option<ConditionProgram>,
    /// What it asks, if it is a form.
    pub(crate) questions: Option<Questions>,
}

/// Where a form's answers are found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Questions {
    form: usize,
    required: Vec<(usize, String)>,
}

impl Questions {
    /// Whether the record has anything for the form.
    pub(crate) fn has_answers(&self, row: &Row<'_>) -> bool {
        row.has_form(self.form)
    }

    /// What people call the required questions that have no answer.
    pub(crate) fn unanswered(&self, row: &Row<'_>) -> Vec<String> {
        self.required
            .iter()
            .filter(|(slot, _)| row.datum(*slot).is_empty())
            .map(|(_, title)| title.clone())
            .collect()
    }
}

impl CompiledTask {
    /// The Segment call and its program, if this is a Segment task.
    pub fn segment(&self) -> Option<(&SegmentTask, &MessageProgram)> {
        Some((self.task.segment()?, self.message.as_ref()?))
    }
}

impl Flow {
    /// Compiles a workflow. Total: what is broken gives findings.
    pub fn compile(workflow: Arc<Workflow>) -> Flow {
        let mut findings = Vec::new();
        let mut slots = Slots::default();
        let tasks = workflow
            .tasks
            .iter()
            .map(|task| compile(task, &workflow, &mut slots, &mut findings))
            .collect();
        check::check(&workflow, &mut findings);
        Flow {
            tasks,
            slots,
            findings,
            workflow,
        }
    }

    /// The workflow that was compiled.
    pub fn workflow(&self) -> &Arc<Workflow> {
        &self.workflow
    }

    /// The tasks in order.
    pub fn tasks(&self) -> &[CompiledTask] {
        &self.tasks
    }

    /// What is wrong with the document, whatever the record.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Finds in a record what the flow needs of it.
    pub fn row<'r>(&self, record: &'r Object) -> Row<'r> {
        Row::from_object(record, &self.slots)
    }

    /// Finds in a record's JSON text what the flow needs of it. Accepts
    /// exactly what `JSON.parse` accepts, if it is an object; of a key that
    /// comes twice the last value wins.
    pub fn read_row<'r>(&self, record: &'r str) -> Result<Row<'r>, ReadError> {
        Row::from_text(record, &self.slots)
    }
}

fn compile(
    task: &Arc<Task>,
    workflow: &Workflow,
    slots: &mut Slots,
    findings: &mut Vec<Finding>,
) -> CompiledTask {
    let references = References::of(workflow, &task.id);
    let message = task
        .segment()
        .map(|segment| MessageProgram::compile(segment, &references, slots, findings));
    let questions = match &task.kind {
        TaskKind::Form(form) => Some(Questions {
            form: slots.form(task.id.as_str()),
            required: form
                .fields
                .iter()
                .filter(|field| field.required && field.field_type.takes_answer())
                .map(|field| {
                    let path = Path::of_field(&task.id, field.id.as_str());
                    (slots.slot(&path), field.title().to_owned())
                })
                .collect(),
        }),
        TaskKind::Segment(_) | TaskKind::Workflow(_) => None,
    };
    let mut condition = |condition: &Option<_>, key: &str| {
        condition.as_ref().map(|condition| {
            let at = Pointer::root().key(key);
            let mut context = Context {
                references: &references,
                slots,
                findings,
            };
            ConditionProgram::compile(condition, &at, &mut context)
        })
    };
    CompiledTask {
        message,
        questions,
        activate_when: condition(&task.activate_when, "activateWhen"),
        complete_when: condition(&task.complete_when, "completeWhen"),
        task: Arc::clone(task),
    }
}
