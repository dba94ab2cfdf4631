use std::fmt;

use super::TaskPath;
use crate::json::Object;
use crate::time::Timestamp;

/// What has happened to a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A person, a page or a trigger started it.
    Started {
        /// When.
        now: Timestamp,
    },
    /// The questions of the form were answered: one that is asked, or, while
    /// the run is under way, once more one that was answered before.
    Answered {
        /// Which form.
        task: TaskPath,
        /// The answers, by field id.
        answers: Object,
        /// When.
        now: Timestamp,
    },
    /// There is nobody to answer the form.
    NotAnswered {
        /// Which form.
        task: TaskPath,
        /// When.
        now: Timestamp,
    },
    /// The request was answered.
    Responded {
        /// Whose request.
        task: TaskPath,
        /// The status of HTTP.
        status: u16,
        /// The body, as text.
        body: String,
        /// The `Retry-After` header as it stands, if it can be read.
        retry_after: Option<String>,
        /// When.
        now: Timestamp,
        /// Any number, each as likely.
        random: u32,
    },
    /// The request was not answered.
    NotResponded {
        /// Whose request.
        task: TaskPath,
        /// Why.
        error: SendError,
        /// When.
        now: Timestamp,
        /// Any number, each as likely.
        random: u32,
    },
    /// The wait is over, or a person would not wait any longer.
    Waited {
        /// Who waited.
        task: TaskPath,
        /// When.
        now: Timestamp,
    },
    /// A person wants messages to be sent again although they may have arrived
    /// long ago. It is asked once a run, not once a message.
    Consented {
        /// When.
        now: Timestamp,
    },
    /// A person does not want that.
    Declined {
        /// Whose message.
        task: TaskPath,
        /// When.
        now: Timestamp,
    },
    /// The run was loaded, and there is somebody to perform it again.
    Resumed {
        /// When.
        now: Timestamp,
    },
    /// A person wants an ended run to go on from the task that failed. What
    /// was accepted stays so.
    Retried {
        /// When.
        now: Timestamp,
    },
    /// A person wants every message of an ended run to be sent again as the
    /// same: Segment counts them once.
    Rerun {
        /// When.
        now: Timestamp,
    },
    /// A person stopped the run.
    Stopped {
        /// When.
        now: Timestamp,
    },
}

impl Event {
    /// When it happened.
    pub fn now(&self) -> Timestamp {
        match self {
            Event::Started { now }
            | Event::Answered { now, .. }
            | Event::NotAnswered { now, .. }
            | Event::Responded { now, .. }
            | Event::NotResponded { now, .. }
            | Event::Waited { now, .. }
            | Event::Consented { now }
            | Event::Declined { now, .. }
            | Event::Resumed { now }
            | Event::Retried { now }
            | Event::Rerun { now }
            | Event::Stopped { now } => *now,
        }
    }

    /// The task that it happened to; none for what happened to the whole run.
    pub(super) fn task_mut(&mut self) -> Option<&mut TaskPath> {
        match self {
            Event::Answered { task, .. }
            | Event::NotAnswered { task, .. }
            | Event::Responded { task, .. }
            | Event::NotResponded { task, .. }
            | Event::Waited { task, .. }
            | Event::Declined { task, .. } => Some(task),
            Event::Started { .. }
            | Event::Consented { .. }
            | Event::Resumed { .. }
            | Event::Retried { .. }
            | Event::Rerun { .. }
            | Event::Stopped { .. } => None,
        }
    }
}

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// The browser refused or the network failed; which of them, a page is
    /// not told.
    BlockedOrOffline,
    /// This computer is offline, so nothing was sent.
    Offline,
    /// Nothing came within the time allowed.
    TimedOut,
    /// The address answered that it is somewhere else.
    Redirected,
    /// The account's key cannot be had, so nothing was sent.
    NoKey,
    /// Whoever holds the page did not let it leave.
    Vetoed,
    /// A person stopped the run.
    Stopped,
    /// Whoever performed the run was gone before an answer came.
    Interrupted,
    /// It may have arrived long ago, and a person did not want it to be sent
    /// again.
    LeftAsItIs,
}

impl SendError {
    /// All of them.
    pub const ALL: [SendError; 9] = [
        SendError::BlockedOrOffline,
        SendError::Offline,
        SendError::TimedOut,
        SendError::Redirected,
        SendError::NoKey,
        SendError::Vetoed,
        SendError::Stopped,
        SendError::Interrupted,
        SendError::LeftAsItIs,
    ];

    /// The name handed to other programs.
    pub fn code(&self) -> &'static str {
        match self {
            SendError::BlockedOrOffline => "blocked_or_offline",
            SendError::Offline => "offline",
            SendError::TimedOut => "timed_out",
            SendError::Redirected => "redirected",
            SendError::NoKey => "no_key",
            SendError::Vetoed => "vetoed",
            SendError::Stopped => "stopped",
            SendError::Interrupted => "interrupted",
            SendError::LeftAsItIs => "left_as_it_is",
        }
    }

    /// The error of that name.
    pub fn from_code(code: &str) -> Option<SendError> {
        SendError::ALL
            .into_iter()
            .find(|error| error.code() == code)
    }

    /// Whether the message may have arrived all the same.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            SendError::BlockedOrOffline
            | SendError::TimedOut
            | SendError::Stopped
            | SendError::Interrupted
            | SendError::LeftAsItIs => true,
            SendError::Offline | SendError::Redirected | SendError::NoKey | SendError::Vetoed => {
                false
            }
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SendError::BlockedOrOffline => {
                "no answer came: the request was blocked (by an ad blocker, perhaps) or this computer is offline"
            }
            SendError::Offline => "this computer is offline",
            SendError::TimedOut => "no answer came in time",
            SendError::Redirected => {
                "the address answered that it has moved; check the account's endpoint"
            }
            SendError::NoKey => "the account's write key is not at hand; connect it again",
            SendError::Vetoed => "the page that holds this workflow did not let it be sent",
            SendError::Stopped => "the run was stopped before an answer came",
            SendError::Interrupted => "the page was closed before an answer came",
            SendError::LeftAsItIs => {
                "it may have arrived long ago, so it was not sent again"
            }
        })
    }
}
