use crate::time::Timestamp;

/// What a task waits for before its message is sent, or sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// For a moment.
    Until {
        /// Which.
        at: Timestamp,
        /// How long the account's address asked to wait, in milliseconds, if
        /// it did.
        asked_millis: Option<i64>,
    },
    /// For this computer to be online again.
    Network,
    /// For a person to say whether it is to be sent: it may have arrived so
    /// long ago that Segment would count it twice.
    Consent {
        /// When it may have arrived.
        sent_at: Timestamp,
    },
}
