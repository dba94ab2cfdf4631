//! What is said of what another format cannot say.

use segflow_interchange::Why;

/// One thing that is said of what was not taken over, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/taken.rs say more than a comment could"
)]
pub enum TakenText<'a> {
    NotTaken { count: usize },
    LeftOut,
    Changed,
    Why(&'a Why),
}
