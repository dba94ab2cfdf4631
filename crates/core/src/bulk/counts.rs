use crate::json::{Object, Value};

/// What became of rows, and what was sent. Every row stands in exactly one of
/// the first six, so they add up to `rows`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows whose every activated Segment task was accepted.
    pub accepted: u64,
    /// A dry run: rows whose messages would be sent.
    pub would_send: u64,
    /// Rows that activated no Segment task.
    pub skipped: u64,
    /// Rows of which a task failed.
    pub failed: u64,
    /// Rows that could not be read.
    pub set_aside: u64,
    /// Rows that were read and not sent before the run was stopped.
    pub not_reached: u64,
    /// Messages that were accepted, or in a dry run would be sent.
    pub messages: u64,
    /// Requests that were sent, every attempt counted.
    pub requests: u64,
    /// The bytes of their bodies.
    pub bytes: u64,
}

impl Counts {
    /// All rows.
    pub fn rows(&self) -> u64 {
        self.done() + self.not_reached
    }

    /// Rows of which something has become.
    pub fn done(&self) -> u64 {
        self.accepted + self.would_send + self.skipped + self.failed + self.set_aside
    }

    /// Rows that can be run again.
    pub fn not_accepted(&self) -> u64 {
        self.failed + self.set_aside + self.not_reached
    }

    /// The numbers by their names, out of what a function gives for a name; where
    /// it gives none there are none at all.
    pub fn read(count: impl Fn(&str) -> Option<u64>) -> Option<Counts> {
        Some(Counts {
            accepted: count("accepted")?,
            would_send: count("wouldSend")?,
            skipped: count("skipped")?,
            failed: count("failed")?,
            set_aside: count("setAside")?,
            not_reached: count("notReached")?,
            messages: count("messages")?,
            requests: count("requests")?,
            bytes: count("bytes")?,
        })
    }

    /// The numbers by their names, as JSON.
    pub fn to_object(&self) -> Object {
        self.by_name()
            .into_iter()
            .map(|(name, count)| (name, Value::from(count)))
            .collect()
    }

    /// The numbers by the names they have for other programs.
    pub fn by_name(&self) -> [(&'static str, u64); 10] {
        [
            ("rows", self.rows()),
            ("accepted", self.accepted),
            ("wouldSend", self.would_send),
            ("skipped", self.skipped),
            ("failed", self.failed),
            ("setAside", self.set_aside),
            ("notReached", self.not_reached),
            ("messages", self.messages),
            ("requests", self.requests),
            ("bytes", self.bytes),
        ]
    }
}
