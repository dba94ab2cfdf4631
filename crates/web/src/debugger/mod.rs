//! Listens to what the receiver receives, as its debugger tells it.

mod elements;
mod listening;
mod message;

pub use listening::{Heard, Listening, MOST_MESSAGES, MOST_WEIGHT, listen};
pub use message::{BatchPlace, Message, Outcome, Verdict};
