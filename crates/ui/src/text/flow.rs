//! What is said about levels, forms asked again, and workflows within.

/// One thing that is said about how a run goes, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/flow.rs say more than a comment could"
)]
pub enum FlowText<'a> {
    SideBySide,
    CompleteForm,
    CompleteTask,
    AddFirstComplete,
    SeveralForms { count: usize },
    AskedAgain { why: &'a str },
    NotComplete { why: &'a str },
    NotAnswered { question: &'a str },
    GoOn,
    AnswerAgainOf { form: &'a str },
    AnswerAgainHint,
    Answered,
    Time { number: u32 },
    StateRunning,
    StateRan,
    TasksOf { task: &'a str },
}
