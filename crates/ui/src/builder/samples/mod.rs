//! Samples: choosing one, naming one, its answers, and making one out of a run
//! or a message.

mod answers;
mod bar;
mod from_message;
mod keep;
mod name;
mod titles;
mod traced;

use answers::AnswersDialogProps;
pub(super) use bar::SampleBar;
pub use from_message::{FromMessageProps, KeptSample};
pub(super) use keep::KeepAnswers;
use name::NameDialogProps;
use traced::TracedDialogProps;

crate::part! {
    /// Asks what a sample is to be called.
    fn name_dialog(NameDialogProps) in samples = name::NameDialog;
}
crate::part! {
    /// The answers of a sample.
    fn answers_dialog(AnswersDialogProps) in samples = answers::AnswersDialog;
}
crate::part! {
    /// What a message tells, and what the sample made of it is to be called.
    fn traced_dialog(TracedDialogProps) in samples = traced::TracedDialog;
}
crate::part! {
    /// Makes a sample out of a message.
    pub fn from_message(FromMessageProps) in debugger = from_message::SampleMaker;
}
