//! What is said about the check of a connection.

/// One thing that is said about the check of a connection, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/check.rs say more than a comment could"
)]
pub enum CheckText<'a> {
    SendTest,
    CheckKey,
    KeyKnown,
    KeyOtherRegion,
    KeyUnknown,
    KeyCouldNotCheck,
    TestAccepted { id: &'a str },
    TestRefused { status: u16 },
}
