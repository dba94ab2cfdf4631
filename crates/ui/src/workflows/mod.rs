//! The list of workflows, which is the app's first page.

mod page;
mod row;

pub use page::WorkflowsPage;
pub use row::{TaskSummary, WorkflowSummary};
