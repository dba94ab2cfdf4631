//! What is shown where a workflow cannot be opened: why, the way back, and what
//! is stored, which is never lost.

mod broken;
mod download;

pub use broken::{BrokenPage, Refusal};
pub(crate) use download::{download, offer};
