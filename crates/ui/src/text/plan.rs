//! What is said about tracking plans.

/// One thing that is said about a tracking plan, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/plan.rs say more than a comment could"
)]
pub enum PlanText<'a> {
    Explained,

    // Taking one over
    DropHere,
    ChooseFile,
    Formats,
    Paste,
    PasteLabel,
    PasteHint,
    UsePasted,
    TooLarge,
    NotRead,
    NoJson { reason: &'a str },
    NoRules,
    Imported,
    Partial,

    // What it says
    Events { count: usize },
    OfPage,
    Planned,
    EveryMessage,
    Version { title: &'a str, version: &'a str },
    NoMembers,
    Required,
    OneOf { choices: &'a str },
    Type(&'a str),
    AnyType,
    Moment,
    Or,
    Ignored { count: usize },
    IgnoredHint,

    // What is done with it
    Strict,
    StrictHint,
    Replace,
    Download { file: &'a str },
    NotInFile,
    Remove,
    Removed,
}
