//! Samples: choosing one, naming one, its answers, and making one out of a run
//! or a message.

mod answers;
mod bar;
mod from_message;
mod keep;
mod keeping;
mod name;
mod pinned;
mod pinning;
mod titles;
mod traced;

use answers::AnswersDialogProps;
pub(super) use bar::SampleBar;
pub use from_message::{FromMessageProps, KeptSample};
pub(super) use keep::KeepAnswers;
pub use keeping::{chosen_sample, keep_with_sample};
use name::NameDialogProps;
pub(super) use pinned::PayloadsProps;
use pinning::PinningDialogProps;
pub(crate) use titles::sample_title;
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
crate::part! {
    /// Pins what a sample gives.
    fn pinning_dialog(PinningDialogProps) in samples = pinning::PinningDialog;
}
crate::part! {
    /// Whether what is pinned is still given.
    pub(super) fn pinned_payloads(PayloadsProps) in samples = pinned::Payloads;
}
