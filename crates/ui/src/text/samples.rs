//! What is said about samples.

/// One thing that is said about samples, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/samples.rs say more than a comment could"
)]
pub enum SampleText<'a> {
    // The menu
    Samples,
    New,
    CopyOf { name: &'a str },
    Rename { name: &'a str },
    EditAnswers { name: &'a str },
    PinPayloads { name: &'a str },
    DeleteThat { name: &'a str },

    // Naming one
    NewTitle,
    RenameTitle,
    KeepTitle,
    Name,
    NameEmpty,
    NameTaken { name: &'a str },
    BaseName,

    // Its answers
    AnswersTitle { name: &'a str },
    NoForms,
    Record,

    // Out of a run
    KeepAnswers,
    AnswersAre { name: &'a str },

    // Out of a message
    UseAsSample { workflow: &'a str },
    FromMessage,
    FoundAnswers,
    NotFound,
    NothingFound,
    Differs { count: usize },
    Kept { name: &'a str },
    NotKept { reason: &'a str },
}
