use std::ops::Range;

/// A change of a text, and what is selected afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is replaced.
    pub range: Range<usize>,
    /// By what.
    pub with: String,
    /// What is selected in the text that this gives; nothing but a caret where
    /// both ends are one.
    pub select: Range<usize>,
}

impl Change {
    /// A change after which the caret stands behind what was put in.
    pub fn new(range: Range<usize>, with: impl Into<String>) -> Change {
        let with = with.into();
        let caret = range.start + with.len();
        Change {
            range,
            with,
            select: caret..caret,
        }
    }

    /// The changed text.
    pub fn apply(&self, text: &str) -> String {
        let before = text.get(..self.range.start).unwrap_or(text);
        let after = text.get(self.range.end..).unwrap_or("");
        format!("{before}{}{after}", self.with)
    }

    /// The place that a place behind the change has afterwards.
    pub(super) fn after(&self, place: usize) -> usize {
        (place + self.with.len()).saturating_sub(self.range.len())
    }
}
