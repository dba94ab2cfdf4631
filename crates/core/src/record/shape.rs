use segflow_scan::Expected;

use super::slots::Node;
use crate::json::Reader;

/// The keys of the row before, in their order: most rows of a source are
/// written alike, so a key is known by one look at the place where it is
/// expected. What comes otherwise is read as ever and expected from then on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    keys: Vec<Seen>,
    at: usize,
}

/// A key as it was seen.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Within which node.
    parent: usize,
    /// The key with its quotes and colon.
    key: Expected,
    /// Which of the parent's children it leads to.
    child: Option<usize>,
}

/// More keys are not remembered.
const MOST: usize = 256;

impl Shape {
    /// A row begins.
    pub(super) fn begin(&mut self) {
        self.at = 0;
    }

    /// Takes a key and its colon if they are what is expected, and tells to
    /// which child of the node they lead.
    #[inline(always)]
    pub(super) fn take(&mut self, reader: &mut Reader<'_>, parent: &Node) -> Option<Option<usize>> {
        let seen = self.keys.get(self.at)?;
        if seen.parent != parent.number || !reader.take_expected(&seen.key) {
            return None;
        }
        self.at += 1;
        Some(seen.child)
    }

    /// Remembers a key that was read, for the next row.
    pub(super) fn learn(&mut self, parent: &Node, key: &str, child: Option<usize>) {
        let seen = Seen {
            parent: parent.number,
            // One that is too long is never seen.
            key: Expected::new([b"\"", key.as_bytes(), b"\":"]).unwrap_or_default(),
            child,
        };
        match self.keys.get_mut(self.at) {
            Some(place) => *place = seen,
            None if self.at < MOST => self.keys.push(seen),
            None => {}
        }
        self.at += 1;
    }
}
