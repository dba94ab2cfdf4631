//! What was answered is there after the end, however the receiver ends, and as
//! long as the disk can hold it.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use crate::http;
use crate::server::{Server, command, fresh_folder};

fn send(server: &Server, id: &str) -> u16 {
    let body = json!({ "userId": "u", "event": "A", "messageId": id, "writeKey": server.key() });
    server
        .send("POST /v1/track", &[], body.to_string().as_bytes())
        .status
}

fn ids(server: &Server) -> Vec<String> {
    let events = server.events("");
    events
        .into_iter()
        .map(|event| event.message_id.unwrap())
        .collect()
}

fn status(server: &Server) -> serde_json::Value {
    serde_json::from_slice(&server.debug("GET /debugger/status", "").body).unwrap()
}

/// Waits until the store is where it is to be.
fn wait_for_place(server: &Server, place: &str) {
    while status(server)["store"]["place"] != place {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn events_outlive_the_receiver_and_numbers_go_on() {
    let state = fresh_folder();
    let mut first = Server::start_in(state.clone(), &[]);
    send(&first, "a");
    send(&first, "b");
    let before = first.events_text("");
    first.process.kill().unwrap();
    first.process.wait().unwrap();

    let second = Server::start_in(state, &[]);
    assert_eq!(second.events_text(""), before);
    send(&second, "a");
    let events = second.events("?after=2");
    assert_eq!(events[0].seq, 3);
    assert_eq!(events[0].verdict.duplicate_of, Some(1));
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let state = fresh_folder();
    let mut first = Server::start_in(state.clone(), &[]);
    let acknowledged = AtomicUsize::new(0);
    let sent = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..4)
            .map(|sender| {
                let (port, key, acknowledged) = (first.port, first.key(), &acknowledged);
                scope.spawn(move || {
                    let mut kept = Vec::new();
                    for n in 0.. {
                        let id = format!("{sender}-{n}");
                        let body = json!({ "userId": "u", "messageId": id, "writeKey": key }).to_string();
                        let request = format!(
                            "POST /v1/page HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                            body.len()
                        );
                        let Ok(mut stream) = std::net::TcpStream::connect(("127.0.0.1", port)) else {
                            break;
                        };
                        if stream.write_all(request.as_bytes()).is_err() {
                            break;
                        }
                        match http::read_answer(stream) {
                            Some(answer) if answer.status == 200 => kept.push(id),
                            _ => break,
                        }
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                    kept
                })
            })
            .collect();
        while acknowledged.load(Ordering::Relaxed) < 300 {
            std::thread::yield_now();
        }
        first.process.kill().unwrap();
        senders
            .into_iter()
            .flat_map(|sender| sender.join().unwrap())
            .collect::<Vec<_>>()
    });
    first.process.wait().unwrap();

    let second = Server::start_in(state, &[]);
    let stored = ids(&second);
    assert!(sent.len() >= 300);
    for id in sent {
        assert!(stored.contains(&id), "{id}");
    }
}

#[test]
fn a_damaged_file_is_kept_and_a_new_one_begun() {
    let state = fresh_folder();
    fs::write(state.join("events.db"), b"this is no database ".repeat(200)).unwrap();
    let server = Server::start_in(state.clone(), &[]);
    assert_eq!(send(&server, "a"), 200);
    assert_eq!(ids(&server), ["a"]);
    let told = status(&server);
    assert_eq!(told["store"]["place"], "disk");
    assert!(
        told["store"]["problem"]
            .as_str()
            .unwrap()
            .contains("damaged")
    );
    let kept = fs::read_dir(&state).unwrap().flatten();
    let names: Vec<_> = kept
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert!(
        names
            .iter()
            .any(|name| name.starts_with("events.db.damaged-")),
        "{names:?}"
    );
}

/// Sends events until the file itself has most of them: short ones, and long
/// ones that stand on pages of their own.
fn fill(server: &Server) -> Vec<String> {
    let filler = "x".repeat(20_000);
    let items: Vec<_> = (0..40)
        .map(
            |n| json!({ "type": "identify", "userId": "u", "traits": { "a": &filler[n * 500..] } }),
        )
        .collect();
    let mut sent = Vec::new();
    for request in 0..12 {
        let mut items = items.clone();
        for (n, item) in items.iter_mut().enumerate() {
            let id = format!("{request}-{n}");
            item["messageId"] = id.as_str().into();
            sent.push(id);
        }
        let body = json!({ "writeKey": server.key(), "batch": items }).to_string();
        assert_eq!(
            server.send("POST /v1/batch", &[], body.as_bytes()).status,
            200
        );
    }
    sent
}

/// Writes nonsense over a part of the file, as a bad disk would.
fn damage(state: &Path, from: u64, length: usize) {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .open(state.join("events.db"))
        .unwrap();
    file.seek(SeekFrom::Start(from)).unwrap();
    file.write_all(&b"\xFF\x07nonsense".repeat(length / 10 + 1)[..length])
        .unwrap();
}

/// Its beginning is what SQLite cannot do without.
#[test]
fn a_file_whose_beginning_is_damaged_still_gives_its_events() {
    let state = fresh_folder();
    let mut first = Server::start_in(state.clone(), &[]);
    let mut sent = fill(&first);
    first.process.kill().unwrap();
    first.process.wait().unwrap();
    // The header, the root of the events, and of their index.
    damage(&state, 0, 3 * 4096);
    let mut second = Server::start_in(state.clone(), &[]);
    assert_eq!(ids(&second), sent);
    assert_eq!(send(&second, "after"), 200);
    sent.push("after".to_owned());
    second.process.kill().unwrap();
    second.process.wait().unwrap();
    assert_eq!(ids(&Server::start_in(state, &[])), sent);
}

