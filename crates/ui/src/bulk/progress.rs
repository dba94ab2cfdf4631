use segflow_core::bulk::Counts;
use segflow_core::json::Value;
use segflow_core::time::Timestamp;

use super::json;

/// The counts in what the worker or a checkpoint tells.
pub(super) fn counts(value: &Value) -> Counts {
    Counts::read(|name| Some(json::number(value, name))).unwrap_or_default()
}

/// How far a file is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Progress {
    pub(super) counts: Counts,
    pub(super) rows_read: u64,
    pub(super) has_read_all: bool,
    /// Of the file itself, whatever its encoding.
    pub(super) bytes_read: u64,
    pub(super) retries: u64,
    /// Until when nothing is sent, as an answer asked.
    pub(super) waits_until: Option<Timestamp>,
    /// When how many rows were done, the latest last.
    marks: Vec<(i64, u64)>,
}

/// Over how long the rate is taken.
const RATE_MILLIS: i64 = 10_000;

impl Progress {
    /// After the worker told how far it is.
    pub(super) fn after(&self, value: &Value, now: Timestamp) -> Progress {
        let counts = counts(value);
        let now = now.millis();
        let mut marks = self.marks.clone();
        marks.push((now, counts.done()));
        // Two are needed to tell a rate, however long ago the first is.
        let old = marks.partition_point(|(at, _)| now - at > RATE_MILLIS);
        marks.drain(..old.min(marks.len().saturating_sub(2)));
        let until = i64::try_from(json::number(value, "waitsUntil")).unwrap_or(0);
        Progress {
            counts,
            rows_read: json::number(value, "rowsRead"),
            has_read_all: json::flag(value, "hasReadAll"),
            bytes_read: json::number(value, "fileRead"),
            retries: json::number(value, "retries"),
            waits_until: (until > now).then(|| Timestamp::from_millis(until)),
            marks,
        }
    }

    /// How many rows the file has: known when all is read, else guessed by how
    /// long those so far are. `None` before anything is known.
    pub(super) fn rows(&self, known: Option<u64>, file_bytes: u64) -> Option<Rows> {
        if self.has_read_all {
            return Some(Rows::Known(self.rows_read));
        }
        if let Some(known) = known {
            return Some(Rows::Known(known.max(self.rows_read)));
        }
        let bytes = self.bytes_read.min(file_bytes);
        let guess = self
            .rows_read
            .saturating_mul(file_bytes)
            .checked_div(bytes)?;
        Some(Rows::About(guess))
    }

    /// Rows a second lately.
    pub(super) fn rate(&self) -> Option<f64> {
        let (first, last) = (self.marks.first()?, self.marks.last()?);
        let millis = last.0 - first.0;
        if millis < 500 || last.1 <= first.1 {
            return None;
        }
        #[allow(clippy::cast_precision_loss, reason = "a rate is not exact")]
        Some((last.1 - first.1) as f64 * 1000.0 / millis as f64)
    }

    /// How many seconds it takes until so many rows are done.
    pub(super) fn seconds_left(&self, rows: u64) -> Option<u64> {
        let left = rows.saturating_sub(self.counts.done());
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an estimate is not exact, and not below zero"
        )]
        self.rate().map(|rate| (left as f64 / rate).ceil() as u64)
    }
}

/// How many rows a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Known(u64),
    About(u64),
}

impl Rows {
    pub(super) fn count(self) -> u64 {
        match self {
            Rows::Known(count) | Rows::About(count) => count,
        }
    }
}
