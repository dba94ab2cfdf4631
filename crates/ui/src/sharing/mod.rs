//! Handing a workflow over: as a file, or as a link that holds all of it.

mod dialog;
pub(crate) mod leaving;
pub(crate) mod link;

pub(crate) use dialog::SharingDialog;
pub(crate) use leaving::Way;
pub use link::MARK as LINK_MARK;
