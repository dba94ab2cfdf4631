//! The tasks of the workflow, from top to bottom.

mod item;
mod kinds;
mod list;

pub(super) use kinds::offered_kinds;
pub(super) use list::TaskListProps;

crate::part! {
    /// The tasks as a flow, and a menu that adds one.
    pub(super) fn task_list(TaskListProps) in tasks = list::TaskList, fetched by fetch_tasks;
}
