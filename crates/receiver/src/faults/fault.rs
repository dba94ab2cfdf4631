use serde::{Deserialize, Serialize};

/// One line of a script: what goes wrong, where, and how often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Fault {
    /// So many requests are struck.
    #[serde(default = "once")]
    pub(crate) times: u32,
    /// Only requests to this path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// Only requests of this type: `identify`, …, `alias` or `batch`.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "type")]
    pub(crate) kind: Option<String>,
    #[serde(flatten)]
    pub(crate) effect: Effect,
}

fn once() -> u32 {
    1
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "fault",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub(crate) enum Effect {
    /// Another answer. Nothing is stored, unless `stored` says so.
    Status {
        status: u16,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<RetryAfter>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
        #[serde(default)]
        stored: bool,
    },
    /// The connection breaks.
    Drop { when: Break },
    /// The answer is late; all else is as it should be.
    Delay { millis: u64 },
    /// The answer's body comes byte by byte.
    Slow { millis: u64 },
    /// The event is stored, but the answer is no JSON.
    Malformed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
    },
    /// The client is sent elsewhere. Nothing is stored.
    Redirect {
        location: String,
        #[serde(default = "temporary")]
        status: u16,
    },
}

fn temporary() -> u16 {
    307
}

/// When a connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Break {
    /// Before the body is read: nothing is stored.
    BeforeBody,
    /// Once the event is stored, without any answer.
    AfterBody,
    /// In the middle of the answer's headers; the event is stored.
    InHeaders,
    /// Within the answer's body; the event is stored.
    InBody,
}

/// How long to wait, in either form that HTTP has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum RetryAfter {
    Seconds(u64),
    Date {
        /// The date that is so many seconds from then on.
        date: u64,
    },
}

impl Fault {
    /// Why it cannot be acted upon.
    pub(crate) fn problem(&self) -> Option<String> {
        match &self.effect {
            Effect::Status { status, .. } if !(200..=599).contains(status) => {
                Some(format!("`status` must be from 200 to 599, not {status}"))
            }
            Effect::Redirect { status, .. } if !(300..=399).contains(status) => Some(format!(
                "`status` of a redirect must be from 300 to 399, not {status}"
            )),
            Effect::Redirect { location, .. }
                if axum::http::HeaderValue::from_str(location).is_err() =>
            {
                Some("`location` has characters that no header may have".to_owned())
            }
            Effect::Delay { millis } | Effect::Slow { millis } if *millis > 600_000 => {
                Some("`millis` may be 600000 at most".to_owned())
            }
            _ if self.times == 0 => Some("`times` must be at least 1".to_owned()),
            _ => None,
        }
    }
}
