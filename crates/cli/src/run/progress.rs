//! A line that tells how far a file is, at a terminal only.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use segflow_core::bulk::Bulk;

use crate::terminal::grouped;

/// More often nobody can read it.
const PACE: Duration = Duration::from_millis(100);

const WIDTH: u64 = 24;

pub(super) struct Progress {
    size: Option<u64>,
    is_shown: bool,
    last: Instant,
}

impl Progress {
    pub(super) fn new(size: Option<u64>) -> Progress {
        Progress {
            size,
            is_shown: io::stderr().is_terminal(),
            last: Instant::now(),
        }
    }

    pub(super) fn show(&mut self, bulk: &Bulk) {
        if !self.is_shown || self.last.elapsed() < PACE {
            return;
        }
        self.last = Instant::now();
        let counts = bulk.counts();
        let wrong = counts.failed + counts.set_aside;
        let line = format!(
            "{} {} rows read, {} done, {} not",
            self.bar(bulk.bytes_read()),
            grouped(bulk.rows_read()),
            grouped(counts.accepted + counts.would_send + counts.skipped),
            grouped(wrong)
        );
        let _ = write!(io::stderr(), "\r\u{1b}[K{line}").and_then(|()| io::stderr().flush());
    }

    fn bar(&self, read: u64) -> String {
        let Some(size) = self.size.filter(|size| *size > 0) else {
            return String::new();
        };
        let full = read.saturating_mul(WIDTH) / size;
        let bar: String = (0..WIDTH)
            .map(|place| if place < full { '█' } else { '░' })
            .collect();
        format!("{bar} {:>3}%", read.saturating_mul(100) / size)
    }

    pub(super) fn clear(&self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K").and_then(|()| io::stderr().flush());
        }
    }
}
