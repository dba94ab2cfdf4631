use std::fmt;

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
    /// The questions of the form were answered.
    Answered {
        /// The answers, by field id.
        answers: Object,
        /// When.
        now: Timestamp,
    },
    /// There is nobody to answer the form.
    NotAnswered {
        /// When.
        now: Timestamp,
    },
    /// The request was answered.
    Responded {
        /// The status of HTTP.
        status: u16,
        /// The body, as text.
        body: String,
        /// When.
        now: Timestamp,
    },
    /// The request was not answered.
    NotResponded {
        /// Why.
        error: SendError,
        /// When.
        now: Timestamp,
    },
    /// A person stopped the run.
    Stopped {
        /// When.
        now: Timestamp,
    },
}

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SendError {
    /// The browser refused or the network failed; which of them, a page is
    /// not told.
    BlockedOrOffline,
    /// Nothing came within the time allowed.
    TimedOut,
    /// The address answered that it is somewhere else.
    Redirected,
    /// The account's key cannot be had, so nothing was sent.
    NoKey,
    /// A person stopped the run.
    Stopped,
}

impl SendError {
    /// All of them.
    pub const ALL: [SendError; 5] = [
        SendError::BlockedOrOffline,
        SendError::TimedOut,
        SendError::Redirected,
        SendError::NoKey,
        SendError::Stopped,
    ];

    /// The name handed to other programs.
    pub fn code(&self) -> &'static str {
        match self {
            SendError::BlockedOrOffline => "blocked_or_offline",
            SendError::TimedOut => "timed_out",
            SendError::Redirected => "redirected",
            SendError::NoKey => "no_key",
            SendError::Stopped => "stopped",
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
            SendError::BlockedOrOffline | SendError::TimedOut | SendError::Stopped => true,
            SendError::Redirected | SendError::NoKey => false,
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SendError::BlockedOrOffline => {
                "no answer came: the request was blocked (by an ad blocker, perhaps) or this computer is offline"
            }
            SendError::TimedOut => "no answer came in time",
            SendError::Redirected => {
                "the address answered that it has moved; check the account's endpoint"
            }
            SendError::NoKey => "the account's write key is not at hand; connect it again",
            SendError::Stopped => "the run was stopped before an answer came",
        })
    }
}
