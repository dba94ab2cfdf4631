use std::sync::Arc;

use segflow_core::document::{AccountId, Task, TaskKind, Workflow};

/// The tasks that send and name no account.
pub fn without_account(workflow: &Workflow) -> impl Iterator<Item = &Task> {
    let lacks = |task: &&Arc<Task>| {
        task.segment()
            .is_some_and(|segment| segment.account.is_none())
    };
    workflow.tasks.iter().filter(lacks).map(Arc::as_ref)
}

/// The workflow with an account for each task that sends and names none.
#[must_use]
pub fn with_account(mut workflow: Workflow, account: &AccountId) -> Workflow {
    for task in &mut workflow.tasks {
        let lacks = task
            .segment()
            .is_some_and(|segment| segment.account.is_none());
        if let Some(TaskKind::Segment(segment)) = lacks.then(|| &mut Arc::make_mut(task).kind) {
            segment.account = Some(account.clone());
        }
    }
    workflow
}
