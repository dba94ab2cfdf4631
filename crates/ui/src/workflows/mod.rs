//! The list of workflows, which is the app's first page, and what can be done
//! with one of them as a whole.

mod deed;
mod desk;
mod doing;
mod entry;
mod keeping;
mod model;
mod page;
mod renaming;
mod row;
#[cfg(test)]
mod tests;
mod tools;

pub use deed::{Deed, DeedMenu};
pub use desk::{WorkflowDesk, WorkflowDeskProps};
use doing::DoingProps;
pub(crate) use entry::TaskSummary;
pub use page::{WorkflowsPage, WorkflowsPageProps};
pub(crate) use row::tasks;

crate::part! {
    /// Does something with a workflow as a whole.
    fn doing(DoingProps) in sharing = doing::DeedDoing;
}
