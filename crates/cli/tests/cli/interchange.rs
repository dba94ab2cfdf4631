//! Workflows out of other formats, and tasks in them.

use std::process::Command;

use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, KEY, assert_refused, printed, segflow, stderr, stdout};

const MAPPING: &str = r#"{"name":"Orders","subscribe":"type = \"track\"","mapping":{"user_id":{"@path":"$.userId"},
    "event_name":"Order Completed","properties":{"total":{"@path":"$.properties.total"},"all":{"@path":"$."}}}}"#;

#[test]
fn a_mapping_is_taken_over() {
    let folder = Folder::new();
    let mapping = folder.file("mapping.json", MAPPING);
    let output = segflow(&["import", &mapping]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let workflow = printed(&output);
    assert_eq!(workflow["tasks"][1]["userId"], "{{ event.userId }}");
    let told = stderr(&output);
    assert!(
        told.contains("Orders was a Segment mapping; 2 tasks"),
        "{told}"
    );
    assert!(
        told.contains("left out: /mapping/properties/all/@path"),
        "{told}"
    );

    let out = folder.path("workflow.json");
    let output = segflow(&["import", &mapping, "--out", &out, "--json"]);
    let told = printed(&output);
    assert_eq!(told["format"], "mapping-kit");
    assert_eq!(told["listed"][0]["extent"], "leftOut");
    assert_ne!(told["workflow"]["id"], workflow["id"]);
    assert_eq!(segflow(&["check", &out]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_taken_over_or_written_is_told() {
    let folder = Folder::new();
    let workflow = folder.workflow();
    let other = folder.file("other.json", "[1]");
    for (arguments, code, told) in [
        (vec!["import", &other], 3, "nothing that can be taken over"),
        (
            vec!["export", &workflow, "--task", "identify"],
            2,
            "--as is missing",
        ),
        (
            vec!["export", &workflow, "--as", "curl"],
            2,
            "--task is missing",
        ),
        (
            vec!["export", &workflow, "--task", "identify", "--as", "php"],
            2,
            "curl, powershell",
        ),
        (
            vec!["export", &workflow, "--task", "x", "--as", "curl"],
            3,
            "there are: signup, identify",
        ),
        (
            vec!["export", &workflow, "--task", "signup", "--as", "curl"],
            3,
            "sends nothing",
        ),
        (
            vec![
                "export",
                &workflow,
                "--task",
                "signup",
                "--as",
                "mapping-kit",
            ],
            3,
            "sends nothing",
        ),
    ] {
        assert_refused(&arguments, code, told);
    }
}

#[test]
fn a_plan_is_written() {
    let folder = Folder::new();
    let workflow = folder.workflow();
    let output = segflow(&["export", &workflow, "--as", "plan"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("has no tracking plan"));
    let plan = r#""segflow":1,"plan":{"rules":[{"type":"TRACK","key":"A","jsonSchema":{}}],"strict":true},"#;
    let text = folder
        .read("workflow.json")
        .replace("\"segflow\": 1,", plan);
    let workflow = folder.file("planned.json", &text);
    let output = segflow(&["export", &workflow, "--as", "plan"]);
    assert_eq!(printed(&output)["rules"][0]["key"], "A");
    assert!(stderr(&output).contains("left out: /plan/strict"));
}

/// A shell that runs the command sends what a run sends.
#[test]
fn a_command_sends_what_a_run_sends() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let common = [
        "--accounts",
        &accounts,
        "--run-id",
        "run_1",
        "--sample",
        "Ana",
    ];
    let task = [
        &["export", &workflow, "--task", "identify", "--as", "curl"],
        &common[..],
    ];
    let exported = segflow(&task.concat());
    assert_eq!(exported.status.code(), Some(0), "{}", stderr(&exported));
    let ran = Command::new("sh")
        .args(["-c", &stdout(&exported)])
        .env("SEGMENT_WRITE_KEY", KEY)
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let run = [&["run", &workflow, "--allow-private"], &common[..]];
    assert_eq!(segflow(&run.concat()).status.code(), Some(0));
    let bodies = fake.bodies();
    assert_eq!(timeless(&bodies[0]), timeless(&bodies[1]));
}

#[test]
fn a_task_whose_account_is_not_given_says_how_to_give_it() {
    let folder = Folder::new();
    let workflow = folder.workflow();
    let export = ["export", &workflow, "--task", "identify", "--as", "curl"];
    assert_refused(
        &export,
        3,
        "\"main\" is not given. Name the file that has it by --accounts",
    );
}

fn timeless(body: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(body).unwrap();
    for name in ["timestamp", "sentAt"] {
        assert!(value.as_object_mut().unwrap().remove(name).is_some());
    }
    value.to_string()
}
