//! Bad clients: each is answered or dropped, and the next one is served.

use std::io::Write;
use std::time::Duration;

use crate::http;
use crate::server::Server;

fn is_well(server: &Server) {
    let before = server.events("").len();
    let answer = server.send("POST /v1/track", &[], br#"{"event":"Still There"}"#);
    assert_eq!(answer.status, 200);
    assert_eq!(server.events("").len(), before + 1);
}

#[test]
fn deep_nesting_is_taken_and_shown_as_text() {
    let server = Server::start(&[]);
    for depth in [101, 10_000] {
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let body = format!(
            r#"{{"writeKey":"{}","messageId":"{depth}","a":{deep}}}"#,
            server.key()
        );
        assert_eq!(
            server.send("POST /v1/track", &[], body.as_bytes()).status,
            200
        );
        let events = server.events(&format!("?messageId={depth}"));
        assert_eq!(
            events[0].raw,
            Some(format!(r#"{{"messageId":"{depth}","a":{deep}}}"#))
        );
        assert!(events[0].message.is_none());
    }
    let open = "[{\"a\":".repeat(80_000);
    assert_eq!(
        server.send("POST /v1/track", &[], open.as_bytes()).status,
        400
    );
    is_well(&server);
}

#[test]
fn clients_that_break_off_leave_nothing() {
    let server = Server::start(&[]);
    for start in [
        "",
        "\r\n\r\n",
        "nonsense\r\n\r\n",
        "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le",
        "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{\"event\":",
        "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /debugger/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: B\u{1}\r\n\r\n",
    ] {
        let mut stream = http::connect(server.port);
        stream.write_all(start.as_bytes()).unwrap();
        drop(stream);
    }
    assert_eq!(server.events_text(""), "[]");
    is_well(&server);
}

#[test]
fn more_connections_than_it_holds_are_all_answered() {
    let server = Server::start(&[]);
    let body = r#"{"event":"One Of Many"}"#;
    // Each stays open after its answer for as long as the receiver lets it.
    // There are fewer than the 1024 handles that a program usually may have.
    let streams: Vec<_> = (0..900)
        .map(|_| {
            let mut stream = http::connect(server.port);
            let request = format!(
                "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    for mut stream in streams {
        assert_eq!(http::read_status(&mut stream), Some(200));
    }
    assert_eq!(server.events("").len(), 900);
    is_well(&server);
}

#[test]
fn bodies_that_never_end_hold_up_nobody() {
    let server = Server::start(&[]);
    let head = "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{";
    let mut slow: Vec<_> = (0..300).map(|_| http::connect(server.port)).collect();
    for stream in &mut slow {
        stream.write_all(head.as_bytes()).unwrap();
    }
    for stream in &mut slow {
        stream.write_all(b" ").unwrap();
    }
    is_well(&server);
    drop(slow);
    is_well(&server);
}

#[test]
fn silent_connections_make_room_for_others() {
    let server = Server::start(&[]);
    let head = "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{";
    // Some say nothing, some break off in their headers, some in their body.
    let _silent: Vec<_> = (0..520)
        .map(|n| {
            let mut stream = http::connect(server.port);
            let said = ["", "POST /v1/track HTT", head][n % 3];
            stream.write_all(said.as_bytes()).unwrap();
            stream
        })
        .collect();
    // The silent ones would be let go for their own sake after 15 seconds.
    let mut next = http::connect(server.port);
    next.set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    next.write_all(b"GET /segflow.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        .unwrap();
    assert_eq!(http::read_status(&mut next), Some(200));
    is_well(&server);
}

#[test]
fn batches_made_to_be_large_are_bounded() {
    let server = Server::start(&[]);
    let items = |item: &str, count: usize| vec![item; count].join(",");
    for (body, stored) in [
        (format!(r#"{{"batch":[{}]}}"#, items("{}", 170_000)), 1),
        (format!(r#"{{"batch":[{}]}}"#, items("1", 2_500)), 2_500),
        // Each message would get all of the context.
        (
            format!(
                r#"{{"context":{{"a":"{}"}},"batch":[{}]}}"#,
                "x".repeat(400_000),
                items(r#"{"type":"page"}"#, 2_500)
            ),
            2_500,
        ),
        (
            format!(
                r#"{{"batch":{}{}}}"#,
                "[".repeat(200_000),
                "]".repeat(200_000)
            ),
            1,
        ),
    ] {
        let before = server
            .events("?limit=1")
            .last()
            .map_or(0, |event| event.seq);
        assert_eq!(
            server.send("POST /v1/batch", &[], body.as_bytes()).status,
            200
        );
        let shown = server.events_text(&format!("?after={before}"));
        assert!(shown.len() < 4_000_000, "{}", shown.len());
        assert_eq!(server.events(&format!("?after={before}")).len(), stored);
    }
    is_well(&server);
}

#[test]
fn bodies_made_to_be_slow_are_answered() {
    let server = Server::start(&[]);
    let members = |name: &str, count: usize| {
        let members: Vec<_> = (0..count)
            .map(|n| format!(r#""{name}":"key-{n:06}""#))
            .collect();
        format!("{{{}}}", members.join(","))
    };
    for body in [
        "write".repeat(100_000),
        "writekey".repeat(65_000),
        format!("\"{}\"", "writekey".repeat(65_000)),
        format!("\"{}\"", "writekey'".repeat(58_000)),
        members("writeKey", 20_000),
        members("write_key", 20_000),
        format!("{} damaged", members("writeKey", 20_000)),
        "\\u00".repeat(130_000),
        "\"\\\"".repeat(170_000),
        format!("{{\"a\"{}:1}}", " ".repeat(500_000)),
    ] {
        assert_eq!(
            server.send("POST /v1/track", &[], body.as_bytes()).status,
            400
        );
    }
    is_well(&server);
}
