//! Engine, worker and command line give the same bytes, and start by one command.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::engine::{Engine, Process, address};
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

#[test]
fn one_command_starts_both_and_ends_both() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let program = std::env::var("SEGFLOW_TEST_ENGINE").unwrap();
    let data = folder.path("data");
    let address = address();
    let metrics = format!("{address}:9081");
    let mut up = Process(
        command(&[
            "up",
            "--server",
            &program,
            "--address",
            &address,
            "--data",
            &data,
            "--accounts",
            &accounts,
            "--allow-private",
            "--metrics",
            &metrics,
        ])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap(),
    );
    let mut lines = BufReader::new(up.0.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("segflow submit")));
    let calls = ["--engine", &format!("http://{address}:8080")];
    let submit = ["submit", &workflow, "--sample", "Ben"];
    assert!(segflow(&[&submit[..], &calls].concat()).status.success());
    fake.wait_for(2);
    let get = |path: &str| {
        ureq::get(format!("http://{metrics}{path}"))
            .call()
            .unwrap()
            .body_mut()
            .read_to_string()
            .unwrap()
    };
    assert_eq!(get("/health"), "well\n");
    assert!(get("/metrics").contains("segflow_requests_total{answer=\"accepted\"}"));
    assert_eq!(up.terminate(), Some(0));
    // Neither holds its ports any more.
    for port in [8080, 9070, 9080] {
        std::net::TcpListener::bind((address.as_str(), port)).unwrap();
    }
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
