//! What is said of how a workflow was before.

/// One thing that is said of versions, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/versions.rs say more than a comment could"
)]
pub enum VersionText<'a> {
    // The page
    Explained,
    Now,
    First,
    Changes {
        count: usize,
    },
    BeforeRestoring,
    Unreadable,
    UnreadableHint,
    Since,
    NothingBefore,
    Same,
    Restoring,
    Restore,
    Restored,

    // What is different
    Before,
    After,
    Renamed {
        from: &'a str,
        to: &'a str,
    },
    Added {
        task: &'a str,
    },
    Removed {
        task: &'a str,
    },
    Moved {
        task: &'a str,
        from: usize,
        to: usize,
    },
    InTask {
        task: &'a str,
    },
    SampleAdded {
        sample: &'a str,
    },
    SampleRemoved {
        sample: &'a str,
    },
    SampleChanged {
        sample: &'a str,
    },
    Plan,
    Rest,

    // Parts of a task
    Label,
    Id,
    Account,
    ActivateWhen,
    CompleteWhen,
    GoesOn,
    Beside,
    Row {
        field: &'a str,
        path: &'a str,
    },
    Missing {
        at: &'a str,
    },
    MissingEverywhere,
    Question,
    QuestionLabel {
        question: &'a str,
    },
    QuestionHint {
        question: &'a str,
    },
    QuestionType {
        question: &'a str,
    },
    QuestionRequired {
        question: &'a str,
    },
    QuestionChoices {
        question: &'a str,
    },
    QuestionDefault {
        question: &'a str,
    },
    QuestionOrder,
    Workflow,
    Input {
        at: &'a str,
    },

    // What they are
    Yes,
    No,
    RuleOmit,
    RuleEmpty,
    RuleNull,
    RuleStop,
}
