//! A workflow runs another one, on a worker as on the command line.

use serde_json::{Value, json};

use crate::engine::Engine;
use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, segflow};

/// The id of what was sent, and what it is.
fn told(message: &Value) -> (String, String) {
    let name = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
    (name("messageId"), name("type") + &name("event"))
}

#[test]
fn a_run_is_of_the_workflows_that_were_submitted() {
    // The second message fails once, so that there is a wait within.
    let fake = Fake::start(|_, asked| match asked {
        1 => Answer::Status(503, "Retry-After: 1\r\n"),
        _ => Answer::Accepted,
    });
    let folder = Folder::new();
    let accounts = folder.accounts(fake.address);
    let others = folder.workflow();
    let inner = folder.read("workflow.json");
    let parsed: Value = serde_json::from_str(&inner).unwrap();
    let outer = json!({
        "segflow": 1, "id": "wf_outer", "name": "Outer",
        "tasks": [
            { "id": "lead", "kind": "form", "fields": [{ "id": "email", "type": "email" }] },
            {
                "id": "welcome", "kind": "workflow", "workflow": parsed["id"],
                "input": { "signup.email": "{{ lead.email }}", "signup.amount": 1, "signup.plan": "pro" },
            },
            {
                "id": "last", "kind": "segment.track", "account": "main",
                "userId": "{{ lead.email }}", "event": "User Onboarded",
            },
        ],
    });
    let outer = folder.file("outer.json", &outer.to_string());
    let records = folder.file(
        "rows.jsonl",
        "{\"lead\":{\"email\":\"ana@example.com\"}}\n{\"lead\":{\"email\":\"bea@example.com\"}}\n",
    );
    let with = ["--workflows", &others, "--run-id", "run_1"];
    let record = folder.file("record.json", "{\"lead\":{\"email\":\"ana@example.com\"}}");

    let engine = Engine::start();
    engine.worker(&accounts).kill();
    let submit = ["submit", &outer, "--record", &record];
    engine.ask(&[&submit[..], &with].concat());
    // The run is of what was handed over, whatever becomes of the file.
    folder.file(
        "workflow.json",
        &inner.replace("Form Completed", "Form Left"),
    );
    let _worker = engine.another_worker(&accounts);
    engine.wait_until_idle();
    let sent: Vec<_> = fake.messages().iter().map(told).collect();
    let kinds: Vec<&str> = sent.iter().map(|(_, kind)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["identify", "trackForm Completed", "trackUser Onboarded"]
    );
    assert_eq!(engine.ask(&["dead-letters"]), json!([]));

    // The command line sends the same.
    folder.file("workflow.json", &inner);
    let run = [
        "run",
        &outer,
        "--record",
        &record,
        "--accounts",
        &accounts,
        "--allow-private",
    ];
    assert!(segflow(&[&run[..], &with].concat()).status.success());
    let again: Vec<_> = fake.messages().iter().skip(sent.len()).map(told).collect();
    assert_eq!(again, sent);

    // Rows go together, and one by one.
    for (way, run) in [(&["--each"][..], "run_2"), (&[], "run_3")] {
        let rows = [
            "submit",
            &outer,
            "--records",
            &records,
            "--workflows",
            &others,
        ];
        engine.ask(&[&rows[..], &["--run-id", run], way].concat());
        engine.wait_until_idle();
    }
    let rows: Vec<_> = fake
        .messages()
        .iter()
        .skip(2 * sent.len())
        .map(told)
        .collect();
    assert_eq!(rows.len(), 4 * sent.len(), "{rows:?}");
    assert_eq!(engine.ask(&["dead-letters"]), json!([]));
}

#[test]
fn what_fails_within_is_told_with_its_way() {
    let fake = Fake::start(|_, _| Answer::Status(400, ""));
    let folder = Folder::new();
    let (others, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let parsed: Value = serde_json::from_str(&folder.read("workflow.json")).unwrap();
    let outer = json!({
        "segflow": 1, "id": "wf_outer", "name": "Outer",
        "tasks": [{
            "id": "welcome", "kind": "workflow", "workflow": parsed["id"],
            "input": { "signup.email": "ana@example.com", "signup.plan": "pro" },
        }],
    });
    let outer = folder.file("outer.json", &outer.to_string());
    let engine = Engine::start();
    let _worker = engine.worker(&accounts);
    engine.ask(&[
        "submit",
        &outer,
        "--workflows",
        &others,
        "--run-id",
        "run_1",
    ]);
    engine.wait_until_idle();
    let letters = engine.ask(&["dead-letters"]);
    assert_eq!(
        letters[0]["reason"], "welcome/identify: the answer was 400",
        "{letters}"
    );
}
