use segflow_core::document::{AccountId, Call, SegmentField, TaskKind, Workflow};
use segflow_core::json::Value;

/// What a task sends, as far as it is to be seen before the first run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sends {
    /// What people call the task.
    pub(crate) title: String,
    /// The call.
    pub(crate) call: Call,
    /// The event, or the name of what is viewed, as it is written.
    pub(crate) what: String,
    /// The account it goes to.
    pub(crate) account: Option<AccountId>,
}

/// What the tasks of a workflow send, from top to bottom.
pub(crate) fn sends(workflow: &Workflow) -> Vec<Sends> {
    let sending = workflow.tasks.iter().filter_map(|task| match &task.kind {
        TaskKind::Segment(segment) => Some((task, segment)),
        TaskKind::Form(_) | TaskKind::Workflow(_) => None,
    });
    sending
        .map(|(task, segment)| {
            let named = [SegmentField::Event, SegmentField::Name];
            let named = named.into_iter().find_map(|field| segment.field(field));
            Sends {
                title: task.title().to_owned(),
                call: segment.call,
                what: named
                    .and_then(Value::as_text)
                    .unwrap_or_default()
                    .to_owned(),
                account: segment.account.clone(),
            }
        })
        .collect()
}
