//! A receiver in a process of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::http::{self, Answer};

/// An event as `/debugger/events` shows it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Event {
    pub(crate) seq: u64,
    pub(crate) received_at: String,
    pub(crate) path: String,
    pub(crate) account: String,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) message_id: Option<String>,
    pub(crate) message: Option<Box<RawValue>>,
    pub(crate) raw: Option<String>,
    pub(crate) problem: Option<String>,
    pub(crate) bytes: usize,
    pub(crate) status: u16,
    pub(crate) batch: Option<BatchPlace>,
    pub(crate) verdict: Verdict,
    pub(crate) forward: Option<Forward>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BatchPlace {
    pub(crate) request: u64,
    pub(crate) item: usize,
    pub(crate) of: usize,
    pub(crate) code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Verdict {
    pub(crate) outcome: String,
    pub(crate) code: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) duplicate_of: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forward {
    pub(crate) state: String,
    pub(crate) attempts: u32,
    pub(crate) at: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<String>,
}

pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
    pub(crate) state: PathBuf,
}

/// An empty folder that no other test uses.
pub(crate) fn fresh_folder() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!(
        "receiver-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn command(state: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_segflow-receiver"));
    command.arg("--state").arg(state).args(options);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

impl Server {
    pub(crate) fn start(options: &[&str]) -> Server {
        Server::start_in(fresh_folder(), options)
    }

    pub(crate) fn start_in(state: PathBuf, options: &[&str]) -> Server {
        let mut command = command(&state, &["--port", "0"]);
        command.args(options);
        Server::start_by(&mut command, state)
    }

    /// Starts a receiver by a command that was made for it.
    pub(crate) fn start_by(command: &mut Command, state: PathBuf) -> Server {
        let mut process = command.spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut line = |start: &str| {
            let line = lines.next().unwrap().unwrap();
            line.strip_prefix(start)
                .unwrap_or_else(|| panic!("{line}"))
                .to_owned()
        };
        let port = line("listening on http://127.0.0.1:").parse().unwrap();
        let token = line("debugger token ");
        Server {
            process,
            port,
            token,
            state,
        }
    }

    pub(crate) fn key(&self) -> String {
        fs::read_to_string(self.state.join("local-write-key")).unwrap()
    }

    /// Sends a request with the given headers; those that every request needs
    /// are added.
    pub(crate) fn send(&self, request: &str, headers: &[String], body: &[u8]) -> Answer {
        let mut head = vec![format!("{request} HTTP/1.1")];
        if !headers.iter().any(|header| header.starts_with("Host:")) {
            head.push(format!("Host: 127.0.0.1:{}", self.port));
        }
        head.extend_from_slice(headers);
        if !body.is_empty() {
            head.push(format!("Content-Length: {}", body.len()));
        }
        head.push("Connection: close".to_owned());
        http::exchange(self.port, &head, body)
    }

    /// Sends a request to the debugger, as a program that holds the token.
    pub(crate) fn debug(&self, request: &str, body: &str) -> Answer {
        let headers = [
            format!("Authorization: Bearer {}", self.token),
            "Content-Type: application/json".to_owned(),
        ];
        self.send(request, &headers, body.as_bytes())
    }

    /// The text of `/debugger/events`.
    pub(crate) fn events_text(&self, query: &str) -> String {
        let answer = self.debug(&format!("GET /debugger/events{query}"), "");
        assert_eq!(answer.status, 200);
        answer.text()
    }

    pub(crate) fn events(&self, query: &str) -> Vec<Event> {
        serde_json::from_str(&self.events_text(query)).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.state);
    }
}
