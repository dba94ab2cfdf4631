use crate::check::Finding;
use crate::document::{AccountId, TaskId};
use crate::json::Object;
use crate::segment::Request;
use crate::time::Timestamp;

/// What the shell must do next, in order. The core never does it itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep the run as it now is, before anything else is done.
    Save,
    /// Ask a person the questions of a form; give
    /// [`Event::Answered`](super::Event::Answered) or
    /// [`Event::NotAnswered`](super::Event::NotAnswered).
    Ask {
        /// The form.
        task: TaskId,
        /// The answers known so far.
        answers: Object,
        /// What is wrong with them.
        problem: Option<Finding>,
    },
    /// Fill the key of the account into the request and send it; give
    /// [`Event::Responded`](super::Event::Responded) or
    /// [`Event::NotResponded`](super::Event::NotResponded).
    Send {
        /// Whose request it is.
        task: TaskId,
        /// The account whose key is to be filled in.
        account: AccountId,
        /// The request.
        request: Request,
    },
    /// Wait; then give [`Event::Waited`](super::Event::Waited).
    Wait {
        /// How long, in milliseconds: a clock may be set meanwhile.
        millis: i64,
    },
    /// Wait until this computer is online; then give
    /// [`Event::Waited`](super::Event::Waited). It is no harm to give it too
    /// early.
    WaitForNetwork,
    /// Ask a person whether a message is to be sent that may have arrived so
    /// long ago that Segment would count it twice; give
    /// [`Event::Consented`](super::Event::Consented) or
    /// [`Event::Declined`](super::Event::Declined).
    AskConsent {
        /// Whose message it is.
        task: TaskId,
        /// When it may have arrived.
        sent_at: Timestamp,
    },
}
