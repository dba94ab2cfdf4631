/// A selection ends early, when it has so many bytes: the rest is asked for next.
pub(crate) const LARGEST_PAGE: usize = 4 * 1024 * 1024;

/// Which events to show, the oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    /// Only those that came later than this one.
    pub(crate) after: Option<u64>,
    /// Only those that came earlier than this one.
    pub(crate) before: Option<u64>,
    /// Only those with this messageId.
    pub(crate) message_id: Option<String>,
    pub(crate) end: End,
    /// At most so many.
    pub(crate) limit: usize,
}

/// From which end a limit counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum End {
    #[default]
    Oldest,
    Latest,
}

impl Selection {
    pub(crate) fn includes(&self, seq: u64, message_id: Option<&str>) -> bool {
        self.after.is_none_or(|after| seq > after)
            && self.before.is_none_or(|before| seq < before)
            && (self.message_id.is_none() || self.message_id.as_deref() == message_id)
    }
}
