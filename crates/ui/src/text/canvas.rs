//! What is said where tasks are copied, moved and put in.

/// One thing that is said there, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/canvas.rs say more than a comment could"
)]
pub enum CanvasText<'a> {
    Duplicate,
    MoveUp,
    MoveDown,
    PutBeside { title: &'a str },
    PutApart,
    Above { title: &'a str },
    Beside { title: &'a str },
    Below { title: &'a str },
    RowTo { place: usize, of: usize },
    Stays,
    Parted,
    KeepOwn,
    TakeOther,
    HintField,
    HintPreview,
    HintRun,
    GotIt,
    NoMoreHints,
}
