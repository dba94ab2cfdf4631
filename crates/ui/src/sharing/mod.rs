//! Handing a workflow over: as a file, or as a link that holds all of it.

mod dialog;
pub(crate) mod leaving;
pub(crate) mod link;

pub use dialog::SharingDialogProps;
pub use leaving::Way;
pub use link::MARK as LINK_MARK;

crate::part! {
    /// Asks what goes along, and hands the workflow over.
    pub fn sharing_dialog(SharingDialogProps) in sharing = dialog::SharingDialog;
}
