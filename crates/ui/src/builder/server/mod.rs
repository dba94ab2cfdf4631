//! Running outside of a browser: the workflow's file, and what to type.

mod dialog;
mod menu;

use dialog::ServerDialogProps;
pub(super) use menu::RunMenu;

crate::part! {
    /// The file and the commands for running on a server.
    fn server_dialog(ServerDialogProps) in server = dialog::ServerDialog;
}
