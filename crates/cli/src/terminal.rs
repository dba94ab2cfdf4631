//! What a person sees: text with colours where there is a terminal to show them.

use std::fmt;
use std::io::{self, IsTerminal, Write};

/// What a text is, which a terminal shows by a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Strong,
    Quiet,
    Good,
    Bad,
    Doubtful,
    Hint,
}

impl Tone {
    fn code(self) -> &'static str {
        match self {
            Tone::Strong => "1",
            Tone::Quiet => "2",
            Tone::Good => "32",
            Tone::Bad => "31",
            Tone::Doubtful => "33",
            Tone::Hint => "36",
        }
    }
}

/// Whether a stream shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colours {
    Shown,
    Not,
}

impl Colours {
    fn of(is_terminal: bool) -> Colours {
        // <https://no-color.org>: any value but an empty one counts.
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if is_terminal && !unwanted {
            Colours::Shown
        } else {
            Colours::Not
        }
    }

    pub(crate) fn of_output() -> Colours {
        Colours::of(io::stdout().is_terminal())
    }

    pub(crate) fn of_errors() -> Colours {
        Colours::of(io::stderr().is_terminal())
    }

    /// The text in that tone.
    pub(crate) fn paint(self, tone: Tone, text: impl fmt::Display) -> String {
        match self {
            Colours::Shown => format!("\u{1b}[{}m{text}\u{1b}[0m", tone.code()),
            Colours::Not => text.to_string(),
        }
    }
}

/// Prints a line to standard output. Whoever closed it has seen enough.
pub(crate) fn say(text: impl fmt::Display) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Prints a line to standard error.
pub(crate) fn note(text: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A count with its noun: `1 row`, `2 rows`.
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        grouped(number),
        if number == 1 { one } else { many }
    )
}

/// A number as people read it: `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text that somebody else wrote, without what could move a terminal's cursor.
pub(crate) fn harmless(text: &str) -> String {
    text.chars()
        .map(|char| if char.is_control() { '\u{fffd}' } else { char })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (12_345_678, "12,345,678"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn text_of_others_cannot_command_the_terminal() {
        assert_eq!(
            harmless("a\u{1b}[2Jb\r\nc"),
            "a\u{fffd}[2Jb\u{fffd}\u{fffd}c"
        );
    }
}
