//! What is said where workflows come in from elsewhere.

use segflow_interchange::{ImportError, Why};

/// One thing that is said of imports, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/importing.rs say more than a comment could"
)]
pub enum ImportText<'a> {
    // The page
    Title,
    Explained,
    Files,
    DropHere,
    ChooseFiles,
    StaysHere,
    Paste,
    PasteHint,
    UsePasted,
    Pasted,
    NotRead,
    Refused(&'a ImportError),

    // What was found
    FoundTitle,
    Found { count: usize, refused: usize },
    LeaveOut { name: &'a str },
    FormatWorkflow,
    FormatKotive,
    FormatMapping,
    FormatN8n,
    NotTakenOver { count: usize },
    LeftOut,
    Changed,
    Why(&'a Why),
    Unconfirmed,
    Add { count: usize },

    // A link
    LinkExplained,
    Holds { tasks: usize, samples: usize },
    NotNow,
    LinkBroken,
    LinkNewer,
    LinkNotWhole,
    LinkTooLarge,
    LinkNoWorkflow { reason: &'a str },
    LinkNotHere,
}
