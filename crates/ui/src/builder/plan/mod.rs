//! The tracking plan of a workflow: what its owners have agreed to send, and so
//! what messages are checked against.

mod button;
mod dialog;
mod event;
mod importing;

pub(super) use button::plan_button;
use dialog::PlanDialogProps;

crate::part! {
    /// The tracking plan: imported, looked at, made strict, removed.
    fn plan_dialog(PlanDialogProps) in plan = dialog::PlanDialog;
}
