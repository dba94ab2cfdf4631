//! Tasks side by side: how edits keep the levels of those they do not name.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use segflow_core::document::{SubWorkflow, TaskId, TaskKind, Workflow};
use segflow_core::edit::Edit;
use segflow_core::json::Value;

/// A level is a word, a task a letter: `a bc` has `c` beside `b`.
fn workflow(levels: &str) -> Workflow {
    let task = |id: char, is_beside: bool| {
        format!(r#"{{"id":"{id}","kind":"form","besidePrevious":{is_beside}}}"#)
    };
    let tasks = levels.split(' ').flat_map(|level| {
        let letters = level.chars().enumerate();
        letters.map(|(place, id)| task(id, place > 0))
    });
    let tasks: Vec<String> = tasks.collect();
    let text = format!(
        r#"{{"segflow":1,"id":"wf","name":"W","tasks":[{}]}}"#,
        tasks.join(",")
    );
    Workflow::load(&text).unwrap()
}

fn levels(workflow: &Workflow) -> String {
    let mut shown = String::new();
    for (place, task) in workflow.tasks.iter().enumerate() {
        if place > 0 && !task.beside_previous {
            shown.push(' ');
        }
        shown.push_str(task.id.as_str());
    }
    shown
}

fn id(text: &str) -> TaskId {
    TaskId::parse(text).unwrap()
}

#[test]
fn a_task_is_put_beside_or_below_the_one_above() {
    for (before, edit, after) in [
        ("a b c", Edit::PutBeside(id("b")), "ab c"),
        ("a b c", Edit::PutBeside(id("a")), "a b c"),
        ("a bc", Edit::PutBeside(id("b")), "abc"),
        ("abc", Edit::PutBelow(id("b")), "a bc"),
        ("abc", Edit::PutBelow(id("c")), "ab c"),
        ("ab", Edit::PutBelow(id("x")), "ab"),
    ] {
        assert_eq!(
            levels(&workflow(before).edited(edit.clone())),
            after,
            "{before} {edit:?}"
        );
    }
}

#[test]
fn those_that_stay_keep_their_levels() {
    for (before, task, after) in [
        ("a bc d", "b", "a c d"),
        ("a bc d", "c", "a b d"),
        ("ab c", "a", "b c"),
    ] {
        let removed = workflow(before).edited(Edit::RemoveTask(id(task)));
        assert_eq!(levels(&removed), after, "{before} without {task}");
    }
    for (before, task, to, after) in [
        ("a bc d", "b", 0, "b a c d"),
        ("a bc d", "c", 0, "c a b d"),
        ("a bc d", "c", 3, "a b d c"),
        ("a bc d", "d", 2, "a bdc"),
        ("a bc d", "b", 2, "a c b d"),
        ("a bc d", "b", 1, "a bc d"),
        ("bc", "c", 0, "c b"),
        ("a bc", "a", 1, "bac"),
    ] {
        let task = id(task);
        let moved = workflow(before).edited(Edit::MoveTask { task, to });
        assert_eq!(levels(&moved), after, "{before} to {to}");
    }
}

#[test]
fn what_another_workflow_is_given_is_edited_field_by_field() {
    let text = r#"{"segflow":1,"id":"wf","name":"W","tasks":[{"id":"s","kind":"workflow"}]}"#;
    let put = |workflow: Workflow, field: &str, value: Option<&str>| {
        workflow.edited(Edit::SetInput {
            task: id("s"),
            field: field.to_owned(),
            value: value.map(Value::text),
        })
    };
    let edited = Workflow::load(text).unwrap().edited(Edit::SetWorkflow {
        task: id("s"),
        workflow: "wf_2".to_owned(),
    });
    let edited = put(put(edited, "f.a", Some("1")), "f.b", Some("2"));
    let edited = put(put(edited, "f.a", None), "f.c", None);
    let TaskKind::Workflow(SubWorkflow { workflow, input }) = &edited.tasks.first().unwrap().kind
    else {
        unreachable!("it stays of its kind");
    };
    assert_eq!(workflow, "wf_2");
    assert_eq!(Value::Object(input.clone()).to_string(), r#"{"f.b":"2"}"#);
}
