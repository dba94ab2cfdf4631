//! What is kept of something received, as the debugger shows it.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Something received, and how it was answered. No write key is in it.
///
/// Its number and what became of its forwarding are kept beside it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Received {
    pub(crate) received_at: String,
    pub(crate) path: String,
    /// The account's name, never its key.
    pub(crate) account: String,
    /// What kind of message it is, or would have to be.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) message_id: Option<String>,
    /// The message as it was written, its key taken out.
    pub(crate) message: Option<Box<RawValue>>,
    /// The body as text, where it cannot be shown as a message.
    pub(crate) raw: Option<String>,
    /// Why it was refused, or is not shown as a message.
    pub(crate) problem: Option<String>,
    /// The length of what was sent, its key included.
    pub(crate) bytes: usize,
    /// The status it was answered with.
    pub(crate) status: u16,
    /// Where it stood, if it came with others in one request.
    pub(crate) batch: Option<BatchPlace>,
    pub(crate) verdict: Verdict,
    /// The time of `received_at`, for reckoning.
    #[serde(skip)]
    pub(crate) received_millis: u64,
    /// Whether it is to be passed on to Segment.
    #[serde(skip)]
    pub(crate) forward: bool,
}

/// A place in a batch.
#[derive(Debug, Serialize)]
pub(crate) struct BatchPlace {
    /// The `seq` of the first event of the same batch.
    pub(crate) request: u64,
    /// Counts from 1.
    pub(crate) item: usize,
    pub(crate) of: usize,
    /// What Segment notes of the batch as a whole.
    pub(crate) code: Option<&'static str>,
}

/// What Segment's pipeline would make of a message.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Verdict {
    pub(crate) outcome: Outcome,
    /// Segment's code for the reason.
    pub(crate) code: Option<&'static str>,
    /// The reason in words.
    pub(crate) reason: Option<String>,
    /// The `seq` of the first event with this messageId.
    pub(crate) duplicate_of: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    Accepted,
    /// Answered with 200, and dropped afterwards.
    Discarded,
    /// Segment has seen its messageId before.
    Duplicate,
    /// Not answered with 200: the client knows.
    Refused,
}

impl Verdict {
    pub(crate) fn accepted() -> Verdict {
        Verdict {
            outcome: Outcome::Accepted,
            code: None,
            reason: None,
            duplicate_of: None,
        }
    }

    pub(crate) fn discarded(code: &'static str, reason: impl Into<String>) -> Verdict {
        Verdict {
            outcome: Outcome::Discarded,
            code: Some(code),
            reason: Some(reason.into()),
            duplicate_of: None,
        }
    }

    pub(crate) fn refused(code: &'static str, reason: impl Into<String>) -> Verdict {
        Verdict {
            outcome: Outcome::Refused,
            ..Verdict::discarded(code, reason)
        }
    }

    pub(crate) fn duplicate(first: u64) -> Verdict {
        Verdict {
            outcome: Outcome::Duplicate,
            code: None,
            reason: Some(format!(
                "event {first} has the same messageId; Segment keeps the first of about 24 hours"
            )),
            duplicate_of: Some(first),
        }
    }
}

/// What became of passing an event on to Segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Forward {
    pub(crate) state: ForwardState,
    pub(crate) attempts: u32,
    /// When it was last tried.
    pub(crate) at: Option<String>,
    /// What Segment answered last.
    pub(crate) status: Option<u16>,
    /// Why the last attempt failed.
    pub(crate) error: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ForwardState {
    Waiting,
    Accepted,
    Failed,
}

impl Forward {
    pub(crate) fn waiting() -> Forward {
        Forward {
            state: ForwardState::Waiting,
            attempts: 0,
            at: None,
            status: None,
            error: None,
        }
    }

    pub(crate) fn is_waiting(&self) -> bool {
        self.state == ForwardState::Waiting
    }
}
