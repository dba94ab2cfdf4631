//! What is said about a task that runs another workflow.

/// One thing that is said about such a task, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/sub.rs say more than a comment could"
)]
pub enum SubText<'a> {
    Workflow,
    Choose,
    ChooseHint,
    NoOther,
    Open { name: &'a str },
    InputHint,
    NoForms,
    NoSuchField { path: &'a str },
    RemoveInput { path: &'a str },
}
