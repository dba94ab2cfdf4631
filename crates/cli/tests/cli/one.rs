//! Checking, previewing, and running for one record.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, KEY, assert_refused, command, printed, segflow, stderr, stdout};

#[test]
fn a_workflow_is_checked() {
    let folder = Folder::new();
    let workflow = folder.workflow();
    let output = segflow(&["check", &workflow]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("can run"), "{}", stdout(&output));

    let broken = folder
        .read("workflow.json")
        .replace("| downcase", "| downcas");
    let broken = folder.file("broken.json", &broken);
    let output = segflow(&["check", &broken]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(text.contains("did you mean downcase?"), "{text}");
    assert!(
        text.contains("at Identify a user (identify) /userId"),
        "{text}"
    );
    assert!(text.contains("{{ signup.email | >>downcas<< }}"), "{text}");
    // A pipe is no terminal.
    assert!(!text.contains('\u{1b}'), "{text}");
    let findings = printed(&segflow(&["check", &broken, "--json"]));
    assert_eq!(findings[0]["code"], "unknown_filter");
    assert_eq!(findings[0]["severity"], "error");

    let plan =
        r#""segflow":1,"plan":{"rules":[{"type":"TRACK","key":"Signed Up","jsonSchema":{}}]},"#;
    let planned = folder
        .read("workflow.json")
        .replace("\"segflow\": 1,", plan);
    let planned = folder.file("planned.json", &planned);
    let text = stdout(&segflow(&["check", &planned]));
    assert!(text.contains("no event \"Form Completed\""), "{text}");
    assert!(text.contains("0 errors, 1 warning"), "{text}");
}

#[test]
fn tasks_without_a_label_are_told_by_their_kind() {
    let folder = Folder::new();
    folder.workflow();
    let bare = folder
        .read("workflow.json")
        .replace(r#""label": "Track an event", "#, "")
        .replace(r#""label": "Identify a user", "#, "")
        .replace(r#""label": "Sign-up form","#, "")
        .replace(
            r#"  "samples": ["#,
            r#"  "samples": [{ "name": "Nobody", "record": {} }, "#,
        )
        .replace(
            r#""properties": { "revenue": "{{ signup.amount }}", "name": "{{ signup.first_name }}" } }"#,
            r#""properties": {} },
               { "id": "again", "kind": "segment.track", "account": "main", "userId": "{{ signup }}" }"#,
        );
    let bare = folder.file("bare.json", &bare);
    for (arguments, told) in [
        (["check", &bare], "at Track an event 2 (again) /event"),
        (["preview", &bare], "Form (signup) "),
        (["preview", &bare], "\nIdentify a user (identify) "),
        (["preview", &bare], "\nTrack an event (track) "),
        (["preview", &bare], "\nTrack an event 2 (again) "),
        // There is no page to type and choose on.
        (["check", &bare], "Write task.field"),
        (["preview", &bare], "by --accounts"),
    ] {
        let text = stdout(&segflow(&arguments));
        assert!(text.contains(told), "{arguments:?} {told}: {text}");
        assert!(!text.contains("Account details"), "{text}");
    }
    let accounts = folder.accounts(([127, 0, 0, 1], 9).into());
    let output = segflow(&["run", &bare, "--accounts", &accounts, "--dry-run"]);
    let text = stdout(&output);
    assert!(text.starts_with("Form (signup) failed"), "{text}");
    assert!(text.contains("\nTrack an event 2 (again) "), "{text}");
}

#[test]
fn what_cannot_be_done_is_told() {
    let folder = Folder::new();
    let workflow = folder.workflow();
    let list = folder.file("list.json", "[]");
    let missing = folder.path("missing.json");
    for (arguments, code, told) in [
        (vec![], 2, "no command was given"),
        (vec!["chekc"], 2, "there is no command \"chekc\""),
        (vec!["check"], 2, "FILE is missing"),
        (vec!["check", &workflow, "more"], 2, "is one thing too many"),
        (
            vec!["run", &workflow, "--recrods", "x"],
            2,
            "perhaps --records is meant",
        ),
        (vec!["check", &missing], 3, "cannot be read"),
        (vec!["check", &list], 3, "is no workflow"),
        (
            vec!["preview", &workflow, "--sample", "3"],
            3,
            "1 (Ana), 2 (Ben)",
        ),
        (
            vec!["preview", &workflow, "--record", &list],
            3,
            "is no record",
        ),
        (vec!["run", &workflow], 3, "no account is connected"),
        (
            vec!["status", "--admin", "http://127.0.0.1:9"],
            3,
            "segflow up",
        ),
        (
            vec!["up", "--address", "0.0.0.0"],
            2,
            "one of this machine alone",
        ),
    ] {
        assert_refused(&arguments, code, told);
    }
}

#[test]
fn the_preview_is_what_is_sent() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let common = [
        &workflow,
        "--accounts",
        &accounts,
        "--sample",
        "Ana",
        "--run-id",
        "run_1",
        "--json",
    ];
    let previewed = printed(&segflow(&[&["preview"], &common[..]].concat()));
    assert!(fake.bodies().is_empty());
    let output = segflow(&[&["run", "--allow-private"], &common[..]].concat());
    assert_eq!(output.status.code(), Some(0));
    let ran = printed(&output);
    assert_eq!(ran["status"], "completed");
    let sent = fake.bodies();
    assert_eq!(sent.len(), 2);
    for (place, body) in sent.iter().enumerate() {
        let shown = previewed["tasks"][place + 1]["request"]["body"]
            .as_str()
            .unwrap();
        assert_eq!(timeless(shown), timeless(&body.replace(KEY, "••••2345")));
        assert!(body.contains(r#""revenue":12.50"#) || place == 0, "{body}");
    }
}

/// A body without the times in it.
fn timeless(body: &str) -> String {
    let value: Value = serde_json::from_str(body).unwrap();
    let mut body = body.to_owned();
    for name in ["timestamp", "sentAt"] {
        body = body.replace(value[name].as_str().unwrap(), "");
    }
    body
}

#[test]
fn accounts_are_demanded_to_be_private() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let run = ["run", &workflow, "--accounts", &accounts];
    let output = segflow(&run);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stderr(&output).contains("--allow-private"),
        "{}",
        stderr(&output)
    );

    fs::set_permissions(&accounts, fs::Permissions::from_mode(0o640)).unwrap();
    let output = segflow(&[&run[..], &["--allow-private"]].concat());
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("chmod 600"), "{}", stderr(&output));
    assert!(fake.bodies().is_empty());

    let text = fs::read_to_string(&accounts).unwrap();
    let output = command(&["run", &workflow, "--allow-private"])
        .env("SEGFLOW_ACCOUNTS", text)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(fake.messages().len(), 2);
}

#[test]
fn refusals_and_redirects_end_a_run() {
    for (answer, told) in [
        (Answer::Status(400, ""), "the answer was 400"),
        (
            Answer::Status(302, "Location: http://127.0.0.1:9/\r\n"),
            "has moved",
        ),
    ] {
        let fake = Fake::start(move |_, _| answer.clone());
        let folder = Folder::new();
        let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
        let output = segflow(&["run", &workflow, "--accounts", &accounts, "--allow-private"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stdout(&output).contains(told), "{}", stdout(&output));
        assert_eq!(fake.bodies().len(), 1);
    }
}

#[test]
fn a_limit_is_waited_for() {
    let fake = Fake::start(|_, asked| match asked {
        0 => Answer::Status(429, "Retry-After: 0\r\n"),
        _ => Answer::Accepted,
    });
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let output = segflow(&["run", &workflow, "--accounts", &accounts, "--allow-private"]);
    assert_eq!(output.status.code(), Some(0));
    let ids: Vec<_> = fake.bodies().iter().map(|body| id_of(body)).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(ids[0], ids[1]);
}

fn id_of(body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap();
    body["messageId"].as_str().unwrap().to_owned()
}

#[test]
fn a_dry_run_sends_nothing() {
    let folder = Folder::new();
    let fake = Fake::start(|_, _| Answer::Accepted);
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let output = segflow(&["run", &workflow, "--accounts", &accounts, "--dry-run"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stdout(&output).contains("would be sent"),
        "{}",
        stdout(&output)
    );
    assert!(fake.bodies().is_empty());
}

/// The package gives the same in Node and in a browser: their tests have the
/// same files.
#[test]
fn the_bytes_are_those_of_the_package() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let accounts = folder.accounts(fake.address);
    let same = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/same-bytes");
    let (workflow, record) = (
        format!("{same}/workflow.json"),
        format!("{same}/record.json"),
    );
    let which = [&workflow, "--record", &record, "--run-id", "run_same"];
    let run = ["run", "--accounts", &accounts, "--allow-private"];
    let output = segflow(&[&run[..], &which].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let bodies = fake.bodies();
    let bodies: Vec<_> = bodies
        .iter()
        .map(|body| timeless(body).replace(KEY, "") + "\n")
        .collect();
    let expected = fs::read_to_string(format!("{same}/bodies.jsonl")).unwrap();
    assert_eq!(bodies.concat(), expected);
}

#[test]
fn an_engine_that_cannot_be_had_is_told_with_what_to_do() {
    let folder = Folder::new();
    let accounts = folder.accounts("127.0.0.1:9".parse().unwrap());
    folder.program("npm", "echo nothing can be reached >&2\nexit 1\n");
    let data = folder.path("data");
    let up = ["up", "--data", &data, "--accounts", &accounts];
    let output = command(&[&up[..], &["--allow-private"]].concat())
        .env("PATH", folder.path("."))
        .env("XDG_CACHE_HOME", folder.path("cache"))
        .env_remove("RESTATE_SERVER")
        .output()
        .unwrap();
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("its licence is BSL 1.1"), "{told}");
    assert!(told.contains("nothing can be reached"), "{told}");
    assert!(told.contains("name it by --server"), "{told}");
}

/// The tasks of a workflow within are shown, sent and told of below the task
/// that runs it; those beside each other go together.
#[test]
fn a_workflow_runs_another_one() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let accounts = folder.accounts(fake.address);
    let others = folder.workflow();
    let inner = folder.read("workflow.json");
    let inner: Value = serde_json::from_str(&inner).unwrap();
    let (id, record) = (&inner["id"], &inner["samples"][0]["record"]["signup"]);
    let answers = record.as_object().unwrap().iter();
    let input = answers.map(|(field, value)| (format!("signup.{field}"), value.clone()));
    let input: serde_json::Map<_, _> = input.collect();
    let sub = |task: &str, beside: bool| {
        serde_json::json!({
            "id": task, "kind": "workflow", "workflow": id, "input": input, "besidePrevious": beside
        })
    };
    let outer = serde_json::json!({
        "segflow": 1, "id": "wf_outer", "name": "Outer", "tasks": [sub("one", false), sub("two", true)]
    });
    let outer = folder.file("outer.json", &outer.to_string());
    let alone = segflow(&["check", &outer]);
    assert!(
        stdout(&alone).contains("by --workflows"),
        "{}",
        stdout(&alone)
    );
    assert_eq!(
        segflow(&["check", &outer, "--workflows", &others])
            .status
            .code(),
        Some(0)
    );

    let with = [
        "--workflows",
        &others,
        "--accounts",
        &accounts,
        "--run-id",
        "r",
        "--json",
    ];
    let previewed = printed(&segflow(&[&["preview", &outer], &with[..]].concat()));
    let output = segflow(&[&["run", &outer, "--allow-private"], &with[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let ran = printed(&output);
    assert_eq!(fake.bodies().len(), 4);
    for task in 0..2 {
        for inner in 1..3 {
            let id = |told: &Value| told["tasks"][task]["tasks"][inner]["messageId"].clone();
            assert!(id(&ran).is_string(), "{ran}");
            assert_eq!(id(&ran), id(&previewed));
        }
    }
    let text = segflow(&[
        "run",
        &outer,
        "--dry-run",
        "--workflows",
        &others,
        "--accounts",
        &accounts,
    ]);
    assert!(stdout(&text).contains("completed"), "{}", stdout(&text));
    assert!(stdout(&text).contains("would be sent"), "{}", stdout(&text));
}
