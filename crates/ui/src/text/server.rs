//! What is said about running outside of a browser.

/// One thing that is said about running on a server, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/server.rs say more than a comment could"
)]
pub enum ServerText<'a> {
    Explained,

    // The steps, in their order
    Save,
    SaveHint,
    SaveWithin,
    Download { file: &'a str },
    Program,
    ProgramHint,
    Accounts,
    AccountsHint,
    NoAccounts,
    KeyOf { account: &'a str },
    Alone,
    AloneHint,
    Columns { columns: &'a str },
    Durable,
    DurableHint,
    SubmitHint,
    Licence,
    CopyCommand,
    CopyCommands,
}
