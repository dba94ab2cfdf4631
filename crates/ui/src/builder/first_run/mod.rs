//! Before the first run of a workflow that came from elsewhere: which events go
//! where.

mod dialog;
mod wanted;

pub use dialog::FirstRunDialogProps;
pub(super) use wanted::use_first_run;

crate::part! {
    /// Shows which events go where, and asks whether they may.
    pub fn first_run_dialog(FirstRunDialogProps) in asking = dialog::FirstRunDialog;
}
