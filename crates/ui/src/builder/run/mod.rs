//! The run: what is missing for it, the questions it asks, and what became of
//! each task.

mod asking;
mod missing;
mod outcome;
mod outcomes;
mod panel;
mod said;
mod typing;
mod waiting;

pub(crate) use asking::AskingDialogProps;
pub(crate) use outcome::{attempts, status_text};
pub(crate) use outcomes::OutcomesOf;
pub(super) use panel::RunPanelProps;
pub(crate) use panel::{go_on_text, run_state};
pub(super) use said::run_said;
pub(crate) use waiting::waiting;

crate::part! {
    /// The questions of a form, asked during a run.
    pub(crate) fn asking_dialog(AskingDialogProps) in asking = asking::AskingDialog;
}

crate::part! {
    /// The run on the page, or what is missing for one.
    pub(super) fn run_panel(RunPanelProps) in outcome = panel::RunPanel;
}
