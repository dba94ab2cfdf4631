//! What is said about the accounts of a device.

use super::Ago;

/// One thing that is said about accounts, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/accounts.rs say more than a comment could"
)]
pub enum AccountsText<'a> {
    Connect,
    Nothing,
    NothingHint,
    HowKept,
    HowKeptHint,
    OfReceiver,

    // An account
    Transport,
    TransportSimple,
    TransportBasic,
    TransportHint,
    LastUsed,
    UsedAgo(Ago),
    NeverUsed,
    UsedBy,
    NotUsed,
    Edit,
    ReplaceKey,
    Forget,

    // The form
    ChangeTitle,
    ChangeOf { label: &'a str },
    NewKey,
    KeepKeyHint { key: &'a str },
    More,
    Kept { label: &'a str },

    // In a task
    WithoutAccount { tasks: &'a str },
    UseThereToo { label: &'a str },

    // Forgetting one
    ForgetTitle { label: &'a str },
    ForgetHint,
    UsersLeft,
    NoUsersLeft,
    Forgotten { label: &'a str },
}
