//! A token bucket: so many messages a second leave a worker, and no more.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lets messages go at a steady rate.
pub(crate) struct Rate {
    per_second: Option<f64>,
    /// The moment at which the next message may leave.
    next: Mutex<Instant>,
}

impl Rate {
    /// Without a number, any rate.
    pub(crate) fn new(per_second: Option<u32>) -> Rate {
        Rate {
            per_second: per_second.map(f64::from),
            next: Mutex::new(Instant::now()),
        }
    }

    /// Takes the turn of so many messages, and gives how long to wait for it.
    /// What was not used for a second is lost: it may not be made up for.
    pub(crate) fn take(&self, messages: usize, now: Instant) -> Duration {
        let Some(per_second) = self.per_second else {
            return Duration::ZERO;
        };
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let earliest = now.checked_sub(Duration::from_secs(1)).unwrap_or(now);
        let turn = (*next).max(earliest);
        // A bucket that holds one second's messages.
        *next = turn + Duration::from_secs_f64(messages as f64 / per_second);
        turn.saturating_duration_since(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_burst_messages_go_at_the_rate() {
        let rate = Rate::new(Some(10));
        let start = Instant::now() + Duration::from_secs(5);
        let waits: Vec<_> = (0..13).map(|_| rate.take(1, start).as_millis()).collect();
        assert_eq!(waits[..11], [0; 11]);
        assert_eq!(waits[11..], [100, 200]);
        assert_eq!(
            rate.take(1, start + Duration::from_secs(60)),
            Duration::ZERO
        );
        assert_eq!(Rate::new(None).take(1_000_000, start), Duration::ZERO);
    }
}
