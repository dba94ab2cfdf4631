//! The events as they come.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::http;
use crate::server::Server;

/// Follows `/debugger/stream`.
struct Stream {
    reader: BufReader<TcpStream>,
}

impl Stream {
    fn open(server: &Server, query: &str, headers: &[&str]) -> Stream {
        let mut stream = http::connect(server.port);
        let mut head = format!(
            "GET /debugger/stream{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\n",
            server.token
        );
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        assert_eq!(http::read_status(&mut stream), Some(200));
        Stream {
            reader: BufReader::new(stream),
        }
    }

    /// The fields of the next event, comments and the wait left out.
    fn next(&mut self) -> Option<Vec<String>> {
        let mut fields: Vec<String> = Vec::new();
        loop {
            let mut line = String::new();
            if self.reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end();
            if line.is_empty() && !fields.is_empty() {
                return Some(fields);
            }
            if ["id: ", "event: ", "data: "]
                .iter()
                .any(|name| line.starts_with(name))
            {
                fields.push(line.to_owned());
            }
        }
    }

    /// The ids of the next events, those without one left out.
    fn ids(&mut self, count: usize) -> Vec<String> {
        let mut ids = Vec::new();
        while ids.len() < count {
            let fields = self.next().unwrap();
            ids.extend(
                fields
                    .iter()
                    .filter_map(|field| Some(field.strip_prefix("id: ")?.to_owned())),
            );
        }
        ids
    }
}

fn send(server: &Server, count: usize) {
    for _ in 0..count {
        let answer = server.send("POST /v1/track", &[], br#"{"event":"A"}"#);
        assert_eq!(answer.status, 200);
    }
}

#[test]
fn events_come_as_they_are_stored() {
    let server = Server::start(&[]);
    send(&server, 1);
    let mut stream = Stream::open(&server, "", &[]);
    let status = stream.next().unwrap();
    assert_eq!(status[0], "event: status");
    assert!(
        status[1].contains(r#""place":"disk","problem":null"#),
        "{status:?}"
    );
    send(&server, 1);
    let event = stream.next().unwrap();
    let shown = server.events_text("?after=1");
    assert_eq!(
        event,
        [
            "id: 2".to_owned(),
            format!("data: {}", &shown[1..shown.len() - 1])
        ]
    );
}

#[test]
fn a_stream_resumes_where_it_was() {
    let server = Server::start(&[]);
    send(&server, 4);
    assert_eq!(
        Stream::open(&server, "?after=1", &[]).ids(3),
        ["2", "3", "4"]
    );
    let mut resumed = Stream::open(&server, "?after=1", &["Last-Event-ID: 3"]);
    assert_eq!(resumed.ids(1), ["4"]);
    send(&server, 1);
    assert_eq!(resumed.ids(1), ["5"]);
    // Numbers of another store.
    let mut stranger = Stream::open(&server, "?after=99", &[]);
    stranger.next().unwrap();
    assert_eq!(
        stranger.next().unwrap(),
        ["event: reset", "id: 5", "data: {}"]
    );
    let wrong = server.debug("GET /debugger/stream?after=x", "");
    assert_eq!(wrong.status, 400);
    assert_eq!(server.send("GET /debugger/stream", &[], b"").status, 403);
}

#[test]
fn clearing_is_told_and_numbers_go_on() {
    let server = Server::start(&[]);
    send(&server, 3);
    let mut stream = Stream::open(&server, "", &[]);
    stream.next().unwrap();
    let unasked = server.send(
        "POST /debugger/clear",
        &[format!("Authorization: Bearer {}", server.token)],
        b"{}",
    );
    assert_eq!(unasked.status, 415);
    assert_eq!(
        server.debug("POST /debugger/clear", "{}").text(),
        r#"{"cleared":3}"#
    );
    assert_eq!(stream.next().unwrap()[0], "event: reset");
    assert_eq!(server.events_text(""), "[]");
    send(&server, 1);
    assert_eq!(stream.ids(1), ["4"]);
    assert_eq!(server.events("")[0].seq, 4);
}

#[cfg(unix)]
#[test]
fn streams_end_when_the_receiver_stops() {
    let mut server = Server::start(&[]);
    let mut stream = Stream::open(&server, "", &[]);
    stream.next().unwrap();
    crate::process::terminate(&server);
    let mut rest = String::new();
    stream.reader.read_to_string(&mut rest).unwrap();
    assert!(server.process.wait().unwrap().success());
}

#[test]
fn more_streams_than_there_are_places_are_sent_away() {
    let server = Server::start(&[]);
    let mut streams: Vec<_> = (0..64).map(|_| Stream::open(&server, "", &[])).collect();
    assert_eq!(server.debug("GET /debugger/stream", "").status, 503);
    for stream in &mut streams {
        stream.next().unwrap();
    }
    send(&server, 1);
    for stream in &mut streams {
        assert_eq!(stream.ids(1), ["1"]);
    }
}

#[test]
fn a_list_of_any_length_comes_whole_or_in_parts() {
    let server = Server::start(&[]);
    let items = vec![r#"{"type":"track","event":"A"}"#; 1200].join(",");
    server.send(
        "POST /v1/batch",
        &[],
        format!(r#"{{"batch":[{items}]}}"#).as_bytes(),
    );
    let seqs =
        |query: &str| -> Vec<u64> { server.events(query).iter().map(|event| event.seq).collect() };
    let range = |from: u64, to: u64| (from..=to).collect::<Vec<_>>();
    assert_eq!(seqs(""), range(1, 1200));
    assert_eq!(seqs("?after=1190"), range(1191, 1200));
    assert_eq!(seqs("?after=0&limit=500"), range(1, 500));
    assert_eq!(seqs("?after=500&limit=250"), range(501, 750));
    assert_eq!(seqs("?limit=3"), range(1198, 1200));
    assert_eq!(seqs("?limit=600"), range(601, 1200));
    assert_eq!(seqs("?before=11&limit=5"), range(6, 10));
    assert_eq!(seqs("?before=4"), range(1, 3));
    assert_eq!(seqs("?before=1&limit=5"), range(1, 0));
    assert_eq!(seqs("?limit=0"), range(1, 0));
    assert_eq!(seqs("?after=3&before=6"), range(4, 5));
    assert_eq!(
        server.debug("GET /debugger/events?limit=-1", "").status,
        400
    );
}
