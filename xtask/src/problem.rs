//! The one kind of error here: something could not be done, and this mends it.

use std::fmt;
use std::io;
use std::path::Path;

/// How much of a failed program's output is worth repeating.
const LINES_REPEATED: usize = 200;

/// Why a command could not be done, in a sentence that says how to mend it.
#[derive(Debug)]
pub(crate) struct Problem {
    sentence: String,
    output: Vec<String>,
}

pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

impl Problem {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            output: Vec::new(),
        }
    }

    /// Adds what the failed program had to say; its end is shown before the sentence.
    pub(crate) fn with_output(mut self, lines: Vec<String>) -> Self {
        self.output = lines;
        self
    }

    /// Tells that a file or folder could not be dealt with: `cannot write /a/b: no space left`.
    pub(crate) fn file<'a>(
        verb: &'a str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> Problem + use<'a> {
        move |error| {
            Self::new(format!(
                "cannot {verb} {}: {error}; make it possible and start the command again",
                path.display()
            ))
        }
    }
}

impl Problem {
    /// Tells the person: what the failed program said last, then the sentence.
    pub(crate) fn tell(&self) {
        let skipped = self.output.len().saturating_sub(LINES_REPEATED);
        for line in self.output.iter().skip(skipped) {
            eprintln!("  | {line}");
        }
        eprintln!("error: {self}");
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}
