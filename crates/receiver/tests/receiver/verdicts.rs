//! The table of Segment's discard codes, each reached over a path of its own and
//! in a batch.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::server::{Server, Verdict};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    call: String,
    message: Map<String, Value>,
    verdict: String,
}

fn told(verdict: &Verdict) -> String {
    match &verdict.code {
        Some(code) => format!("{} {code}", verdict.outcome),
        None => verdict.outcome.clone(),
    }
}

#[test]
fn every_code_is_reached_on_both_ways() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("verdicts.json")).unwrap();
    let server = Server::start(&[]);
    for case in &cases {
        let mut message = case.message.clone();
        message.insert("writeKey".to_owned(), server.key().into());
        let path = format!("POST /v1/{}", case.call);
        server.send(&path, &[], Value::from(message).to_string().as_bytes());
    }
    let items: Vec<_> = cases
        .iter()
        .map(|case| {
            let mut message = case.message.clone();
            message.insert("type".to_owned(), case.call.clone().into());
            message
        })
        .collect();
    let batch = json!({ "batch": items, "writeKey": server.key() }).to_string();
    server.send("POST /v1/batch", &[], batch.as_bytes());

    let events = server.events("");
    assert_eq!(events.len(), 2 * cases.len());
    for (event, case) in events.iter().zip(cases.iter().chain(&cases)) {
        let message = Value::from(case.message.clone());
        assert_eq!(
            told(&event.verdict),
            case.verdict,
            "{} {message}",
            event.path
        );
        assert_eq!(event.kind.as_ref(), Some(&case.call));
    }
    let codes: BTreeSet<_> = cases.iter().map(|case| case.verdict.as_str()).collect();
    assert_eq!(codes.len(), 17, "{codes:?}");
}

#[test]
fn a_good_message_needs_a_known_key() {
    let server = Server::start(&["--key", "Shop=shop-key-0123456789"]);
    for (key, account, verdict) in [
        (server.key(), "Local test source", "accepted"),
        ("shop-key-0123456789".to_owned(), "Shop", "accepted"),
        (
            "another-key-0123".to_owned(),
            "unknown key ••••0123",
            "discarded unknown_source",
        ),
        (String::new(), "no write key", "discarded unknown_source"),
    ] {
        let after = format!("?after={}", server.events("").len());
        let body = json!({ "userId": "u", "writeKey": key }).to_string();
        server.send("POST /v1/identify", &[], body.as_bytes());
        let events = server.events(&after);
        assert_eq!(told(&events[0].verdict), verdict, "{account}");
        assert_eq!(events[0].account, account);
    }
    let settings = server.send("GET /v1/projects/shop-key-0123456789/settings", &[], b"");
    assert_eq!(settings.status, 200);
}

#[test]
fn a_duplicate_points_to_the_first_that_counts() {
    let server = Server::start(&[]);
    let send = |id: &str, event: Value| {
        let body =
            json!({ "messageId": id, "userId": "u", "event": event, "writeKey": server.key() });
        server.send("POST /v1/track", &[], body.to_string().as_bytes());
    };
    // The first does not count, because it is discarded itself.
    send("a", Value::Null);
    send("a", "A".into());
    send("b", "B".into());
    send("a", "A".into());
    send("a", Value::Null);
    let item = json!({ "type": "page", "userId": "u", "messageId": "c" });
    let batch = json!({ "batch": [item, item, { "type": "page", "userId": "u", "messageId": "b" }], "writeKey": server.key() });
    server.send("POST /v1/batch", &[], batch.to_string().as_bytes());
    let verdicts: Vec<_> = server
        .events("")
        .iter()
        .map(|event| (told(&event.verdict), event.verdict.duplicate_of))
        .collect();
    let discarded = || ("discarded event_not_defined".to_owned(), None);
    let accepted = || ("accepted".to_owned(), None);
    let duplicate = |of| ("duplicate".to_owned(), Some(of));
    assert_eq!(
        verdicts,
        [
            discarded(),
            accepted(),
            accepted(),
            duplicate(2),
            discarded(),
            accepted(),
            duplicate(6),
            duplicate(3),
        ]
    );
}
