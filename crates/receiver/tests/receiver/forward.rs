//! Passing events on. A program of this test takes Segment's place.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};

use crate::server::{Event, Server, command, fresh_folder};

const KEY: &str = "shop-key-0123456789";

/// A request as Segment would get it.
struct Request {
    line: String,
    body: Value,
}

struct Segment {
    address: String,
    requests: Receiver<Request>,
}

impl Segment {
    /// Answers with these, one after the other, and with 200 from then on.
    fn answering(answers: &'static [&'static str]) -> Segment {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (send, requests) = mpsc::channel();
        std::thread::spawn(move || {
            let mut answers = answers.iter();
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = read(&mut stream) else {
                    continue;
                };
                let answer = answers.next().copied().unwrap_or("200 OK\r\n");
                if send.send(request).is_err() {
                    return;
                }
                let answer = format!(
                    "HTTP/1.1 {answer}Connection: close\r\nContent-Length: 16\r\n\r\n{{\"success\":true}}"
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Segment { address, requests }
    }

    fn next(&self) -> Request {
        // Only so that a lost request fails the test instead of hanging it.
        self.requests.recv_timeout(Duration::from_secs(60)).unwrap()
    }
}

fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let header = header.trim_end().to_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(text) = header.strip_prefix("content-length: ") {
            length = text.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request {
        line: line.trim_end().to_owned(),
        body: serde_json::from_slice(&body).ok()?,
    })
}

fn forwarding(segment: &Segment, state: std::path::PathBuf) -> Server {
    let mut command = command(&state, &["--port", "0", "--forward", "us"]);
    command
        .args(["--key", &format!("Shop={KEY}")])
        .env("SEGFLOW_TEST_UPSTREAM", &segment.address);
    Server::start_by(&mut command, state)
}

/// Waits until an event is in a state.
fn forwarded(server: &Server, seq: u64, state: &str) -> Event {
    loop {
        let event = server.events("").into_iter().find(|event| event.seq == seq);
        match event {
            Some(event) if event.forward.as_ref().unwrap().state == state => return event,
            _ => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

fn track(server: &Server, message: Value) {
    let answer = server.send("POST /v1/t", &[], message.to_string().as_bytes());
    assert_eq!(answer.status, 200);
}

#[test]
fn events_of_given_keys_are_passed_on_as_they_came() {
    let segment = Segment::answering(&[]);
    let server = forwarding(&segment, fresh_folder());
    // Neither of a key that Segment could know.
    track(
        &server,
        json!({ "userId": "u", "event": "Own", "writeKey": server.key() }),
    );
    track(
        &server,
        json!({ "userId": "u", "event": "Strange", "writeKey": "x" }),
    );
    track(
        &server,
        json!({ "type": "track", "userId": "u", "event": "A", "messageId": "m", "timestamp": "2026-01-01T00:00:00.000Z", "writeKey": KEY }),
    );
    let request = segment.next();
    assert_eq!(request.line, "POST /v1/track HTTP/1.1");
    assert_eq!(
        request.body,
        json!({ "type": "track", "userId": "u", "event": "A", "messageId": "m", "timestamp": "2026-01-01T00:00:00.000Z", "writeKey": KEY })
    );
    let event = forwarded(&server, 3, "accepted");
    let forward = event.forward.unwrap();
    assert_eq!(
        (forward.attempts, forward.status, forward.error),
        (1, Some(200), None)
    );
    assert!(forward.at.is_some());
    assert!(
        server
            .events("")
            .iter()
            .take(2)
            .all(|event| event.forward.is_none())
    );
    assert!(!server.events_text("").contains(KEY));
}

#[test]
fn what_segment_would_add_is_added_once_and_stays() {
    let segment = Segment::answering(&["503 Busy\r\n", "429 Slow\r\nRetry-After: 0\r\n"]);
    let server = forwarding(&segment, fresh_folder());
    track(
        &server,
        json!({ "userId": "u", "event": "A", "writeKey": KEY }),
    );
    let bodies = [
        segment.next().body,
        segment.next().body,
        segment.next().body,
    ];
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[0], bodies[2]);
    assert!(bodies[0]["messageId"].as_str().unwrap().starts_with("sfr-"));
    assert_eq!(bodies[0]["timestamp"], server.events("")[0].received_at);
    let event = forwarded(&server, 1, "accepted");
    assert_eq!(event.forward.unwrap().attempts, 3);
}

#[test]
fn the_sender_s_clock_is_still_corrected() {
    let segment = Segment::answering(&["503 Busy\r\n"]);
    let server = forwarding(&segment, fresh_folder());
    track(
        &server,
        json!({ "userId": "u", "event": "A", "sentAt": "2020-01-01T00:00:00.000Z", "writeKey": KEY }),
    );
    let first = segment.next().body;
    let second = segment.next().body;
    // By the same sender's clock, later by as long as it waited.
    assert!(
        first["sentAt"]
            .as_str()
            .unwrap()
            .starts_with("2020-01-01T00:00:0")
    );
    assert!(second["sentAt"].as_str() > first["sentAt"].as_str());
    assert!(first["timestamp"].is_null());
}

#[test]
fn a_batch_stays_one() {
    let segment = Segment::answering(&[]);
    let server = forwarding(&segment, fresh_folder());
    let batch = json!({
        "batch": [
            { "type": "identify", "userId": "u", "messageId": "a" },
            7,
            { "type": "track", "userId": "u", "messageId": "b", "event": "A" }
        ],
        "context": { "ip": "1.2.3.4" },
        "sentAt": "not a time",
        "writeKey": KEY
    });
    server.send("POST /v1/batch", &[], batch.to_string().as_bytes());
    let request = segment.next();
    assert_eq!(request.line, "POST /v1/batch HTTP/1.1");
    assert_eq!(
        request.body,
        json!({
            "batch": [
                { "type": "identify", "userId": "u", "messageId": "a", "context": { "ip": "1.2.3.4" } },
                { "type": "track", "userId": "u", "messageId": "b", "event": "A", "context": { "ip": "1.2.3.4" } }
            ],
            "sentAt": "not a time",
            "writeKey": KEY
        })
    );
    forwarded(&server, 1, "accepted");
    forwarded(&server, 3, "accepted");
    assert!(server.events("")[1].forward.is_none());
}

#[test]
fn what_segment_refuses_is_not_tried_again() {
    let segment = Segment::answering(&[
        "400 Bad Request\r\n",
        "302 Found\r\nLocation: http://127.0.0.1:1/\r\n",
    ]);
    let server = forwarding(&segment, fresh_folder());
    for _ in 0..3 {
        track(
            &server,
            json!({ "userId": "u", "event": "A", "writeKey": KEY }),
        );
    }
    for (seq, state, status) in [(1, "failed", 400), (2, "failed", 302), (3, "accepted", 200)] {
        let forward = forwarded(&server, seq, state).forward.unwrap();
        assert_eq!((forward.attempts, forward.status), (1, Some(status)));
    }
}

#[test]
fn what_waits_is_passed_on_after_the_next_start() {
    let away = Segment {
        // Nobody listens there.
        address: "127.0.0.1:9".to_owned(),
        requests: mpsc::channel().1,
    };
    let state = fresh_folder();
    let mut first = forwarding(&away, state.clone());
    track(
        &first,
        json!({ "userId": "u", "event": "A", "messageId": "m", "writeKey": KEY }),
    );
    let waiting = forwarded(&first, 1, "waiting");
    assert!(waiting.forward.unwrap().status.is_none());
    assert_eq!(
        first.debug("POST /debugger/clear", "{}").text(),
        r#"{"cleared":0}"#
    );
    first.process.kill().unwrap();
    first.process.wait().unwrap();

    let segment = Segment::answering(&[]);
    let second = forwarding(&segment, state);
    assert_eq!(segment.next().body["messageId"], "m");
    forwarded(&second, 1, "accepted");
}

#[test]
fn only_this_machine_can_take_segments_place() {
    for address in ["93.184.216.34:80", "example.com:80", "127.0.0.1"] {
        let mut command = command(&fresh_folder(), &["--port", "0", "--forward", "eu"]);
        let output = command
            .env("SEGFLOW_TEST_UPSTREAM", address)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{address}");
    }
}
