//! Files of rows: where they come from, and the worker that runs them.
//!
//! What the worker does and says is in `www/app/bulk`.

mod source;
mod worker;

pub use source::{FileHandle, Source, can_pick, dropped, pick};
pub use worker::{BulkWorker, Told};
