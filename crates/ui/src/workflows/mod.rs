//! The list of workflows, which is the app's first page, and what can be done
//! with one of them as a whole.

mod deed;
mod desk;
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
pub(crate) use entry::TaskSummary;
pub use page::{WorkflowsPage, WorkflowsPageProps};
use renaming::RenamingDialogProps;
pub(crate) use row::tasks;

crate::part! {
    /// Asks what a workflow is to be called.
    fn renaming_dialog(RenamingDialogProps) in sharing = renaming::RenamingDialog;
}
