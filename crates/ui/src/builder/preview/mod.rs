//! What each task would do for the chosen sample: the exact request, as a body,
//! as headers or as a command, and what of it is new since the last run.

mod all_tasks;
mod answers;
mod changes;
mod found;
mod panel;
mod request;

pub(super) use panel::Preview;
