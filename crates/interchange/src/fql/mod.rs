//! FQL, the language in which Segment says which events a destination gets.
//!
//! `type = "track" and properties.total > 100` becomes a condition on the
//! fields of a form that has the event, and back. A condition here knows no
//! difference between a number and a text that spells one.

mod lex;
mod read;
mod write;

pub use read::{FqlError, read};
pub use write::write;
