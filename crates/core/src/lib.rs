//! The heart of segflow: everything that decides, and nothing that acts.
//!
//! A [`Workflow`](document::Workflow) is what a person edits. Compiled, it is a
//! [`Flow`](flow::Flow), which knows its [findings](check::Finding), can
//! [preview](preview::preview) the exact request each task would send for a
//! record, and can be stepped through as a [`Run`](run::Run): events go in,
//! effects come out, and a shell performs them.
//!
//! - The core knows no web, no clock, no randomness and no I/O. Times, ids and
//!   answers arrive as arguments or events.
//! - It never holds a write key: a [`Request`](segment::Request) has a slot
//!   that the shell fills at the moment of sending.
//! - It never panics on data. Half-done work gives [findings](check::Finding);
//!   an operation that cannot be done gives an error that says what to do.

pub mod base64;
pub mod bulk;
pub mod check;
pub mod condition;
pub mod datum;
pub mod document;
pub mod edit;
mod expression;
pub mod filter;
pub mod flow;
mod index;
pub mod json;
pub mod mend;
mod pattern;
pub mod pinned;
pub mod plan;
pub mod preview;
pub mod record;
pub mod reference;
pub mod run;
pub mod scope;
pub mod segment;
pub mod surroundings;
pub mod template;
pub mod time;
pub mod trace;
pub mod trace_back;
