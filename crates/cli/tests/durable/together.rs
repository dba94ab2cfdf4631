//! Engine, worker and command line give the same bytes, and start by one command.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::engine::{Engine, Process, address, wait_until};
use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, command, segflow};

/// A body as it was sent, without its times.
fn timeless(body: &str) -> String {
    let value: Value = serde_json::from_str(body).unwrap();
    let mut body = body.to_owned();
    for name in ["timestamp", "sentAt"] {
        body = body.replace(value[name].as_str().unwrap(), "");
    }
    body
}

#[test]
fn a_worker_sends_the_bytes_that_the_command_line_sends() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let accounts = folder.accounts(fake.address);
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    let same = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/same-bytes");
    let (workflow, answers) = (
        format!("{same}/workflow.json"),
        format!("{same}/record.json"),
    );
    let which = [&workflow, "--record", &answers, "--run-id", "run_1"];
    engine.ask(&[&["submit"], &which[..]].concat());
    engine.wait_until_idle();
    let run = ["run", "--accounts", &accounts, "--allow-private"];
    assert!(segflow(&[&run[..], &which].concat()).status.success());
    let bodies: Vec<_> = fake.bodies().iter().map(|body| timeless(body)).collect();
    assert_eq!(bodies.len(), 4);
    assert!(bodies[1].contains("9007199254740993.10"), "{}", bodies[1]);
    assert_eq!(bodies[..2], bodies[2..]);
}

/// `segflow up`, and where it is.
struct Up {
    process: Process,
    address: String,
}

impl Up {
    /// Starts both by one command, and waits until they are ready.
    fn start(
        folder: &Folder,
        fake: &Fake,
        more: &[&str],
        prepare: impl FnOnce(&mut Command),
    ) -> Up {
        let address = address();
        let data = folder.path(&address);
        let accounts = folder.accounts(fake.address);
        let metrics = format!("{address}:9081");
        let usual = ["up", "--address", &address, "--metrics", &metrics];
        let own = ["--data", &data, "--accounts", &accounts, "--allow-private"];
        let mut command = command(&[&usual[..], &own, more].concat());
        prepare(&mut command);
        let mut process = Process(command.stdout(Stdio::piped()).spawn().unwrap());
        let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("segflow submit")));
        Up { process, address }
    }

    fn submit(&self, workflow: &str) {
        let calls = ["--engine", &format!("http://{}:8080", self.address)];
        let submit = ["submit", workflow, "--sample", "Ben"];
        assert!(segflow(&[&submit[..], &calls].concat()).status.success());
    }

    /// What is told of the worker.
    fn get(&self, path: &str) -> (u16, String) {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut answer = agent
            .get(format!("http://{}:9081{path}", self.address))
            .call()
            .unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    }
}

fn server() -> String {
    std::env::var("SEGFLOW_TEST_ENGINE").unwrap()
}

#[test]
fn one_command_starts_both_and_ends_both() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let mut up = Up::start(&folder, &fake, &["--server", &server()], |_| {});
    up.submit(&folder.workflow());
    fake.wait_for(2);
    assert_eq!(up.get("/health"), (200, "well\n".to_owned()));
    let (_, metrics) = up.get("/metrics");
    assert!(metrics.contains("segflow_requests_total{answer=\"accepted\"}"));
    assert_eq!(up.process.terminate(), Some(0));
    // Neither holds its ports any more.
    for port in [8080, 9070, 9080] {
        std::net::TcpListener::bind((up.address.as_str(), port)).unwrap();
    }
}

#[test]
fn one_that_drains_says_so_and_finishes_what_is_under_way() {
    let fake = Fake::start(|_, _| Answer::Held);
    let folder = Folder::new();
    let mut up = Up::start(&folder, &fake, &["--server", &server()], |_| {});
    up.submit(&folder.workflow());
    fake.wait_for_held();
    up.process.ask_to_end();
    wait_until("the worker drains", || {
        up.get("/health") == (503, "draining\n".to_owned())
    });
    assert!(fake.messages().is_empty());
    fake.release();
    assert_eq!(up.process.0.wait().unwrap().code(), Some(0));
    assert!(!fake.messages().is_empty());
}

#[test]
fn one_command_has_npm_install_the_engine_once() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (cache, programs) = (folder.path("cache"), folder.path("programs"));
    // In npm's place, to be asked for one package alone.
    let asked = folder.path("asked");
    let machine = match std::env::consts::ARCH {
        "aarch64" => "arm64",
        _ => "x64",
    };
    let package = format!("node_modules/@restatedev/restate-server-linux-{machine}/bin");
    folder.program(
        "programs/npm",
        &format!(
            "echo \"$@\" >> '{asked}'\nmkdir -p \"$3/{package}\"\nln -s '{}' \"$3/{package}/restate-server\"\n",
            server()
        ),
    );
    let usual = std::env::var("PATH").unwrap();
    let prepare = |command: &mut Command| {
        command
            .env("PATH", format!("{programs}:{usual}"))
            .env("XDG_CACHE_HOME", &cache)
            .env_remove("RESTATE_SERVER");
    };
    for _ in 0..2 {
        let mut up = Up::start(&folder, &fake, &[], prepare);
        assert_eq!(up.process.terminate(), Some(0));
    }
    let asked = folder.read("asked");
    assert_eq!(asked.lines().count(), 1, "{asked}");
    assert!(asked.contains("--ignore-scripts"), "{asked}");
    assert!(asked.contains("@restatedev/restate-server@1."), "{asked}");
}

#[test]
fn chunks_give_the_messages_that_a_file_in_one_process_gives() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    let mut csv = String::from("Email address;first_name;amount;plan\n");
    for row in 1..=500 {
        csv.push_str(&format!(
            "user{}@example.com;\"N;{row}\";{row}.50;pro\n",
            row % 50
        ));
    }
    let records = folder.file("rows.csv", &csv);
    let which = [&workflow, "--records", &records, "--run-id", "run_1"];
    engine.ask(&[&["submit"], &which[..]].concat());
    engine.wait_until_idle();
    let by_worker = sorted(&fake);
    let run = ["run", "--accounts", &accounts, "--allow-private"];
    assert!(segflow(&[&run[..], &which].concat()).status.success());
    let mut both = sorted(&fake);
    assert_eq!(by_worker.len(), 1_000);
    both.dedup();
    assert_eq!(both, by_worker);
}

/// All messages without their times, in the order of their ids.
fn sorted(fake: &Fake) -> Vec<String> {
    let mut messages = fake.messages();
    for message in &mut messages {
        message["timestamp"].take();
    }
    let mut texts: Vec<_> = messages.iter().map(Value::to_string).collect();
    texts.sort();
    texts
}
