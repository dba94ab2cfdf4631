//! What becomes of other formats.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use segflow_core::document::{TaskKind, Workflow};
use segflow_core::json::Value;
use segflow_interchange::{ImportError, import};

use support::{check_folder, id, messages};

/// A case is a source and records: what became of it, what of it is not here,
/// and what it sends for each record.
#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let formats = fs::read_dir(folder).unwrap();
    let count: usize = formats
        .map(|format| check_folder(&format.unwrap().path(), play))
        .sum();
    assert!(count > 3);
}

fn play(case: &Value) -> String {
    let imported = match import(&case.get("source").unwrap().to_string(), id()) {
        Ok(imported) => imported,
        Err(error) => return format!("! {error}\n"),
    };
    let workflow = &imported.workflow;
    let saved = workflow.save();
    assert_eq!(Workflow::load(&saved.to_string()).unwrap(), *workflow);
    let mut out = format!("{}: {}\n", imported.format.name(), workflow.name);
    for task in saved.get("tasks").unwrap().as_list().unwrap() {
        writeln!(out, "{task}").unwrap();
    }
    for listed in &imported.listed {
        writeln!(out, "{listed}").unwrap();
    }
    for record in case
        .get("records")
        .and_then(Value::as_list)
        .unwrap_or_default()
    {
        writeln!(out, "\n{record}").unwrap();
        let Value::Object(record) = record else {
            panic!("a record is an object");
        };
        for (task, message) in messages(workflow, record) {
            match message {
                Ok(message) => writeln!(out, "  {task} {message}").unwrap(),
                Err(code) => writeln!(out, "  {task} ! {code}").unwrap(),
            }
        }
    }
    out
}

#[test]
fn what_is_something_else_is_told() {
    for (text, told) in [
        ("", "this is not JSON"),
        ("{}", "nothing that can be taken over"),
        ("[1,2]", "nothing that can be taken over"),
        (
            r#"{"rules":[{"type":"TRACK","key":"A","jsonSchema":{}}]}"#,
            "tracking plan",
        ),
        (
            r#"{"segflow":99,"id":"a","name":"b","tasks":[]}"#,
            "this workflow is broken",
        ),
        (
            r#"{"nodes":[{"type":"n8n-nodes-base.set","parameters":{}}]}"#,
            "nothing in it is sent",
        ),
    ] {
        let error = import(text, id()).unwrap_err().to_string();
        assert!(error.contains(told), "{text}: {error}");
    }
    let long = "\"".repeat(3 * 1024 * 1024);
    assert_eq!(import(&long, id()).unwrap_err(), ImportError::TooLarge);
}

#[test]
fn a_workflow_of_ours_gets_a_new_id_and_no_account() {
    let text = r#"{"segflow":1,"id":"wf_old","name":"W","later":[1],"tasks":[
        {"id":"t","kind":"segment.track","account":"main","event":"{{ f.x }}","userId":"u"}]}"#;
    let imported = import(text, id()).unwrap();
    let mut before = Workflow::load(text).unwrap();
    assert_eq!(imported.workflow.id, id());
    before.id = id();
    let before = before
        .save()
        .to_string()
        .replace(r#""account":"main","#, "");
    assert_eq!(imported.workflow.save().to_string(), before);
    assert!(imported.listed.is_empty());
}

/// Nothing that is nested or wired together makes it slow: this would never end
/// if a value was looked at anew for each that is around it.
#[test]
fn what_is_entangled_ends() {
    let mut nested = r#"{"@template":"{{a}}{{b}}"}"#.to_owned();
    for depth in 0..28 {
        nested = format!(
            r#"{{"@if":{{"exists":{{"@path":"$.properties.p{depth}"}},"then":{{"@path":"$.properties.p{depth}"}},"else":{nested}}}}}"#
        );
    }
    let mapping = format!(r#"{{"event":"E","userId":"u","properties":{{"a":{nested}}}}}"#);
    let imported = import(&mapping, id()).unwrap();
    assert!(imported.workflow.tasks.len() <= 9);

    let names: Vec<String> = (0..40).map(|node| format!("n{node}")).collect();
    let nodes: Vec<String> = names
        .iter()
        .map(|name| format!(r#"{{"name":"{name}","type":"n8n-nodes-base.segment","parameters":{{"userId":"u"}}}}"#))
        .collect();
    let all: Vec<String> = names
        .iter()
        .map(|name| format!(r#"{{"node":"{name}"}}"#))
        .collect();
    let wires: Vec<String> = names
        .iter()
        .map(|name| format!(r#""{name}":{{"main":[[{}]]}}"#, all.join(",")))
        .collect();
    let workflow = format!(
        r#"{{"nodes":[{}],"connections":{{{}}}}}"#,
        nodes.join(","),
        wires.join(",")
    );
    assert_eq!(import(&workflow, id()).unwrap().workflow.tasks.len(), 40);
}

fn json() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "\"\"",
        "\"x\"",
        "\"{{ a }}\"",
        "\"{{properties.a}}\"",
        "\"$.properties.a\"",
        "\"$.\"",
        "\"={{ $json.a }}\"",
        "\"{field.a}\"",
        "1",
        "true",
        "null",
        "\"lower\"",
        "\"encode\"",
        "\"left\"",
        "\"type = 'track'\"",
        "\"n8n-nodes-base.segment\"",
        "\"track\"",
    ]);
    let leaf = text.prop_map(str::to_owned);
    let key = prop::sample::select(vec![
        "@path",
        "@template",
        "@if",
        "@case",
        "@replace",
        "@arrayPath",
        "@merge",
        "@json",
        "@literal",
        "@liquid",
        "exists",
        "blank",
        "then",
        "else",
        "operator",
        "value",
        "pattern",
        "mode",
        "direction",
        "objects",
        "mapping",
        "subscribe",
        "userId",
        "properties",
        "a",
        "nodes",
        "type",
        "parameters",
        "request",
        "fields",
        "label",
        "__proto__",
        "connections",
        "main",
        "node",
        "name",
        "resource",
        "context",
        "traits",
        "parameter",
    ]);
    leaf.prop_recursive(5, 40, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|list| format!("[{}]", list.join(","))),
            prop::collection::vec((key.clone(), inner), 0..4).prop_map(|members| {
                let members: Vec<String> = members
                    .into_iter()
                    .map(|(key, value)| format!("\"{key}\":{value}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    /// Whatever it is given, it gives a workflow that can be saved and loaded,
    /// or an error.
    #[test]
    fn any_text_is_taken_over_or_refused(text in json()) {
        if let Ok(imported) = import(&text, id()) {
            let saved = imported.workflow.save().to_string();
            prop_assert_eq!(Workflow::load(&saved).unwrap(), imported.workflow.clone());
            prop_assert_eq!(imported.workflow.id, id());
            for task in &imported.workflow.tasks {
                if let TaskKind::Segment(segment) = &task.kind {
                    prop_assert_eq!(segment.account.clone(), None);
                }
            }
        }
    }
}
