//! What the Wasm modules of the npm package have in common.
//!
//! All that crosses the boundary is JSON text, which the core reads anyway; a
//! second way, by JavaScript's objects, would be a tenth of what is loaded.

mod account;
mod error;
mod options;
pub mod report;
mod surroundings;

pub use account::GivenAccount;
pub use error::{AccountProblem, EngineError, SurroundingsProblem, thrown};
pub use options::{Options, timestamp};
pub use surroundings::read as read_surroundings;
