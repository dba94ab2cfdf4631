use super::TaskPath;
use crate::check::Finding;
use crate::document::{AccountId, TaskId};
use crate::json::Object;
use crate::segment::Request;
use crate::time::Timestamp;

/// What the shell must do next, in order. The core never does it itself.
///
/// Several tasks may be under way: the shell may perform what it was given for
/// them one after the other or together, and tells what came of each. Only
/// what stands behind a [`Effect::Save`] has to wait until that is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep the run as it now is, before anything else is done.
    Save,
    /// Ask a person the questions of a form; give
    /// [`Event::Answered`](super::Event::Answered) or
    /// [`Event::NotAnswered`](super::Event::NotAnswered).
    Ask {
        /// The form.
        task: TaskPath,
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
        task: TaskPath,
        /// The account whose key is to be filled in.
        account: AccountId,
        /// The request.
        request: Request,
    },
    /// Wait; then give [`Event::Waited`](super::Event::Waited).
    Wait {
        /// Who waits.
        task: TaskPath,
        /// How long, in milliseconds: a clock may be set meanwhile.
        millis: i64,
    },
    /// Wait until this computer is online; then give
    /// [`Event::Waited`](super::Event::Waited). It is no harm to give it too
    /// early.
    WaitForNetwork {
        /// Who waits.
        task: TaskPath,
    },
    /// Ask a person whether a message is to be sent that may have arrived so
    /// long ago that Segment would count it twice; give
    /// [`Event::Consented`](super::Event::Consented) or
    /// [`Event::Declined`](super::Event::Declined).
    AskConsent {
        /// Whose message it is.
        task: TaskPath,
        /// When it may have arrived.
        sent_at: Timestamp,
    },
}

impl Effect {
    /// The same for a task of a workflow that the task runs.
    #[must_use]
    pub(super) fn within(mut self, outer: &TaskId) -> Effect {
        match &mut self {
            Effect::Save => {}
            Effect::Ask { task, .. }
            | Effect::Send { task, .. }
            | Effect::Wait { task, .. }
            | Effect::WaitForNetwork { task }
            | Effect::AskConsent { task, .. } => *task = task.clone().within(outer),
        }
        self
    }
}
