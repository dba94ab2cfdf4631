//! What is said about when a workflow runs.

/// One thing that is said about when a workflow runs, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/triggers.rs say more than a comment could"
)]
pub enum TriggersText<'a> {
    Explained,
    Manual,
    ManualHint,

    // The address
    Address,
    AddressHint,
    CopyAddress,

    // A time
    Schedule,
    ScheduleHint,
    How,
    Every,
    At,
    Minutes,
    Time,
    With,
    AskThen,

    // Messages of other pages
    Messages,
    MessagesHint,
    Origins,
    OriginsHint,
    NoOrigin { origin: &'a str },
    MessageHint,
    CopyMessage,

    // What happened
    Log,
    RanOnTime,
    RanFor { origin: &'a str },
    NotListed { origin: &'a str },
    TooMany { origin: &'a str },
    NoRecord { origin: &'a str },
    TooLarge { origin: &'a str },
    NotConfirmed,
    Refused { reason: &'a str },
    Times { count: u32 },
}
