//! Samples: choosing one, naming one, its answers, and making one out of a run
//! or a message.

mod answers;
mod bar;
mod from_message;
mod keep;
mod name;
mod titles;

pub(super) use bar::SampleBar;
pub use from_message::{FromMessage, FromMessageProps};
pub(super) use keep::KeepAnswers;
