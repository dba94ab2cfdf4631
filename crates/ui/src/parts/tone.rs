//! How good or bad something is.

use crate::icons::Icon;

/// The tone of a badge, a notice or a toast. Colour only repeats what the words
/// and the sign beside it say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Says how things are.
    #[default]
    Neutral,
    /// It went well.
    Good,
    /// Worth knowing.
    Info,
    /// Should be looked at.
    Warning,
    /// Went wrong, or keeps something from going on.
    Error,
}

impl Tone {
    /// The class that carries the tone's colours.
    pub(crate) const fn class(self) -> Option<&'static str> {
        match self {
            Tone::Neutral => None,
            Tone::Good => Some("good"),
            Tone::Info => Some("info"),
            Tone::Warning => Some("warn"),
            Tone::Error => Some("bad"),
        }
    }

    /// The sign that says the same without colour.
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Tone::Neutral | Tone::Info => Icon::Info,
            Tone::Good => Icon::Check,
            Tone::Warning => Icon::Alert,
            Tone::Error => Icon::Error,
        }
    }

    /// The live region role: errors interrupt, all else waits its turn.
    pub(crate) const fn role(self) -> &'static str {
        match self {
            Tone::Error => "alert",
            Tone::Neutral | Tone::Good | Tone::Info | Tone::Warning => "status",
        }
    }
}
