//! One engine; workers and the engine itself are killed.

use crate::engine::{Engine, demand_all};
use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, KEY, record};

/// So many rows, of twenty users.
fn lines(rows: usize) -> String {
    let lines: Vec<_> = (1..=rows).map(|row| record(row % 20, row)).collect();
    lines.join("\n")
}

fn limits_every_seventh(asked: usize) -> Answer {
    match asked % 7 {
        6 => Answer::Status(429, "Retry-After: 0\r\n"),
        _ => Answer::Accepted,
    }
}

#[test]
fn a_worker_killed_between_identify_and_track_identifies_once() {
    let fake = Fake::start(|body, _| match body["type"] == "track" {
        true => Answer::Held,
        false => Answer::Accepted,
    });
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let mut worker = engine.worker(&accounts);
    engine.ask(&["submit", &workflow, "--sample", "Ana"]);
    fake.wait_for_held();
    worker.kill();
    fake.release();
    let _other = engine.another_worker(&accounts);
    engine.wait_until_idle();
    let messages = fake.messages();
    let identifies = messages
        .iter()
        .filter(|message| message["type"] == "identify");
    assert_eq!(identifies.count(), 1);
    let mut tracks: Vec<_> = messages
        .iter()
        .filter(|message| message["type"] == "track")
        .map(|message| message["messageId"].to_string())
        .collect();
    tracks.dedup();
    assert_eq!(tracks.len(), 1);
    assert_eq!(engine.ask(&["dead-letters"]), serde_json::json!([]));
}

#[test]
fn an_engine_and_a_worker_killed_under_load_lose_nothing() {
    let fake = Fake::start(|_, asked| limits_every_seventh(asked));
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let mut engine = Engine::start();
    let mut worker = engine.worker(&accounts);
    let records = folder.file("rows.jsonl", &lines(300));
    engine.ask(&[
        "submit",
        &workflow,
        "--each",
        "--records",
        &records,
        "--run-id",
        "run_1",
    ]);
    fake.wait_for(100);
    engine.kill();
    engine.restart();
    fake.wait_for(200);
    worker.kill();
    engine.kill();
    let _other = engine.another_worker(&accounts);
    engine.restart();
    engine.wait_until_idle();
    demand_all(&fake.messages(), 300);

    // The same run is taken once.
    let before = fake.messages().len();
    engine.ask(&[
        "submit",
        &workflow,
        "--each",
        "--records",
        &records,
        "--run-id",
        "run_1",
    ]);
    engine.wait_until_idle();
    assert_eq!(fake.messages().len(), before);
}

#[test]
fn one_of_two_workers_killed_loses_nothing() {
    // In chunks this time: each is one batch, and one step of the journal.
    let fake = Fake::start(|_, asked| limits_every_seventh(asked));
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let mut first = engine.worker(&accounts);
    let _second = engine.another_worker(&accounts);
    let records = folder.file("rows.jsonl", &lines(5_000));
    let submit = ["submit", &workflow, "--records", &records];
    engine.ask(&[&submit[..], &["--run-id", "run_1"]].concat());
    fake.wait_for(2_000);
    first.kill();
    engine.wait_until_idle();
    demand_all(&fake.messages(), 5_000);
    // What each told names the run, its rows and every message.
    let log = engine.log();
    let sent: Vec<_> = log.iter().filter(|line| line["event"] == "sent").collect();
    assert!(sent.iter().all(|line| line["runId"] == "run_1"));
    let well = sent.iter().filter(|line| line["status"] == 200);
    let told: std::collections::HashSet<_> = well
        .flat_map(|line| line["messageIds"].as_array().unwrap())
        .collect();
    let messages = fake.messages();
    let came: std::collections::HashSet<_> = messages
        .iter()
        .map(|message| &message["messageId"])
        .collect();
    // Who was killed could not tell of its last ones any more.
    assert!(
        told.is_subset(&came) && told.len() > 9_000,
        "{}",
        told.len()
    );
    // Every batch is of 200 rows at most, and none was in two requests.
    for body in fake.bodies() {
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert!(body["batch"].as_array().unwrap().len() <= 400);
    }
}

#[test]
fn a_worker_that_is_asked_to_end_finishes_first() {
    let fake = Fake::start(|_, _| Answer::Held);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let mut worker = engine.worker(&accounts);
    engine.ask(&["submit", &workflow, "--sample", "Ana"]);
    fake.wait_for_held();
    let code = std::thread::scope(|scope| {
        let ending = scope.spawn(|| worker.terminate());
        fake.release();
        ending.join().unwrap()
    });
    assert_eq!(code, Some(0));
    let _other = engine.another_worker(&accounts);
    engine.wait_until_idle();
    let mut ids: Vec<_> = fake
        .messages()
        .iter()
        .map(|message| message["messageId"].to_string())
        .collect();
    ids.dedup();
    assert_eq!(ids.len(), 2);
}

#[test]
fn no_write_key_is_in_any_journal() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    let records = folder.file("rows.jsonl", &lines(20));
    engine.ask(&["submit", &workflow, "--records", &records]);
    engine.ask(&["submit", &workflow, "--sample", "Ana"]);
    engine.wait_until_idle();
    assert!(fake.bodies().iter().all(|body| body.contains(KEY)));
    // Its entries are written as hexadecimal numbers.
    let journal = engine.query("SELECT name, raw FROM sys_journal");
    for there in ["batch", "identify", "user7@example.com"] {
        let found = journal.contains(&hex(there));
        assert!(found, "{there} is not in the journal");
    }
    // The samples stay at home.
    for not_there in [KEY, "BEN@example.com"] {
        let found = journal.contains(&hex(not_there));
        assert!(!found, "{not_there} is in the journal");
    }
    let mut looked = 0;
    walk(&engine.folder.path("."), &mut |bytes| {
        looked += 1;
        let mut windows = bytes.windows(KEY.len());
        assert!(!windows.any(|window| window == KEY.as_bytes()));
    });
    assert!(looked > 3);
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// Looks at every file below a folder.
fn walk(folder: &str, look: &mut dyn FnMut(&[u8])) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(path.to_str().unwrap(), look);
        } else if let Ok(bytes) = std::fs::read(&path) {
            look(&bytes);
        }
    }
}
