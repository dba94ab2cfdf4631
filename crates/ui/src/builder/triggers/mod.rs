//! When a workflow runs on this device besides by hand: at its time, when a
//! listed page sends a message; and what the address fills its forms with.
//!
//! These are settings of the device, by the workflow's id: a workflow that comes
//! from elsewhere gets another id, and so begins with all of them off.

mod dialog;
mod entry;
mod happened;
mod watch;

use dialog::TriggersDialogProps;
pub(super) use entry::TriggersEntry;
use watch::WatchProps;

crate::part! {
    /// When the workflow runs: turned on and off, and what happened.
    fn triggers_dialog(TriggersDialogProps) in triggers = dialog::TriggersDialog;
}
crate::part! {
    /// Begins runs when their time comes or a message does.
    fn watch(WatchProps) in triggers = watch::Watch;
}
