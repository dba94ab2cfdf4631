//! Workflows as their levels are drawn: of `a b+c d`, b and c are on one level.
//! The tests of the interface draw them so too.

use std::sync::Arc;

use segflow_core::document::{Form, Task, TaskId, TaskKind, Workflow, WorkflowId};

/// A workflow of such levels.
pub(super) fn workflow(levels: &str) -> Workflow {
    let mut workflow = Workflow::new(WorkflowId::parse("wf_1").unwrap(), "Levels");
    for level in levels.split(' ') {
        for (place, id) in level.split('+').enumerate() {
            let mut task = Task::new(
                TaskId::parse(id).unwrap(),
                id,
                TaskKind::Form(Form::default()),
            );
            task.beside_previous = place > 0;
            workflow.tasks.push(Arc::new(task));
        }
    }
    workflow
}

/// The levels of a workflow.
pub(super) fn levels(workflow: &Workflow) -> String {
    let mut levels = String::new();
    for (place, task) in workflow.tasks.iter().enumerate() {
        if place > 0 {
            levels.push(if task.beside_previous { '+' } else { ' ' });
        }
        levels.push_str(task.id.as_str());
    }
    levels
}
