//! What is said about pinned payloads.

/// One thing that is said about pinned payloads, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/pinned.rs say more than a comment could"
)]
pub enum PinnedText<'a> {
    Title { name: &'a str },
    Explained,
    PayloadCount { count: usize },
    NothingToPin,
    Pin,
    AsPinned { count: usize },
    Unpin,
    Changed { count: usize },
    ChangedHint { name: &'a str },
    ChangesOf { task: &'a str },
    NoLongerSent,
    Accept,
}
