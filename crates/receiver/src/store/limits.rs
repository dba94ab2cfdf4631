/// How much is kept. The oldest events make room for new ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

impl Limits {
    pub(crate) const DISK: Limits = Limits {
        events: 200_000,
        bytes: 256 * 1024 * 1024,
    };

    pub(crate) const MEMORY: Limits = Limits {
        events: 20_000,
        bytes: 64 * 1024 * 1024,
    };

    /// What is held in memory beside the file, should it be damaged.
    pub(crate) const RECENT: Limits = Limits {
        events: 20_000,
        bytes: 16 * 1024 * 1024,
    };

    pub(crate) fn allow(&self, kept: Kept) -> bool {
        kept.events <= self.events && kept.bytes <= self.bytes
    }
}

/// How much is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

impl Kept {
    pub(crate) fn add(&mut self, weight: usize) {
        self.events += 1;
        self.bytes += weight;
    }

    pub(crate) fn remove(&mut self, weight: usize) {
        self.events = self.events.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(weight);
    }
}
