//! One file of cases a feature: what is sent, what is answered, what is stored.
//!
//! In all texts `$KEY` stands for the receiver's write key, `$TAIL` for its last
//! four characters, `$BASIC` for its Basic credentials, and `$PORT`, `$TOKEN` and
//! `$VERSION` for what they say. A case without `event` and `events` stores nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::server::{BatchPlace, Event, Server};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Case {
    case: String,
    /// Method and path.
    request: String,
    #[serde(default)]
    headers: Vec<String>,
    #[serde(default)]
    body: Option<Body>,
    status: u16,
    /// The whole body of the answer.
    #[serde(default)]
    answer: Option<String>,
    #[serde(default)]
    answer_contains: Vec<String>,
    /// `null` says that the header must not be there.
    #[serde(default)]
    answer_headers: BTreeMap<String, Option<String>>,
    #[serde(default)]
    event: Option<Expected>,
    /// Where more than one is stored.
    #[serde(default)]
    events: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Body {
    Text(String),
    Bytes {
        hex: String,
    },
    Long {
        #[serde(default)]
        before: String,
        repeat: String,
        times: usize,
        #[serde(default)]
        after: String,
    },
}

/// What is stored; what is not named must be null.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expected {
    account: String,
    #[serde(default)]
    message_id: Option<String>,
    /// Compared as text, so that digits and order count.
    #[serde(default)]
    message: Option<Box<RawValue>>,
    #[serde(default)]
    raw: Option<String>,
    /// Part of the message, where the whole would be too long to write down.
    #[serde(default)]
    message_contains: Option<String>,
    #[serde(default)]
    problem_contains: Option<String>,
    /// The outcome of the verdict and its code, if it has one: `discarded event_not_defined`.
    /// A case without it does not say.
    #[serde(default)]
    verdict: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    /// What the batch is told as a whole.
    #[serde(default)]
    batch_code: Option<String>,
    /// Where it is not that of the body.
    #[serde(default)]
    bytes: Option<usize>,
}

fn fill(text: &str, server: &Server) -> String {
    let key = server.key();
    text.replace("$KEY", &key)
        .replace("$TAIL", &key[key.len() - 4..])
        .replace("$BASIC", &base64(&format!("{}:", server.key())))
        .replace("$PORT", &server.port.to_string())
        .replace("$TOKEN", &server.token)
        .replace("$VERSION", env!("CARGO_PKG_VERSION"))
}

fn base64(text: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits = chunk
            .iter()
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            out.push(char::from(ALPHABET[bits >> (18 - 6 * place) & 63]));
        }
        out.push_str(&"="[..usize::from(chunk.len() < 3)]);
        out.push_str(&"="[..usize::from(chunk.len() < 2)]);
    }
    out
}

fn bytes(body: &Body, server: &Server) -> Vec<u8> {
    match body {
        Body::Text(text) => fill(text, server).into_bytes(),
        Body::Bytes { hex } => fill(hex, server)
            .split(' ')
            .flat_map(|part| match part.strip_prefix('=') {
                Some(text) => text.as_bytes().to_vec(),
                None => vec![u8::from_str_radix(part, 16).unwrap()],
            })
            .collect(),
        Body::Long {
            before,
            repeat,
            times,
            after,
        } => format!(
            "{}{}{}",
            fill(before, server),
            repeat.repeat(*times),
            fill(after, server)
        )
        .into_bytes(),
    }
}

fn check(file: &str, options: &[&str]) {
    let server = Server::start(options);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/receiver/cases")
        .join(file);
    let text = fs::read_to_string(path).unwrap();
    let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
    let mut last_seq = 0;
    for case in cases {
        let name = format!("{file}: {}", case.case);
        let headers: Vec<_> = case
            .headers
            .iter()
            .map(|header| fill(header, &server))
            .collect();
        let body = case
            .body
            .as_ref()
            .map(|body| bytes(body, &server))
            .unwrap_or_default();
        let answer = server.send(&fill(&case.request, &server), &headers, &body);

        assert_eq!(answer.status, case.status, "{name}: {}", answer.text());
        if let Some(expected) = &case.answer {
            assert_eq!(answer.text(), fill(expected, &server), "{name}");
        }
        for part in &case.answer_contains {
            let part = fill(part, &server);
            assert!(answer.text().contains(&part), "{name}: {}", answer.text());
        }
        for (header, expected) in &case.answer_headers {
            let expected = expected.as_ref().map(|value| fill(value, &server));
            assert_eq!(
                answer.header(header),
                expected.as_deref(),
                "{name}: {header}"
            );
        }
        // Where an answer is meant to hold the key, its case says so.
        if !case.answer.is_some_and(|answer| answer.contains("$KEY")) {
            assert!(
                !answer.text().contains(&server.key()),
                "{name}: the key is answered"
            );
        }

        let after = format!("?after={last_seq}");
        let shown = server.events_text(&after);
        assert!(!shown.contains(&server.key()), "{name}: the key is stored");
        let events = server.events(&after);
        let expected: Vec<_> = case.event.iter().chain(&case.events).collect();
        assert_eq!(events.len(), expected.len(), "{name}: {events:?}");
        for (index, (event, expected)) in events.iter().zip(expected).enumerate() {
            check_event(&name, event, expected, &server);
            assert_eq!(event.status, case.status, "{name}");
            let path = case.request.split([' ', '?']).nth(1);
            assert_eq!(Some(event.path.as_str()), path, "{name}");
            assert_eq!(event.seq, last_seq + 1, "{name}");
            last_seq = event.seq;
            let place = (!case.events.is_empty()).then(|| BatchPlace {
                request: events[0].seq,
                item: index + 1,
                of: events.len(),
                code: expected.batch_code.clone(),
            });
            assert_eq!(event.batch, place, "{name}");
            if case.events.is_empty() {
                let bytes = expected.bytes.unwrap_or(body.len());
                assert_eq!(event.bytes, bytes, "{name}");
            }
        }
    }
}

