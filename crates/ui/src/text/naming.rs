//! What is said about names in tags.

/// One thing that is said about names in tags, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/naming.rs say more than a comment could"
)]
pub enum NamingText<'a> {
    Name,
    Hint,
    Shape,
    Reserved { name: &'a str },
    Taken { name: &'a str },
    NotUsedYet,
    UsersFollow,
    UsedTimes { title: &'a str, count: usize },
}
