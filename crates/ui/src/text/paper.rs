//! What a printed workflow says.

/// One thing that a printed workflow says, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/paper.rs say more than a comment could"
)]
pub enum PaperText<'a> {
    ForSample { name: &'a str },
    OnlyWhen { condition: &'a str },
    Question,
    Kind,
    Answer,
    Required,
    MayBeEmpty,
    SentTo { account: &'a str },
    SendsNothing,
}
