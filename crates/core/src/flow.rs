//! A workflow made ready to run.

use std::sync::Arc;

use crate::check::{self, Finding};
use crate::condition::ConditionProgram;
use crate::document::{SegmentTask, Task, TaskKind, Workflow};
use crate::json::Pointer;
use crate::reference::References;
use crate::segment::MessageProgram;

/// A compiled workflow: templates and conditions are read, and what is wrong
/// with them is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    workflow: Arc<Workflow>,
    tasks: Vec<CompiledTask>,
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
        let tasks = workflow
            .tasks
            .iter()
            .map(|task| compile(task, &workflow, &mut findings))
            .collect();
        check::check(&workflow, &mut findings);
        Flow {
            tasks,
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
}

fn compile(task: &Arc<Task>, workflow: &Workflow, findings: &mut Vec<Finding>) -> CompiledTask {
    let references = References::of(workflow, &task.id);
    let message = match &task.kind {
        TaskKind::Segment(segment) => Some(MessageProgram::compile(segment, &references, findings)),
        TaskKind::Form(_) | TaskKind::Workflow(_) => None,
    };
    let mut condition = |condition: &Option<_>, key: &str| {
        condition.as_ref().map(|condition| {
            let at = Pointer::root().key(key);
            ConditionProgram::compile(condition, &at, &references, findings)
        })
    };
    CompiledTask {
        message,
        activate_when: condition(&task.activate_when, "activateWhen"),
        complete_when: condition(&task.complete_when, "completeWhen"),
        task: Arc::clone(task),
    }
}
