//! The builder: the tasks of a workflow, the chosen one's settings, the exact
//! request it would send, and the run.

mod account;
mod bar;
mod columns;
mod conditions;
mod context;
mod editor;
mod findings;
mod focusing;
mod form;
mod last_visit;
mod page;
mod performing;
mod preview;
mod questions;
mod run;
mod samples;
mod saving;
mod segment;
mod shortcuts;
mod tasks;
mod words;

pub use context::MessageLinks;
pub use last_visit::LastVisit;
pub use page::{BuilderPage, BuilderPageProps, BuilderParts};
pub use samples::{FromMessage, FromMessageProps};
pub use words::kind_icon;
pub(crate) use words::{call_icon, call_text};
