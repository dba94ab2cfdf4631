use std::rc::Rc;

use segflow_core::time::Timestamp;
use segflow_web::Error;
use yew::prelude::Reducible;

/// What came of a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Happened {
    /// A run began because its time had come.
    RanOnTime,
    /// A run began with a message of that origin.
    RanFor(String),
    /// A message of an origin that is not listed was passed over.
    NotListed(String),
    /// More than ten messages a second came of that origin.
    TooMany(String),
    /// A message of that origin had no record, or was too large.
    NoRecord(String),
    TooLarge(String),
    /// Nobody has confirmed yet what the workflow sends, which came from elsewhere.
    NotConfirmed,
    /// A run could not begin, for that reason.
    Refused(Error),
}

/// So much is remembered.
const REMEMBERED: usize = 20;

/// What happened since the page was opened, the last first. The same thing in a
/// row is counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Log(pub(super) Vec<(Happened, Timestamp, u32)>);

impl Reducible for Log {
    type Action = (Happened, Timestamp);

    fn reduce(self: Rc<Self>, (happened, now): Self::Action) -> Rc<Self> {
        let mut log = self.0.clone();
        match log.first_mut() {
            Some((last, at, count)) if *last == happened => {
                *at = now;
                *count = count.saturating_add(1);
            }
            _ => log.insert(0, (happened, now, 1)),
        }
        log.truncate(REMEMBERED);
        Rc::new(Log(log))
    }
}
