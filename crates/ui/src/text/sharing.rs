//! What is said where a workflow is renamed, handed over or taken from a link.

/// One thing that is said of handing a workflow over, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/sharing.rs say more than a comment could"
)]
pub enum SharingText<'a> {
    // Renaming
    RenameTitle,
    Name,
    NameNeeded,

    // A file
    ExportTitle { workflow: &'a str },
    ExportHint,
    Download { file: &'a str },

    // A link
    ShareTitle { workflow: &'a str },
    ShareHint,
    Link,
    CopyLink,
    Size { count: usize },
    SizeLong { count: usize },
    TooLong { count: usize },
    NoLinks,

    // What goes along
    GoAlong,
    Samples { count: usize },
    Expected,
    SamplesHint,
}