fn check_event(name: &str, event: &Event, expected: &Expected, server: &Server) {
    assert_eq!(event.account, fill(&expected.account, server), "{name}");
    let message_id = expected.message_id.as_ref().map(|id| fill(id, server));
    assert_eq!(event.message_id, message_id, "{name}");
    assert_eq!(
        event.received_at.len(),
        "2026-01-01T00:00:00.000Z".len(),
        "{name}"
    );
    let message = event.message.as_ref().map(|message| message.get());
    match &expected.message_contains {
        Some(part) => assert!(message.unwrap().contains(part), "{name}"),
        None => {
            let expected = expected
                .message
                .as_ref()
                .map(|message| fill(message.get(), server));
            assert_eq!(message, expected.as_deref(), "{name}");
        }
    }
    if let Some(expected) = &expected.verdict {
        let verdict = &event.verdict;
        let code = verdict.code.as_ref().map(|code| format!(" {code}"));
        let told = format!("{}{}", verdict.outcome, code.unwrap_or_default());
        assert_eq!(told, *expected, "{name}");
        let explained = verdict.outcome == "accepted" || verdict.reason.is_some();
        assert!(explained, "{name}");
    }
    if let Some(kind) = &expected.kind {
        assert_eq!(event.kind.as_ref(), Some(kind), "{name}");
    }
    let raw = expected.raw.as_ref().map(|raw| fill(raw, server));
    assert_eq!(event.raw, raw, "{name}");
    match (&event.problem, &expected.problem_contains) {
        (Some(problem), Some(part)) => assert!(problem.contains(part), "{name}: {problem}"),
        (problem, part) => assert_eq!(problem, part, "{name}"),
    }
}

/// A folder as the build makes it.
fn built_app() -> PathBuf {
    let folder = crate::server::fresh_folder();
    for (name, contents) in [
        ("index.html", "<!DOCTYPE html><title>segflow</title>"),
        ("boot.js", "plain"),
        ("boot.js.gz", "gzipped"),
        ("segflow-app-b1946ac92492d234.js", "plain"),
        ("segflow-app-b1946ac92492d234.js.br", "brotli"),
        ("segflow-app-b1946ac92492d234.js.gz", "gzipped"),
        ("segflow-app-b1946ac92492d234_bg.wasm", "\0asm"),
    ] {
        fs::write(folder.join(name), contents).unwrap();
    }
    folder
}

#[test]
fn events_are_answered_as_segment_does() {
    check("events.json", &[]);
}

#[test]
fn all_of_segments_paths_are_there() {
    check("paths.json", &[]);
}

#[test]
fn batches_are_taken_apart() {
    check("batch.json", &[]);
}

#[test]
fn compressed_bodies_are_read() {
    check("encodings.json", &[]);
}

#[test]
fn unreadable_bodies_are_refused_and_shown() {
    check("unreadable.json", &[]);
}

#[test]
fn write_keys_are_taken_out() {
    check("keys.json", &[]);
}

#[test]
fn other_origins_may_send_and_nothing_else() {
    check("origins.json", &[]);
}

#[test]
fn only_pages_of_named_origins_may_send() {
    check(
        "named-origins.json",
        &[
            "--allow-origin",
            "https://www.Example.com",
            "--allow-origin",
            "http://127.0.0.1:8080",
        ],
    );
}

#[test]
fn known_keys_have_settings() {
    check("settings.json", &[]);
}

#[test]
fn the_app_finds_its_receiver() {
    check("discovery.json", &[]);
}

#[test]
fn the_debugger_answers_its_own_pages() {
    check("debugger.json", &[]);
}

#[test]
fn only_own_names_are_answered() {
    check("names.json", &["--app", built_app().to_str().unwrap()]);
}

#[test]
fn the_app_is_served() {
    check("app.json", &["--app", built_app().to_str().unwrap()]);
}

#[test]
fn a_missing_app_is_explained() {
    check("no-app.json", &[]);
    check(
        "no-app.json",
        &["--app", crate::server::fresh_folder().to_str().unwrap()],
    );
}

#[test]
fn unchanged_files_are_not_sent_again() {
    let server = Server::start(&["--app", built_app().to_str().unwrap()]);
    let first = server.send("GET /boot.js", &[], b"");
    let tag = first.header("etag").unwrap();
    for (known, status) in [
        (tag.to_owned(), 304),
        (format!("\"other\", {tag}"), 304),
        ("\"other\"".to_owned(), 200),
    ] {
        let again = server.send("GET /boot.js", &[format!("If-None-Match: {known}")], b"");
        assert_eq!(again.status, status, "{known}");
        assert_eq!(again.header("etag"), Some(tag), "{known}");
        assert_eq!(again.body.is_empty(), status == 304, "{known}");
    }
}
