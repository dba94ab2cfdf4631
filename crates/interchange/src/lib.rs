//! Other formats: workflows are taken over from them, tasks are written in
//! them.
//!
//! - [`import`] takes a text over that Kotive, Segment's mapping kit, n8n or
//!   segflow wrote, and recognises which by looking at it. It is total: a text
//!   is a workflow or an [`ImportError`] that says what to do. Whatever has no
//!   counterpart here, or means something else, is [listed](NotTakenOver) with
//!   its place; nothing is dropped silently.
//! - [`export`] writes a task as something else. A command for a shell or code
//!   for one of Segment's libraries is a concrete request, that of one record;
//!   a mapping of Segment's mapping kit is the task itself, with its tags.

mod draft;
pub mod export;
mod format;
pub mod fql;
mod import;
mod kotive;
mod listed;
pub mod mapping_kit;
mod n8n;
pub mod plan;
mod tag;

pub use format::Format;
pub use import::{ImportError, Imported, import};
pub use listed::{Extent, NotTakenOver, Why};
