//! When a request is sent again, and how long after: the rules of Segment's
//! own libraries.

use super::{Response, SendError};
use crate::time::Timestamp;

/// How often a request is sent before it is given up.
pub const MAX_TRIES: usize = 10;
/// So many times being told when to come back does not count as a try.
pub const MAX_ASKED_WAITS: usize = 20;
/// The longest wait that an answer may ask for, in milliseconds.
pub const LONGEST_ASKED_MILLIS: i64 = 300_000;
/// How long to wait when requests are limited and it cannot be read for how
/// long: browsers hide that header of other hosts unless they show it.
pub const UNREADABLE_LIMIT_MILLIS: i64 = 10_000;
/// From this age on a message that may have arrived is not sent again unasked:
/// Segment forgets message ids after about 24 hours.
pub const SURE_MILLIS: i64 = 23 * 3_600_000;

const FIRST_BACK_OFF_MILLIS: i64 = 500;
/// Of the wait without what chance adds to it, which is as much again at most.
const LONGEST_BACK_OFF_MILLIS: i64 = 30_000;

/// What follows from an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    Accepted,
    /// The same request may do better later.
    TryAgain,
    /// It will not.
    Refused,
    Redirected,
}

pub(super) fn judge(response: &Response) -> Judgement {
    match response.status {
        300..=399 => Judgement::Redirected,
        _ if response.is_accepted() => Judgement::Accepted,
        status if is_passing(status) => Judgement::TryAgain,
        _ => Judgement::Refused,
    }
}

/// Whether an answer of that status may be another one later.
pub fn is_passing(status: u16) -> bool {
    match status {
        408 | 410 | 429 | 460 => true,
        501 | 505 | 511 => false,
        _ => (500..=599).contains(&status),
    }
}

/// Whether a request that had no answer may have one later.
pub(super) fn may_pass(error: &SendError) -> bool {
    match error {
        SendError::BlockedOrOffline | SendError::TimedOut | SendError::Interrupted => true,
        SendError::Offline
        | SendError::Redirected
        | SendError::NoKey
        | SendError::Vetoed
        | SendError::Stopped
        | SendError::LeftAsItIs => false,
    }
}

/// How long to wait after so many tries have failed, in milliseconds: twice as
/// long each time, and by chance up to twice that, so that many who failed
/// together do not come back together. `random` is any number, each as likely.
pub fn back_off_millis(failed: usize, random: u32) -> i64 {
    let doublings = u32::try_from(failed.saturating_sub(1)).map_or(16, |n| n.min(16));
    let least = (FIRST_BACK_OFF_MILLIS << doublings).min(LONGEST_BACK_OFF_MILLIS);
    least + ((least * i64::from(random)) >> 32)
}

/// How long a `Retry-After` header asks to wait, in milliseconds: it has
/// seconds, or a date. `None` if it cannot be read.
pub fn asked_millis(header: &str, now: Timestamp) -> Option<i64> {
    let header = header.trim();
    let is_number = !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit());
    let millis = if is_number {
        // More digits than a number holds ask for more than is granted.
        header
            .parse::<i64>()
            .unwrap_or(i64::MAX)
            .saturating_mul(1000)
    } else {
        Timestamp::parse_lenient(header)?.millis() - now.millis()
    };
    Some(millis.clamp(0, LONGEST_ASKED_MILLIS))
}
