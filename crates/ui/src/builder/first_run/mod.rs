//! Before a run: the other workflows that it runs are read, and before the
//! first one of what came from elsewhere it is shown which events go where.

mod dialog;
mod look;
mod wanted;

pub use dialog::FirstRunDialogProps;
pub use wanted::Wanted;
pub(super) use wanted::use_first_run;

crate::part! {
    /// Looks at what is to run, shows which events go where if anything of it
    /// came from elsewhere, and asks whether they may.
    pub fn first_run_dialog(FirstRunDialogProps) in asking = dialog::FirstRunDialog;
}
