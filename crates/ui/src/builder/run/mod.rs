//! The run: what is missing for it, the questions it asks, and what became of
//! each task.

mod asking;
mod missing;
mod outcome;
mod panel;
mod waiting;

pub(super) use asking::AskingDialogProps;
pub(super) use panel::run_panel;

crate::part! {
    /// The questions of a form, asked during a run.
    pub(super) fn asking_dialog(AskingDialogProps) in asking = asking::AskingDialog;
}
