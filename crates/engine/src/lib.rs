//! The headless engine: what the npm package `segflow` calls.
//!
//! The facade in `www/npm` is what people use; these are its private handles.
//! Nothing here sends, waits or keeps: the facade does, and tells the run
//! what came of it.

mod flow;
mod run;

pub use flow::{FlowHandle, compile};
pub use run::RunHandle;
