//! Batches: what is in them, and how large they may be.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use proptest::prelude::*;
use segflow_core::document::{AccountId, Call};
use segflow_core::json::Value;
use segflow_core::segment::{
    Account, Batch, KeyFacts, MAX_BATCH_BYTES, MAX_BATCH_MESSAGES, Message, Region, Transport,
};
use segflow_core::time::Timestamp;

/// 2024-05-01T12:00:00.000Z
const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);
/// Longer than it is as JSON text.
const KEY: &str = "a \"key\" of Zoë's";

fn account(transport: Transport) -> Account {
    Account {
        id: AccountId::parse("main").unwrap(),
        label: "Main".to_owned(),
        region: Region::Eu,
        transport,
        key: KeyFacts::of(KEY),
    }
}

/// A message of so many bytes.
fn message(bytes: usize) -> Message {
    let frame = r#"{"type":"track","event":""}"#;
    let filling = "x".repeat(bytes - frame.len());
    Message {
        call: Call::Track,
        text: format!(r#"{{"type":"track","event":"{filling}"}}"#),
    }
}

/// Adds a row, as whoever packs does: all of it or nothing.
fn add(batch: &mut Batch, row: &[Message]) -> bool {
    let bytes = row.iter().map(|message| message.text.len()).sum();
    let fits = batch.has_room_for(row.len(), bytes);
    if fits {
        row.iter()
            .for_each(|message| batch.push(message.text.as_bytes(), 1));
    }
    fits
}

fn plain(text: &str) -> Message {
    Message {
        call: Call::Track,
        text: text.to_owned(),
    }
}

#[test]
fn a_batch_is_the_messages_and_then_the_moment_and_the_key() {
    let mut batch = Batch::new(account(Transport::Simple));
    assert!(add(&mut batch, &[plain(r#"{"a":1}"#), plain(r#"{"b":2}"#)]));
    assert!(add(&mut batch, &[plain(r#"{"c":3}"#)]));
    assert_eq!(batch.len(), 3);
    let request = batch.request(NOW);
    assert_eq!(
        request.fill("k\"").body,
        r#"{"batch":[{"a":1},{"b":2},{"c":3}],"sentAt":"2024-05-01T12:00:00.000Z","writeKey":"k\""}"#
    );
    let shown = request.shown();
    assert_eq!(shown.url, "https://events.eu1.segmentapis.com/v1/batch");
    assert_eq!(shown.headers, [("Content-Type", "text/plain".to_owned())]);
    assert!(shown.body.ends_with(",\"writeKey\":\"••••oë's\"}"));
    // Another attempt is sent at another moment.
    let again = request.sent_again_at(Timestamp::from_millis(NOW.millis() + 1));
    assert!(again.shown().body.contains("12:00:00.001Z"));
}

#[test]
fn the_key_is_not_in_the_body_in_basic_transport() {
    let mut batch = Batch::new(account(Transport::Basic));
    assert!(add(&mut batch, &[plain(r#"{"a":1}"#)]));
    let filled = batch.request(NOW).fill("abc");
    assert_eq!(
        filled.body,
        r#"{"batch":[{"a":1}],"sentAt":"2024-05-01T12:00:00.000Z"}"#
    );
    assert_eq!(
        filled.headers,
        [
            ("Content-Type", "application/json".to_owned()),
            ("Authorization", "Basic YWJjOg==".to_owned()),
        ]
    );
}

#[test]
fn a_row_that_does_not_fit_stays_out_as_a_whole() {
    let mut batch = Batch::new(account(Transport::Simple));
    let row = vec![plain("{}"); 1_000];
    assert!(add(&mut batch, &row) && add(&mut batch, &row));
    assert!(!add(&mut batch, &row));
    assert_eq!(batch.len(), 2_000);
    assert!(add(&mut batch, &row[..MAX_BATCH_MESSAGES - 2_000]));
    assert!(!add(&mut batch, &row[..1]));
    assert_eq!(batch.len(), MAX_BATCH_MESSAGES);
}

proptest! {
    // Each of them writes half a megabyte.
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// A batch is as full as it can be, and its size is the size that is sent.
    #[test]
    fn batches_are_full_and_not_more(
        bytes in prop::collection::vec(100_usize..32_768, 1..40),
        is_basic in any::<bool>(),
    ) {
        let transport = if is_basic { Transport::Basic } else { Transport::Simple };
        let mut batch = Batch::new(account(transport));
        for bytes in bytes {
            let row = [message(bytes)];
            let before = batch.body_bytes();
            if !add(&mut batch, &row) {
                prop_assert!(before + bytes + 1 > MAX_BATCH_BYTES);
                prop_assert_eq!(batch.body_bytes(), before);
            }
        }
        let (messages, bytes) = (batch.len(), batch.body_bytes());
        prop_assert!(bytes <= MAX_BATCH_BYTES);
        let request = batch.request(NOW);
        let body = request.fill(KEY).body;
        prop_assert_eq!(body.len(), bytes);
        prop_assert_eq!(request.body_bytes(), bytes);
        let read: serde_json::Value = serde_json::from_str(&body).unwrap();
        prop_assert_eq!(read["batch"].as_array().unwrap().len(), messages);
        let keys = Value::read(&body, 9).unwrap();
        let keys: Vec<_> = keys.as_object().unwrap().keys().collect();
        let expected: &[&str] = if is_basic { &["batch", "sentAt"] } else { &["batch", "sentAt", "writeKey"] };
        prop_assert_eq!(keys, expected);
    }
}
