//! What is asked before the first run of a workflow that came from elsewhere.

/// One thing that is said before such a run, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/asking.rs say more than a comment could"
)]
pub enum AskingText<'a> {
    FirstRun,
    FirstRunHint,
    FirstRunWithin { workflows: &'a [String] },
    FirstRunList,
    GoOn { count: usize },
    NowhereYet { task: &'a str },
    Within { workflow: &'a str, task: &'a str },
}
