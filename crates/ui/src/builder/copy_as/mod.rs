//! A task as a command, as code or as a mapping, to be used elsewhere.

mod dialog;
mod menu;

use dialog::CopyDialogProps;
pub(super) use menu::CopyMenu;

crate::part! {
    /// The task in another format, and what of it is not there.
    fn copy_dialog(CopyDialogProps) in copy = dialog::CopyDialog;
}
