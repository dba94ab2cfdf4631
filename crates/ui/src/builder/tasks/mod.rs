//! The tasks of the workflow, from top to bottom.

mod item;
mod list;

pub(super) use list::task_list;
