//! How a receiver starts and stops.

use std::fs;
use std::io::Write;
use std::net::TcpListener;

use crate::http;
use crate::server::{Server, command, fresh_folder};

fn refused(options: &[&str], code: i32, says: &str) {
    let output = command(&fresh_folder(), options).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{text}");
    assert!(text.contains(says), "{text}");
    assert_eq!(text.lines().count(), 1, "{text}");
}

#[test]
fn a_start_that_cannot_be_is_refused_in_a_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    refused(
        &["--port", &port],
        1,
        &format!("port {port} is already used"),
    );
    refused(&["--port", "many"], 2, "--port takes a number");
    refused(&["--port", "65536"], 2, "--port takes a number");
    refused(&["--wrong"], 2, "--wrong");
    refused(&["--app"], 2, "--app");
    refused(&["here"], 2, "here");
    refused(&["--bind", "everywhere"], 2, "--bind takes an address");
    for host in ["", "example.com:80", "a b", "https://example.com"] {
        refused(&["--host", host], 2, "--host takes a name");
    }
    for origin in [
        "example.com",
        "file:///",
        "https://example.com/a",
        "https://u@a",
        "null",
    ] {
        refused(
            &["--allow-origin", origin],
            2,
            "--allow-origin takes an origin",
        );
    }
    refused(&["--forward", "moon"], 2, "--forward takes us or eu");
    refused(
        &["--forward", "us", "--bind", "0.0.0.0"],
        2,
        "needs --allow-origin",
    );
    refused(
        &["--key", "A=one-key-0123456", "--key", "A=other-key-0123456"],
        2,
        "the label \"A\" is taken",
    );
    refused(
        &["--key", "A=one-key-0123456", "--key", "B=one-key-0123456"],
        2,
        "are the same key",
    );
    refused(&["--key", "Local test source=x"], 2, "is taken");
}

#[test]
fn a_key_that_cannot_be_taken_is_not_told() {
    for key in [
        "secretsecret",
        "=secretsecret",
        "A=",
        "A=secret secret",
        "A=@/no/such/file",
    ] {
        let output = command(&fresh_folder(), &["--key", key]).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("--key takes LABEL=KEY"), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}

#[test]
fn a_key_is_read_from_a_file() {
    let state = fresh_folder();
    fs::write(state.join("key"), "file-key-0123456789\nmore\n").unwrap();
    let option = format!("Shop=@{}", state.join("key").display());
    let server = Server::start_in(state, &["--key", &option]);
    let settings = "GET /v1/projects/file-key-0123456789/settings";
    assert_eq!(server.send(settings, &[], b"").status, 200);
}

#[test]
fn help_and_version_are_printed() {
    for (option, text) in [
        ("--help", "--stop-on-stdin-close"),
        (
            "--version",
            concat!("segflow-receiver ", env!("CARGO_PKG_VERSION")),
        ),
    ] {
        let output = command(&fresh_folder(), &[option]).output().unwrap();
        assert!(output.status.success());
        assert!(String::from_utf8(output.stdout).unwrap().contains(text));
    }
}

#[test]
fn the_key_outlives_the_receiver() {
    let state = fresh_folder();
    let mut first = Server::start_in(state.clone(), &[]);
    let key = first.key();
    assert_eq!(key.len(), 32);
    assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    first.process.kill().unwrap();
    first.process.wait().unwrap();

    let second = Server::start_in(state, &[]);
    assert_eq!(second.key(), key);
    assert_ne!(second.token, first.token);
    assert_ne!(Server::start(&[]).key(), key);
}

#[test]
fn a_damaged_key_is_named() {
    let state = fresh_folder();
    fs::write(state.join("local-write-key"), "short").unwrap();
    let output = command(&state, &["--port", "0"]).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text.contains("local-write-key") && text.contains("delete the file"),
        "{text}"
    );
    assert!(!text.contains("short"), "{text}");
}

/// Where this machine has an address that others could reach it by.
fn outer_address() -> Option<std::net::IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    // Nothing is sent by this.
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

#[test]
fn others_get_neither_the_account_nor_the_debugger() {
    let Some(address) = outer_address() else {
        return;
    };
    let options = ["--bind", "0.0.0.0", "--host", "Events.Example.com"];
    let server = Server::start(&options);
    let ask = |from: std::net::IpAddr, request: &str, headers: &[String]| {
        let mut stream = std::net::TcpStream::connect((from, server.port)).unwrap();
        let mut head = format!("{request} HTTP/1.1\r\nConnection: close\r\n");
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        http::read_answer(stream).unwrap()
    };
    let host = format!("Host: events.example.com:{}", server.port);
    let own_page = format!("Origin: http://events.example.com:{}", server.port);
    let token = format!("Authorization: Bearer {}", server.token);

    let found = ask(address, "GET /segflow.json", std::slice::from_ref(&host));
    assert!(
        !found.text().contains("account") && found.text().contains("\"debugger\":false"),
        "{}",
        found.text()
    );
    let page = [
        host.clone(),
        own_page,
        "Sec-Fetch-Site: same-origin".to_owned(),
    ];
    assert_eq!(ask(address, "GET /debugger/events", &page).status, 403);
    assert_eq!(
        ask(address, "GET /debugger/events", &[host, token]).status,
        200
    );
    let named = format!("Host: {address}:{}", server.port);
    assert_eq!(ask(address, "GET /segflow.json", &[named]).status, 421);
    assert!(
        server
            .send("GET /segflow.json", &[], b"")
            .text()
            .contains(&server.key())
    );
}

#[test]
fn the_end_of_standard_input_stops_it_where_that_is_asked_for() {
    let mut asked = Server::start(&["--stop-on-stdin-close"]);
    drop(asked.process.stdin.take());
    assert!(asked.process.wait().unwrap().success());

    let mut not_asked = Server::start(&[]);
    drop(not_asked.process.stdin.take());
    assert_eq!(not_asked.events_text(""), "[]");
}

#[cfg(unix)]
#[test]
fn other_programs_of_the_user_are_told() {
    use std::os::unix::fs::PermissionsExt;

    let mut server = Server::start(&["--build", "b1"]);
    let path = server.state.join(format!("receiver-{}.json", server.port));
    let notice: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(
        notice,
        serde_json::json!({
            "pid": server.process.id(),
            "port": server.port,
            "build": "b1",
            "token": server.token,
        })
    );
    for private in [&path, &server.state.join("local-write-key")] {
        assert_eq!(
            fs::metadata(private).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    terminate(&server);
    assert!(server.process.wait().unwrap().success());
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn requests_under_way_are_finished() {
    let mut server = Server::start(&[]);
    let mut stream = http::connect(server.port);
    let head = "POST /v1/track HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 14\r\n\
                Expect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    // The receiver asks for the body, so the request is under way.
    assert_eq!(http::read_status(&mut stream), Some(100));
    terminate(&server);
    // Nobody is let in any more: the receiver has begun to stop.
    while std::net::TcpStream::connect(("127.0.0.1", server.port)).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(br#"{"event":"Go"}"#).unwrap();
    assert_eq!(
        http::read_answer(stream).unwrap().text(),
        r#"{"success":true}"#
    );
    assert!(server.process.wait().unwrap().success());
}

#[cfg(unix)]
pub(crate) fn terminate(server: &Server) {
    let id = server.process.id().to_string();
    let status = std::process::Command::new("kill").arg(id).status().unwrap();
    assert!(status.success());
}
