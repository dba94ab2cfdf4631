use crate::check::Finding;
use crate::document::{AccountId, TaskId};
use crate::json::Object;
use crate::segment::Request;

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
}
