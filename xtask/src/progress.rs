//! Shows what is being done and why, and that it goes on.
//!
//! All of it goes to the error stream: the output stream carries results only,
//! such as the address of the running app or the counts of the tests.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often a sign of life is shown where lines cannot be overwritten.
const LINE_EVERY: Duration = Duration::from_secs(15);
/// How often a terminal's line is written anew.
const REDRAW_EVERY: Duration = Duration::from_millis(500);

/// A piece of work that takes long enough to be told about.
pub(crate) struct Step {
    started: Instant,
    shown: Cell<Instant>,
    terminal: bool,
}

impl Step {
    /// Says what begins, and what it is good for.
    pub(crate) fn begin(what: &str, why: &str) -> Self {
        eprintln!("- {what}: {why}");
        let now = Instant::now();
        Self {
            started: now,
            shown: Cell::new(now),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Shows the seconds gone and the latest thing heard, if it is time to.
    pub(crate) fn show_life(&self, latest: &str) {
        let every = if self.terminal {
            REDRAW_EVERY
        } else {
            LINE_EVERY
        };
        if self.shown.get().elapsed() < every {
            return;
        }
        self.shown.set(Instant::now());
        let seconds = self.started.elapsed().as_secs();
        let latest = shorten(latest.trim(), if self.terminal { 64 } else { 160 });
        if self.terminal {
            eprint!("\r\x1b[2K  … {seconds} s  {latest}");
            // A line that cannot be shown is no reason to stop the work.
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("  … {seconds} s  {latest}");
        }
    }

    /// Removes the line being overwritten, so that something else can be said.
    pub(crate) fn clear_line(&self) {
        if self.terminal {
            eprint!("\r\x1b[2K");
        }
    }

    /// Says that it is done, and how long it took.
    pub(crate) fn done(&self) {
        self.clear_line();
        eprintln!("  done in {}", seconds(self.started.elapsed()));
    }
}

/// A duration as a person says it: `0.4 s`, `54 s`, `4 min 24 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 60 {
        format!("{} min {} s", whole / 60, whole % 60)
    } else if whole >= 10 {
        format!("{whole} s")
    } else {
        format!("{:.1} s", time.as_secs_f32())
    }
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_a_person_does() {
        for (millis, told) in [
            (400, "0.4 s"),
            (9_940, "9.9 s"),
            (54_999, "54 s"),
            (264_000, "4 min 24 s"),
        ] {
            assert_eq!(seconds(Duration::from_millis(millis)), told);
        }
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        assert_eq!(shorten("ünïcødé", 7), "ünïcødé");
        assert_eq!(shorten("ünïcødé!", 7), "ünïcød…");
    }
}
