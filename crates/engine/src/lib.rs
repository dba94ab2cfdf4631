//! The headless engine: what the npm package `segflow` calls.
//!
//! The facade in `www/npm` is what people use; these are its private handles.
//! All that crosses the boundary is JSON text, which the core reads anyway; a
//! second way, by JavaScript's objects, would be a tenth of what is loaded.
//! Nothing here sends, waits or keeps: the facade does, and tells the run
//! what came of it.

mod account;
mod bulk;
mod error;
mod flow;
mod options;
mod report;
mod run;
mod surroundings;

pub use bulk::{BulkHandle, fingerprint};
pub use flow::{FlowHandle, compile};
pub use run::RunHandle;
