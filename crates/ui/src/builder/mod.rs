//! The builder: the tasks of a workflow, the chosen one's settings, the exact
//! request it would send, and the run.

mod account;
mod bar;
mod beside;
mod canvas;
mod catalog;
mod columns;
mod commanding;
mod conditions;
mod context;
mod copy_as;
mod editor;
mod findings;
mod first_run;
mod focusing;
mod form;
mod last_visit;
mod naming;
mod opener;
mod others;
mod outside;
mod page;
mod paper;
mod performing;
mod plan;
mod preview;
mod questions;
mod run;
mod samples;
mod saving;
mod segment;
mod server;
mod shortcuts;
mod sub;
mod tags;
mod tasks;
mod triggers;
mod waiting;
mod words;

pub(crate) use context::Doing;
pub use context::IdLinks;
pub use first_run::{FirstRunDialogProps, Wanted, first_run_dialog};
pub(crate) use focusing::focus_soon;
pub use last_visit::LastVisit;
pub use others::runs_others;
pub use outside::Outside;
pub use page::{BuilderPageProps, BuilderParts};
pub(crate) use preview::change;
pub(crate) use run::{
    AskingDialogProps, OutcomesOf, asking_dialog, attempts, go_on_text, run_state, status_text,
    waiting,
};
pub(crate) use samples::sample_title;
pub use samples::{FromMessageProps, KeptSample, chosen_sample, from_message, keep_with_sample};
pub use words::kind_icon;
pub(crate) use words::{call_icon, call_text, condition_words};

crate::part! {
    /// Builds one workflow.
    pub fn builder_page(BuilderPageProps) in builder = page::BuilderPage, framed waiting::frame,
        fetched by fetch_builder;
}

/// Fetches what a workflow is shown with.
pub fn fetch() {
    fetch_builder();
    preview::fetch_preview();
    tasks::fetch_tasks();
    tags::fetch_tags();
}