#[test]
fn a_file_damaged_while_it_is_used_hides_nothing() {
    let state = fresh_folder();
    let server = Server::start_in(state.clone(), &[]);
    let mut sent = fill(&server);
    let length = fs::metadata(state.join("events.db")).unwrap().len();
    damage(&state, 0, usize::try_from(length).unwrap());
    for n in 0..20 {
        let id = format!("after-{n}");
        assert_eq!(send(&server, &id), 200);
        sent.push(id);
        // Reading finds damage as well as writing does.
        server.events_text("");
    }
    wait_for_place(&server, "disk");
    assert_eq!(ids(&server), sent);
    let told = status(&server)["store"]["problem"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(told.contains("none is lost"), "{told}");
}

#[test]
fn what_was_cleared_does_not_come_back_from_a_damaged_file() {
    let state = fresh_folder();
    let mut first = Server::start_in(state.clone(), &[]);
    fill(&first);
    assert_eq!(first.debug("POST /debugger/clear", "{}").status, 200);
    assert_eq!(send(&first, "after"), 200);
    first.process.kill().unwrap();
    first.process.wait().unwrap();
    damage(&state, 0, 4096);
    let second = Server::start_in(state, &[]);
    assert_eq!(ids(&second), ["after"]);
}

#[test]
fn a_newer_file_is_left_alone() {
    let state = fresh_folder();
    let file = state.join("events.db");
    // The header of an empty database whose `user_version` is 99.
    let mut bytes = vec![0; 4096];
    bytes[..16].copy_from_slice(b"SQLite format 3\0");
    bytes[16..24].copy_from_slice(&[16, 0, 1, 1, 0, 64, 32, 32]);
    bytes[28..32].copy_from_slice(&1_u32.to_be_bytes());
    bytes[44..48].copy_from_slice(&4_u32.to_be_bytes());
    bytes[56..60].copy_from_slice(&1_u32.to_be_bytes());
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    bytes[100] = 13;
    bytes[105..107].copy_from_slice(&4096_u16.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let server = Server::start_in(state, &[]);
    assert_eq!(send(&server, "a"), 200);
    assert_eq!(ids(&server), ["a"]);
    let told = status(&server);
    assert_eq!(told["store"]["place"], "memory");
    assert!(
        told["store"]["problem"]
            .as_str()
            .unwrap()
            .contains("newer version")
    );
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_second_receiver_goes_on_in_memory_until_the_first_has_ended() {
    let state = fresh_folder();
    let mut first = Server::start_in(state.clone(), &[]);
    send(&first, "a");
    let second = Server::start_in(state.clone(), &[]);
    assert_eq!(status(&second)["store"]["place"], "memory");
    send(&second, "b");
    send(&second, "b");
    assert_eq!(ids(&second), ["b", "b"]);
    assert!(second.events("")[1].verdict.duplicate_of.is_some());
    assert_eq!(ids(&first), ["a"]);
    first.process.kill().unwrap();
    first.process.wait().unwrap();
    wait_for_place(&second, "disk");
    assert_eq!(ids(&second), ["a", "b", "b"]);
    send(&second, "a");
    let events = second.events("");
    assert!(events.windows(2).all(|pair| pair[0].seq < pair[1].seq));
    assert_eq!(events[3].verdict.duplicate_of, Some(1));
}

/// No file may grow beyond a size, as when the disk is full. It ends when the
/// limit is raised.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let state = fresh_folder();
    let mut limited = Command::new("sh");
    // A program that is not told by a signal gets an error for each such write.
    limited
        .args(["-c", "trap '' XFSZ; ulimit -S -f 400; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_segflow-receiver"));
    limited.args(command(&state, &["--port", "0"]).get_args());
    limited
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null());
    let mut server = Server::start_by(&mut limited, state.clone());
    let mut sent = 0;
    let filler = "x".repeat(20_000);
    let mut more = |server: &Server, count: usize| {
        for _ in 0..count {
            let body =
                json!({ "userId": "u", "messageId": format!("{sent}"), "traits": { "a": filler } });
            let answer = server.send("POST /v1/identify", &[], body.to_string().as_bytes());
            assert_eq!(answer.status, 200);
            sent += 1;
        }
    };
    more(&server, 5);
    while status(&server)["store"]["place"] == "disk" {
        more(&server, 1);
    }
    more(&server, 20);
    let problem = status(&server)["store"]["problem"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(problem.contains("kept in memory only"), "{problem}");
    let pid = server.process.id().to_string();
    let raised = Command::new("prlimit")
        .args(["--pid", &pid, "--fsize=unlimited"])
        .status()
        .unwrap();
    assert!(raised.success());
    wait_for_place(&server, "disk");
    more(&server, 5);
    let before = ids(&server);
    let expected: Vec<_> = (0..sent).map(|n| n.to_string()).collect();
    assert_eq!(before, expected);
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    assert_eq!(ids(&Server::start_in(state, &[])), expected);
}

#[cfg(unix)]
#[test]
fn only_its_user_may_read_the_events() {
    use std::os::unix::fs::PermissionsExt;

    let server = Server::start(&[]);
    send(&server, "a");
    for entry in fs::read_dir(&server.state).unwrap().flatten() {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.path());
    }
}
