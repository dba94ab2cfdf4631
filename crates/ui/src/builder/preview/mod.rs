//! The exact request the chosen task would send for the chosen sample.

mod answers;
mod panel;
mod request;

pub(super) use panel::Preview;
