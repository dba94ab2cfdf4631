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
mod waiting;
mod words;

pub use context::MessageLinks;
pub use last_visit::LastVisit;
pub use page::{BuilderPageProps, BuilderParts};
pub use samples::{FromMessageProps, KeptSample, from_message};
pub use words::kind_icon;
pub(crate) use words::{call_icon, call_text};

crate::part! {
    /// Builds one workflow.
    pub fn builder_page(BuilderPageProps) in builder = page::BuilderPage, framed waiting::frame,
        fetched by fetch_builder;
}

/// Fetches what a workflow is shown with.
pub fn fetch() {
    fetch_builder();
    preview::fetch_preview();
}
