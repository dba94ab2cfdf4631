//! What the forms of context and of the timestamp say.

/// One thing that these forms say, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/context.rs say more than a comment could"
)]
pub enum ContextText<'a> {
    // The groups of context; others are called what they are
    Call,
    Group {
        name: &'a str,
    },
    Set {
        group: &'a str,
        count: usize,
    },
    /// What a member is for, by its name.
    Hint {
        name: &'a str,
    },
    LibraryIsOurs,
    More,

    // The timestamp
    When,
    WhenReached,
    WhenDate,
    WhenField,
    WhichField,
    ChooseField,
}
