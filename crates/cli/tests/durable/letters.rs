//! Records that cannot be sent stand in nobody's way, and can be sent later.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::Engine;
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
