//! Records that cannot be sent stand in nobody's way, and can be sent later.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::{Engine, wait_until};
use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, record};

#[test]
fn a_poisoned_record_frees_its_user_and_is_replayed() {
    let is_mended = Arc::new(AtomicBool::new(false));
    let mended = Arc::clone(&is_mended);
    let fake = Fake::start(move |body, _| {
        let is_poison = body["properties"]["name"] == "N2" && !mended.load(Ordering::SeqCst);
        if is_poison {
            Answer::Status(400, "")
        } else {
            Answer::Accepted
        }
    });
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    // All of one user, the second is poison; the last is no record at all.
    let mut lines: Vec<_> = (1..=4).map(|row| record(1, row)).collect();
    lines.push(r#"{"signup":{"plan":"pro"}}"#.to_owned());
    let records = folder.file("rows.jsonl", &lines.join("\n"));
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
    let names = |fake: &Fake| -> Vec<String> {
        let messages = fake.messages();
        let tracks = messages.iter().filter(|message| message["type"] == "track");
        tracks
            .map(|track| track["properties"]["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&fake), ["N1", "N3", "N4"]);
    let letters = engine.ask(&["dead-letters"]);
    assert_eq!(letters.as_array().unwrap().len(), 2, "{letters}");
    assert_eq!(
        (&letters[0]["row"], &letters[1]["row"]),
        (&2.into(), &5.into())
    );
    assert_eq!(letters[0]["reason"], "track: the answer was 400");
    assert!(
        letters[1]["reason"]
            .as_str()
            .unwrap()
            .contains("form_unanswered")
    );

    let refused = fake
        .bodies()
        .into_iter()
        .find(|body| body.contains("N2"))
        .unwrap();
    let refused: serde_json::Value = serde_json::from_str(&refused).unwrap();
    is_mended.store(true, Ordering::SeqCst);
    let replayed = engine.ask(&["replay", "run_1", "--row", "2"]);
    assert_eq!(replayed["replayed"], serde_json::json!([2]));
    engine.wait_until_idle();
    assert_eq!(names(&fake), ["N1", "N3", "N4", "N2"]);
    let last = fake.messages().pop().unwrap();
    assert_eq!(last["messageId"], refused["messageId"]);
    assert_eq!(engine.ask(&["dead-letters"]).as_array().unwrap().len(), 1);
}

#[test]
fn rows_of_a_chunk_that_cannot_go_are_letters_of_their_own() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    let records = folder.file(
        "rows.csv",
        "email,amount\na@example.com,1\nb@example.com,much\n,3\nd@example.com,4\n",
    );
    engine.ask(&[
        "submit",
        &workflow,
        "--records",
        &records,
        "--run-id",
        "run_1",
    ]);
    engine.wait_until_idle();
    let users: std::collections::BTreeSet<_> = fake
        .messages()
        .iter()
        .map(|message| message["userId"].to_string())
        .collect();
    assert_eq!(users.len(), 2, "{users:?}");
    let letters = engine.ask(&["dead-letters", "--run-id", "run_1"]);
    let rows: Vec<_> = letters
        .as_array()
        .unwrap()
        .iter()
        .map(|letter| &letter["row"])
        .collect();
    assert_eq!(rows, [2, 3]);
    assert!(
        letters[0]["reason"]
            .as_str()
            .unwrap()
            .contains("cell_not_number"),
        "{letters}"
    );
    assert_eq!(letters[0]["record"], "2,b@example.com,much");
    // What was not mended comes back.
    engine.ask(&["replay", "run_1"]);
    engine.wait_until_idle();
    assert_eq!(engine.ask(&["dead-letters"]).as_array().unwrap().len(), 2);
}

#[test]
fn of_a_refused_chunk_only_the_row_that_is_to_blame_becomes_a_letter() {
    let fake = Fake::start(|body, _| match body.to_string().contains("\"N13\"") {
        true => Answer::Status(400, ""),
        false => Answer::Accepted,
    });
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    let lines: Vec<_> = (1..=40).map(|row| record(1, row)).collect();
    let records = folder.file("rows.jsonl", &lines.join("\n"));
    engine.ask(&["submit", &workflow, "--records", &records]);
    engine.wait_until_idle();
    let tracks: Vec<_> = fake
        .messages()
        .into_iter()
        .filter(|message| message["type"] == "track")
        .map(|message| message["properties"]["name"].as_str().unwrap().to_owned())
        .collect();
    let all_in_order: Vec<_> = (1..=40)
        .filter(|row| *row != 13)
        .map(|row| format!("N{row}"))
        .collect();
    assert_eq!(tracks, all_in_order);
    let letters = engine.ask(&["dead-letters"]);
    assert_eq!(letters.as_array().unwrap().len(), 1, "{letters}");
    assert_eq!(letters[0]["row"], 13);
    let log = engine.log();
    let told = log
        .iter()
        .find(|line| line["event"] == "dead_letter")
        .unwrap();
    assert_eq!((&told["row"], &told["level"]), (&13.into(), &"warn".into()));
}

#[test]
fn a_run_without_its_account_is_paused_and_goes_on() {
    let fake = Fake::start(|_, asked| match asked {
        0 => Answer::Status(429, "Retry-After: 2\r\n"),
        _ => Answer::Accepted,
    });
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let other = Folder::new();
    let accounts_of_others = other.accounts(fake.address);
    let renamed = other.read("accounts.json").replace("\"main\"", "\"other\"");
    other.file("accounts.json", &renamed);
    let engine = Engine::start();
    let mut worker = engine.worker_with(&accounts_of_others, &["--tries", "3"]);
    let submit = ["submit", &workflow, "--sample", "Ana", "--run-id", "run_1"];
    engine.ask(&submit);
    wait_until("the run is paused", || {
        engine.ask(&["status"])["paused"] == 1
    });
    let why = engine.ask(&["status"])["stuck"][0]["why"].to_string();
    assert!(why.contains("the account main is not connected"), "{why}");
    assert!(fake.bodies().is_empty());
    worker.terminate();
    let _other = engine.another_worker(&accounts);
    let began = std::time::Instant::now();
    assert_eq!(engine.ask(&["replay", "run_1"])["resumed"], 1);
    engine.wait_until_idle();
    let types: Vec<_> = fake
        .messages()
        .into_iter()
        .map(|message| message["type"].clone())
        .collect();
    assert_eq!(types, ["identify", "track"]);
    // As long as the answer asked for.
    assert!(began.elapsed().as_secs() >= 2);
}
