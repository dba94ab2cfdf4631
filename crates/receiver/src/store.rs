use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::value::RawValue;

/// At most so many events are kept.
const MOST_EVENTS: usize = 10_000;

/// At most so many bytes of bodies are kept.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Something received, and how it was answered. No write key is in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    /// Counts from 1, in the order of arrival.
    pub(crate) seq: u64,
    #[serde(flatten)]
    pub(crate) received: Received,
}

/// An event that has no number yet.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Received {
    pub(crate) received_at: String,
    pub(crate) path: String,
    /// The account's name, never its key.
    pub(crate) account: String,
    pub(crate) message_id: Option<String>,
    /// The message as it was written, its key taken out.
    pub(crate) message: Option<Box<RawValue>>,
    /// The body as text, where it cannot be shown as a message.
    pub(crate) raw: Option<String>,
    /// Why it was refused, or is not shown as a message.
    pub(crate) problem: Option<String>,
    /// The length of the body, its key included.
    pub(crate) bytes: usize,
    /// The status it was answered with.
    pub(crate) status: u16,
}

impl Received {
    fn weight(&self) -> usize {
        let message = self
            .message
            .as_ref()
            .map_or(0, |message| message.get().len());
        message + self.raw.as_ref().map_or(0, String::len)
    }
}

/// Which events to show.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    /// Only those that came later than this one.
    pub(crate) after: Option<u64>,
    /// Only those with this messageId.
    pub(crate) message_id: Option<String>,
}

/// The events received lately. The oldest make room for new ones.
pub(crate) struct Store {
    held: Mutex<Held>,
    most_events: usize,
    most_bytes: usize,
}

#[derive(Default)]
struct Held {
    events: VecDeque<Arc<Event>>,
    bytes: usize,
    last_seq: u64,
}

impl Default for Store {
    fn default() -> Store {
        Store::bounded(MOST_EVENTS, MOST_BYTES)
    }
}

impl Store {
    fn bounded(most_events: usize, most_bytes: usize) -> Store {
        Store {
            held: Mutex::default(),
            most_events,
            most_bytes,
        }
    }

    pub(crate) fn add(&self, received: Received) {
        // A panic elsewhere leaves the list whole: each change to it is complete
        // before anything that could fail.
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.last_seq += 1;
        held.bytes += received.weight();
        let event = Event {
            seq: held.last_seq,
            received,
        };
        held.events.push_back(Arc::new(event));
        while held.events.len() > self.most_events || held.bytes > self.most_bytes {
            match held.events.pop_front() {
                Some(oldest) => held.bytes -= oldest.received.weight(),
                None => break,
            }
        }
    }

    /// The events asked for, the oldest first.
    pub(crate) fn select(&self, selection: &Selection) -> Vec<Arc<Event>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let chosen = held.events.iter().filter(|event| {
            selection.after.is_none_or(|after| event.seq > after)
                && (selection.message_id.is_none()
                    || event.received.message_id == selection.message_id)
        });
        chosen.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(raw: &str) -> Received {
        Received {
            received_at: String::new(),
            path: String::new(),
            account: String::new(),
            message_id: Some(raw.to_owned()),
            message: None,
            raw: Some(raw.to_owned()),
            problem: None,
            bytes: raw.len(),
            status: 200,
        }
    }

    fn seqs(store: &Store, after: Option<u64>, message_id: Option<&str>) -> Vec<u64> {
        let selection = Selection {
            after,
            message_id: message_id.map(str::to_owned),
        };
        store
            .select(&selection)
            .iter()
            .map(|event| event.seq)
            .collect()
    }

    #[test]
    fn the_oldest_make_room() {
        let by_count = Store::bounded(2, 1000);
        let by_bytes = Store::bounded(1000, 9);
        for text in ["aaaa", "bbbb", "cccc"] {
            by_count.add(received(text));
            by_bytes.add(received(text));
        }
        assert_eq!(seqs(&by_count, None, None), [2, 3]);
        assert_eq!(seqs(&by_bytes, None, None), [2, 3]);
    }

    #[test]
    fn events_are_chosen_by_place_and_by_id() {
        let store = Store::default();
        for text in ["a", "b", "a"] {
            store.add(received(text));
        }
        assert_eq!(seqs(&store, None, None), [1, 2, 3]);
        assert_eq!(seqs(&store, Some(1), None), [2, 3]);
        assert_eq!(seqs(&store, Some(3), None), [0; 0]);
        assert_eq!(seqs(&store, None, Some("a")), [1, 3]);
        assert_eq!(seqs(&store, Some(1), Some("a")), [3]);
    }
}
