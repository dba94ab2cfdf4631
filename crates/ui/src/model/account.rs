use std::sync::Arc;

use segflow_core::document::{AccountId, Task, TaskKind, Workflow};

/// The tasks that send and name no account.
pub fn without_account(workflow: &Workflow) -> impl Iterator<Item = &Task> {
    let tasks = workflow.tasks.iter().map(Arc::as_ref);
    tasks.filter(|task| lacks(task))
}

/// The workflow with an account for each task that sends and names none.
#[must_use]
pub fn with_account(mut workflow: Workflow, account: &AccountId) -> Workflow {
    for task in &mut workflow.tasks {
        if !lacks(task) {
            continue;
        }
        if let TaskKind::Segment(segment) = &mut Arc::make_mut(task).kind {
            segment.account = Some(account.clone());
        }
    }
    workflow
}

fn lacks(task: &Task) -> bool {
    task.segment()
        .is_some_and(|segment| segment.account.is_none())
}
