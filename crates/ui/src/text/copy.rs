//! What is said about a task in other formats.

use segflow_interchange::export::Target;

/// One thing that is said about a task in another format, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/copy.rs say more than a comment could"
)]
pub enum CopyText<'a> {
    CopyAs,
    CopyTaskAs { format: &'a str },
    Format(Target),
    Where(Target),
    HowToUse(Target),
    SameMessage,
    WouldBeSkipped,
    CannotBeSent,
    Download { file: &'a str },
}
