//! What the palette and the list of keys say.

/// One thing they say, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/palette.rs say more than a comment could"
)]
pub enum PaletteText<'a> {
    Find,
    FindHint,
    NothingFound,
    Run,
    Add { kind: &'a str },
    Duplicate { title: &'a str },
    Delete { title: &'a str },
    CopyPayload { title: &'a str },
    Task,
    Workflow,

    // The list of keys
    Shortcuts,
    FindAnything,
    ThisList,
    UndoStep,
    RedoStep,
    MoveUp,
    MoveDown,
    PutField,
    CloseOrCancel,
    Control,
    Shift,
}
