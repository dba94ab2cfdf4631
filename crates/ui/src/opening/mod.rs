//! What is shown where a workflow cannot be opened: why, the way back, and what
//! is stored, which is never lost.

mod broken;
mod download;
mod not_taken;

pub use broken::{BrokenPage, Refusal};
pub(crate) use download::{download, offer};
pub(crate) use not_taken::not_taken_over;
