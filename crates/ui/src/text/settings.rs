//! What the settings say.

/// One thing the settings say, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/settings.rs say more than a comment could"
)]
pub enum SettingsText<'a> {
    // Language and colours
    Looks,
    Language,
    LanguageOfSystem,

    // Who works here
    User,
    UserHint,
    Email,
    Role,

    // Runs
    Runs,
    KeepRuns,
    KeepRunsHint,
    Days { count: i64 },
    AllRuns,

    // What is kept
    Kept,
    Used { bytes: u64, most: u64 },
    KeptHint,
    Export,
    ExportHint,
    Delete,
    DeleteTitle,
    DeleteHint,
    DeleteConfirm,
    Refused { reason: &'a str },
}
