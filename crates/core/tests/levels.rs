//! Tasks stay on their levels, whatever is put between them or taken out.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use segflow_core::document::{Form, SubWorkflow, TaskId, TaskKind, Workflow};
use segflow_core::edit::{Edit, Stands};
use segflow_core::json::Value;

#[path = "levels/drawn.rs"]
mod drawn;

use drawn::{levels, workflow};

fn task(id: &str) -> TaskId {
    TaskId::parse(id).unwrap()
}

#[test]
fn what_is_moved_stands_where_it_should_and_the_others_stay() {
    use Stands::{Alone, BesideNext, BesidePrevious};
    for (before, moved, to, stands, after) in [
        ("a b c", "a", 2, Alone, "b c a"),
        ("a b c", "c", 0, Alone, "c a b"),
        ("a b c", "b", 1, BesidePrevious, "a+b c"),
        ("a b c", "b", 1, BesideNext, "a b+c"),
        ("a b c", "b", 0, BesidePrevious, "b a c"),
        ("a b c", "a", 9, BesideNext, "b c a"),
        ("a b+c d", "b", 1, Alone, "a b c d"),
        ("a b+c d", "b", 2, Alone, "a c b d"),
        ("a b+c d", "b", 2, BesidePrevious, "a c+b d"),
        ("a b+c d", "c", 1, BesideNext, "a c+b d"),
        ("a b+c d", "d", 2, Alone, "a b d c"),
        ("a b+c d", "d", 2, BesidePrevious, "a b+d+c"),
        ("a b+c d", "d", 2, BesideNext, "a b+d+c"),
        ("a b+c d", "a", 2, BesidePrevious, "b+c+a d"),
        ("a b+c+e d", "c", 0, Alone, "c a b+e d"),
    ] {
        let edit = Edit::MoveTask {
            task: task(moved),
            to,
            stands,
        };
        let moved_to = workflow(before).edited(edit);
        assert_eq!(
            levels(&moved_to),
            after,
            "{before}: {moved} to {to} {stands:?}"
        );
    }
}

#[test]
fn what_is_taken_out_takes_nobody_to_another_level() {
    for (before, removed, after) in [
        ("a b+c d", "b", "a c d"),
        ("a b+c d", "c", "a b d"),
        ("a+b", "a", "b"),
        ("a b+c+d", "b", "a c+d"),
        ("a b", "none", "a b"),
    ] {
        let left = workflow(before).edited(Edit::RemoveTask(task(removed)));
        assert_eq!(levels(&left), after, "{before} without {removed}");
    }
}

#[test]
fn what_is_new_stands_alone_and_a_copy_stands_behind() {
    let added = workflow("a b+c").edited(Edit::InsertTask {
        kind: TaskKind::Form(Form::default()),
        label: "new".to_owned(),
        to: 1,
    });
    assert_eq!(levels(&added), "a new b+c");
    for (before, copied, after) in [("a b", "a", "a copy b"), ("a+b c", "a", "a+copy+b c")] {
        let copied = workflow(before).edited(Edit::DuplicateTask {
            task: task(copied),
            label: "copy".to_owned(),
        });
        assert_eq!(levels(&copied), after);
    }
}

#[test]
fn what_a_task_says_of_itself_its_copy_says_of_itself() {
    let text = r#"{ "segflow": 1, "id": "wf_1", "name": "Copy", "tasks": [
        { "id": "form", "kind": "form", "label": "Form", "fields": [ { "id": "a" } ],
          "completeWhen": { "all": [ { "field": "form.a", "op": "isSet" } ] } },
        { "id": "track", "kind": "segment.track", "event": "{{ form.a }}" }
    ] }"#;
    let copied = Workflow::load(text).unwrap().edited(Edit::DuplicateTask {
        task: task("form"),
        label: "Copy of form".to_owned(),
    });
    let saved = copied.save().to_string();
    assert_eq!(levels(&copied), "form copy_of_form track");
    assert_eq!(saved.matches("copy_of_form.a").count(), 1, "{saved}");
    assert!(saved.contains("{{ form.a }}"), "{saved}");
}

#[test]
fn what_another_workflow_is_given_is_edited_field_by_field() {
    let text = r#"{"segflow":1,"id":"wf","name":"W","tasks":[{"id":"s","kind":"workflow"}]}"#;
    let put = |workflow: Workflow, field: &str, value: Option<&str>| {
        workflow.edited(Edit::SetInput {
            task: task("s"),
            field: field.to_owned(),
            value: value.map(Value::text),
        })
    };
    let edited = Workflow::load(text).unwrap().edited(Edit::SetWorkflow {
        task: task("s"),
        workflow: "wf_2".to_owned(),
    });
    let edited = put(put(edited, "f.a", Some("1")), "f.b", Some("2"));
    let edited = put(put(edited, "f.a", None), "f.c", None);
    let SubWorkflow { workflow, input } = match &edited.tasks.first().unwrap().kind {
        TaskKind::Workflow(sub) => Some(sub),
        _ => None,
    }
    .unwrap();
    assert_eq!(workflow, "wf_2");
    assert_eq!(Value::Object(input.clone()).to_string(), r#"{"f.b":"2"}"#);
}
