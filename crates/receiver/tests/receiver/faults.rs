//! Faults on demand.

use std::io::{Read, Write};

use serde_json::{Value, json};

use crate::http;
use crate::server::Server;

const EVENT: &[u8] = br#"{"userId":"u","event":"A"}"#;

fn script(server: &Server, faults: Value) {
    let answer = server.debug(
        "POST /debugger/faults",
        &json!({ "faults": faults }).to_string(),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
}

fn track(server: &Server) -> http::Answer {
    server.send("POST /v1/track", &[], EVENT)
}

fn stored(server: &Server) -> usize {
    server.events("").len()
}

/// All bytes that come before the connection ends.
fn bytes_of_answer(server: &Server) -> String {
    let mut stream = http::connect(server.port);
    let head = format!(
        "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n",
        EVENT.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(EVENT).unwrap();
    let mut bytes = Vec::new();
    // A reset is one of the ways to break off.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn statuses_come_by_count_and_in_order() {
    let server = Server::start(&["--faults"]);
    script(
        &server,
        json!([
            { "fault": "status", "status": 503, "times": 2, "retryAfter": 7 },
            { "fault": "status", "status": 429, "retryAfter": { "date": 60 }, "body": "slow down" },
            { "fault": "status", "status": 500, "stored": true },
            { "fault": "redirect", "location": "http://127.0.0.1:1/" },
            { "fault": "malformed" }
        ]),
    );
    for _ in 0..2 {
        let answer = track(&server);
        assert_eq!(answer.status, 503);
        assert_eq!(answer.text(), r#"{"success":false}"#);
        assert_eq!(answer.header("retry-after"), Some("7"));
        assert_eq!(answer.header("x-ratelimit-reset"), Some("7"));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    let slow = track(&server);
    assert_eq!((slow.status, slow.text().as_str()), (429, "slow down"));
    assert!(slow.header("retry-after").unwrap().ends_with(" GMT"));
    assert_eq!(stored(&server), 0);
    assert_eq!(track(&server).status, 500);
    assert_eq!(stored(&server), 1);
    let redirect = track(&server);
    assert_eq!(redirect.status, 307);
    assert_eq!(redirect.header("location"), Some("http://127.0.0.1:1/"));
    assert_eq!(stored(&server), 1);
    let malformed = track(&server);
    assert_eq!(
        (malformed.status, malformed.text().as_str()),
        (200, r#"{"success": tru"#)
    );
    assert_eq!(stored(&server), 2);
    assert_eq!(track(&server).text(), r#"{"success":true}"#);
    let left = server.debug("GET /debugger/faults", "");
    assert_eq!(left.text(), r#"{"faults":[],"used":6}"#);
}

#[test]
fn connections_break_where_they_are_told_to() {
    let server = Server::start(&["--faults"]);
    for (when, stores) in [
        ("beforeBody", 0),
        ("afterBody", 1),
        ("inHeaders", 1),
        ("inBody", 1),
    ] {
        let before = stored(&server);
        script(&server, json!([{ "fault": "drop", "when": when }]));
        let bytes = bytes_of_answer(&server);
        match when {
            "inHeaders" => assert_eq!(bytes.len(), 20, "{bytes}"),
            "inBody" => assert!(bytes.ends_with("{\"succes"), "{bytes}"),
            _ => assert_eq!(bytes, "", "{when}"),
        }
        assert_eq!(stored(&server), before + stores, "{when}");
        assert_eq!(track(&server).status, 200);
    }
}

#[test]
fn late_and_slow_answers_are_whole() {
    let server = Server::start(&["--faults"]);
    script(
        &server,
        json!([{ "fault": "delay", "millis": 30 }, { "fault": "slow", "millis": 30 }]),
    );
    for _ in 0..2 {
        assert_eq!(track(&server).text(), r#"{"success":true}"#);
    }
    assert_eq!(stored(&server), 2);
}

#[test]
fn faults_strike_only_what_they_are_meant_for() {
    let server = Server::start(&["--faults"]);
    script(
        &server,
        json!([
            { "fault": "status", "status": 501, "type": "batch" },
            { "fault": "status", "status": 502, "path": "/v1/t", "times": 2 },
            { "fault": "status", "status": 404, "path": "/v1/projects/x/settings" }
        ]),
    );
    let status = |request: &str| server.send(request, &[], EVENT).status;
    assert_eq!(status("POST /v1/track"), 200);
    assert_eq!(status("POST /v1/t"), 502);
    assert_eq!(status("POST /v1/import"), 501);
    assert_eq!(status("OPTIONS /v1/t"), 204);
    let left = server.debug("GET /debugger/faults", "");
    assert_eq!(
        left.text(),
        "{\"faults\":[{\"times\":1,\"path\":\"/v1/t\",\"fault\":\"status\",\"status\":502,\"stored\":false},\
         {\"times\":1,\"path\":\"/v1/projects/x/settings\",\"fault\":\"status\",\"status\":404,\"stored\":false}],\"used\":2}"
    );
    script(&server, json!([]));
    assert_eq!(status("POST /v1/t"), 200);
}

#[test]
fn a_wrong_script_is_refused_whole() {
    let server = Server::start(&["--faults"]);
    for (faults, says) in [
        (json!([{ "fault": "status" }]), "missing field `status`"),
        (json!([{ "fault": "status", "status": 99 }]), "/faults/0"),
        (json!([{ "fault": "flood" }]), "unknown variant `flood`"),
        (json!([{ "fault": "drop", "when": "later" }]), "later"),
        (
            json!([{ "fault": "delay", "millis": 1, "milis": 2 }]),
            "milis",
        ),
        (
            json!([{ "fault": "delay", "millis": 1 }, { "fault": "delay", "millis": 1, "times": 0 }]),
            "/faults/1",
        ),
        (json!({}), "invalid type"),
    ] {
        let answer = server.debug(
            "POST /debugger/faults",
            &json!({ "faults": faults }).to_string(),
        );
        assert_eq!(answer.status, 400, "{faults}");
        assert!(answer.text().contains(says), "{faults}: {}", answer.text());
    }
    assert_eq!(track(&server).status, 200);
}

#[test]
fn there_are_none_unless_they_are_allowed() {
    let server = Server::start(&[]);
    let script = r#"{"faults":[{"fault":"delay","millis":1}]}"#;
    let answer = server.debug("POST /debugger/faults", script);
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("--faults"));
    assert_eq!(server.debug("GET /debugger/faults", "").status, 404);
    let allowed = Server::start(&["--faults"]);
    let json = ["Content-Type: application/json".to_owned()];
    assert_eq!(
        allowed
            .send("POST /debugger/faults", &json, script.as_bytes())
            .status,
        403
    );
}
