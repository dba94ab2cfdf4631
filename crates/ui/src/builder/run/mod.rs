//! The run: what is missing for it, the questions it asks, and what became of
//! each task.

mod asking;
mod missing;
mod outcome;
mod panel;
mod waiting;

pub(super) use asking::AskingDialog;
pub(super) use panel::run_panel;
