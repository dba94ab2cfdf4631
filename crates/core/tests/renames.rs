//! Names in tags change everywhere at once, and lead back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use expect_test::expect_file;
use proptest::prelude::*;
use segflow_core::document::{FieldId, TaskId, Workflow};
use segflow_core::edit::{Edit, History, Named};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{Inputs, PreviewStatus, preview};
use segflow_core::scope::User;
use segflow_core::time::Timestamp;

const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);

fn task_id(text: &str) -> TaskId {
    TaskId::parse(text).unwrap()
}

fn field_id(text: &str) -> FieldId {
    FieldId::parse(text).unwrap()
}

fn rename(named: &Named, to: &str) -> Edit {
    match named {
        Named::Task(task) => Edit::RenameTask {
            task: task.clone(),
            to: task_id(to),
        },
        Named::Field(task, field) => Edit::RenameField {
            task: task.clone(),
            field: field.clone(),
            to: field_id(to),
        },
    }
}

fn back(named: &Named, to: &str) -> Edit {
    match named {
        Named::Task(task) => rename(&Named::Task(task_id(to)), task.as_str()),
        Named::Field(task, field) => {
            rename(&Named::Field(task.clone(), field_id(to)), field.as_str())
        }
    }
}

/// What a case names: `task` or `task.field`.
fn named(text: &str) -> Named {
    match text.split_once('.') {
        None => Named::Task(task_id(text)),
        Some((task, field)) => Named::Field(task_id(task), field_id(field)),
    }
}

/// A case is a workflow and renamings `[from, to]`, each of the workflow as it
/// is given: the places that refer, the document after, and what findings say
/// when it is deleted instead.
#[test]
fn renames() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rename");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let case = Value::read(&fs::read_to_string(&path).unwrap(), 64).unwrap();
            expect_file![path.with_extension("txt")].assert_eq(&play(&case));
            count += 1;
        }
    }
    assert!(count > 0);
}

fn play(case: &Value) -> String {
    let workflow = Workflow::load(&case.get("workflow").unwrap().to_string()).unwrap();
    let before = workflow.save().to_pretty();
    let mut out = String::new();
    for pair in case.get("renamings").unwrap().as_list().unwrap() {
        let pair = pair.as_list().unwrap();
        let (from, to) = (pair[0].as_text().unwrap(), pair[1].as_text().unwrap());
        let named = named(from);
        writeln!(out, "# {from} → {to}").unwrap();
        for mention in workflow.mentions(&named) {
            let task = workflow.task(&mention.task).unwrap();
            let saved = Workflow::new(workflow.id.clone(), "");
            let mut saved = saved;
            saved.tasks.push(Arc::clone(task));
            let saved = saved.save();
            let saved = &saved.get("tasks").unwrap().as_list().unwrap()[0];
            let text = mention.at.look_up(saved).unwrap().as_text().unwrap();
            let path = text.get(mention.range.clone()).unwrap();
            writeln!(out, "{}{} {path}", mention.task, mention.at).unwrap();
        }
        let mut history = History::new(Arc::new(workflow.clone()));
        let changes = history.apply(rename(&named, to));
        let after = history.workflow().save().to_pretty();
        if !changes {
            out.push_str("nothing changes\n");
            continue;
        }
        for (sign, here, there) in [('-', &before, &after), ('+', &after, &before)] {
            for line in here
                .lines()
                .filter(|line| !there.lines().any(|other| other == *line))
            {
                writeln!(out, "{sign}{line}").unwrap();
            }
        }
        assert!(history.workflow().mentions(&named).is_empty());
        // One step leads back.
        history.undo();
        assert_eq!(**history.workflow(), workflow);
        let removed = match &named {
            Named::Task(task) => workflow.edited(Edit::RemoveTask(task.clone())),
            Named::Field(task, field) => {
                let form = workflow.task(task).unwrap().form().unwrap();
                let mut fields = form.fields.clone();
                fields.retain(|other| other.id != *field);
                let task = task.clone();
                workflow.edited(Edit::SetFormFields { task, fields })
            }
        };
        let flow = Flow::compile(Arc::new(removed));
        for mention in workflow.mentions(&named) {
            assert!(
                flow.findings()
                    .any(|finding| finding.task.as_ref() == Some(&mention.task)
                        && finding.at.contains(&mention.at)),
                "{}{} has no finding after {from} is deleted",
                mention.task,
                mention.at
            );
        }
    }
    out
}

/// Paths to the things that are renamed, and to others, as people write them.
fn path() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "f.a",
        "f.a.b",
        "f.a[0]",
        "f[\"a\"].x",
        "f['a']",
        "f[ \"a\" ]",
        "f.ab",
        "fa.a",
        "g.a",
        "g.f",
        "f.b",
        "t.status",
        "t.messageId",
        "g.f.a",
        "user.role",
        "host.f.a",
        "run.id",
    ])
    .prop_map(str::to_owned)
}

fn template() -> impl Strategy<Value = String> {
    let tag = (path(), path(), 0_usize..5).prop_map(|(head, argument, form)| match form {
        0 => format!("{{{{ {head} }}}}"),
        1 => format!("{{{{{head}|append:{argument}}}}}"),
        2 => format!("{{{{ {head} | replace: 'f.a', {argument} | upcase }}}}"),
        3 => format!("{{{{ {head} | default: \"}}}} f.a\", allow_false: {argument} }}}}"),
        _ => format!("{{{{ \"f.a\" | append: {argument} }}}}"),
    });
    let piece = prop_oneof![
        tag,
        Just("f.a ".to_owned()),
        Just(" é😀 ".to_owned()),
        Just("{ f.a }".to_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn condition() -> impl Strategy<Value = String> {
    (path(), path(), 0_usize..4).prop_map(|(left, right, form)| {
        let text = |text: &str| Value::text(text).to_string();
        let test = format!(
            r#"{{ "field": {}, "op": "is", "valueFrom": {} }}"#,
            text(&left),
            text(&right)
        );
        match form {
            0 => test,
            1 => format!(
                r#"{{ "not": {{ "any": [ {test}, {{ "field": {}, "op": "isSet" }} ] }} }}"#,
                text(&right)
            ),
            2 => format!(
                r#"{{ "all": [ {{ "field": {}, "op": "isNotSet" }} ] }}"#,
                text(&left)
            ),
            _ => format!(
                r#"{{ "all": [ {test}, {{ "field": " {left} ", "op": "newer" }} ] }}"#,
                left = left.replace('"', "'")
            ),
        }
    })
}

prop_compose! {
    fn workflow()(
        id in template(),
        value in template(),
        list in template(),
        other in template(),
        activate in condition(),
        complete in condition(),
    ) -> Workflow {
        let text = |text: &str| Value::text(text).to_string();
        Workflow::load(&format!(
            r#"{{ "segflow": 1, "id": "wf_1", "name": "Law", "tasks": [
                {{ "id": "f", "kind": "form", "fields": [ {{ "id": "a" }}, {{ "id": "b" }} ] }},
                {{ "id": "t", "kind": "segment.track", "userId": {id}, "event": "E",
                   "properties": {{ "f.a": {value}, "list": [ {list} ] }}, "missing": {{ "/properties/f.a": "null" }} }},
                {{ "id": "g", "kind": "form", "fields": [ {{ "id": "a" }}, {{ "id": "f" }} ], "completeWhen": {complete} }},
                {{ "id": "w", "kind": "workflow", "workflow": "wf_2", "input": {{ "f.a": {other} }} }},
                {{ "id": "i", "kind": "segment.identify", "userId": "{{{{ t.messageId }}}}", "traits": {{ "x": {other} }}, "activateWhen": {activate} }}
            ], "samples": [ {{ "name": "S", "record": {{ "g": {{ "a": 1 }}, "f": {{ "b": 2, "a": {{ "f": 3 }} }} }}, "expected": {{ "t": {{ "f": 4 }} }} }} ] }}"#,
            id = text(&id), value = text(&value), list = text(&list), other = text(&other),
        )).unwrap()
    }
}

fn inputs() -> Inputs {
    Inputs {
        accounts: Vec::new(),
        run_id: "run_1".to_owned(),
        row: 0,
        user: User::default(),
        host: Value::Null,
    }
}

/// The bodies for the first sample's record, ids of messages apart, which are
/// made of the ids of tasks.
fn bodies(workflow: &Workflow, record: &Object) -> Vec<(PreviewStatus, Option<String>)> {
    let flow = Flow::compile(Arc::new(workflow.clone()));
    let previews = preview(&flow, record, &inputs(), NOW);
    let ids: Vec<_> = previews
        .iter()
        .filter_map(|task| task.message_id.clone())
        .collect();
    previews
        .iter()
        .map(|task| {
            let mut body = task.request.as_ref().map(|request| request.shown().body);
            for (index, id) in ids.iter().enumerate() {
                // Filters may have changed how it is written.
                body = body.map(|body| {
                    body.replace(id, &format!("id{index}"))
                        .replace(&id.to_uppercase(), &format!("ID{index}"))
                });
            }
            (task.status, body)
        })
        .collect()
}

proptest! {
    #[test]
    fn renaming_there_and_back_changes_nothing(
        workflow in workflow(),
        which in prop::sample::select(vec!["f", "t", "g", "w", "f.a", "f.b", "g.a", "g.f"]),
    ) {
        let named = named(which);
        // Longer, shorter, with a hyphen.
        for to in ["new_name", "n", "a-b"] {
            let renamed = workflow.edited(rename(&named, to));
            prop_assert!(renamed != workflow);
            prop_assert!(renamed.mentions(&named).is_empty());
            prop_assert_eq!(renamed.edited(back(&named, to)), workflow.clone());
            prop_assert_eq!(
                renamed.mentions(&match &named {
                    Named::Task(_) => Named::Task(task_id(to)),
                    Named::Field(task, _) => Named::Field(task.clone(), field_id(to)),
                }).len(),
                workflow.mentions(&named).len()
            );
            prop_assert_eq!(
                bodies(&renamed, &renamed.samples[0].record),
                bodies(&workflow, &workflow.samples[0].record)
            );
        }
    }

    /// The paths that are found are those the tags have.
    #[test]
    fn mentions_are_what_tags_say(template in template()) {
        let tags = segflow_core::template::Template::parse(&template);
        let expected = tags
            .tags()
            .flat_map(|tag| tag.paths())
            .filter(|path| path.path.head == "f")
            .count();
        let text = Value::text(template.as_str()).to_string();
        let workflow = Workflow::load(&format!(
            r#"{{ "segflow": 1, "id": "wf_1", "name": "", "tasks": [
                {{ "id": "t", "kind": "segment.track", "event": {text} }} ] }}"#
        )).unwrap();
        prop_assert_eq!(workflow.mentions(&named("f")).len(), expected, "{}", template);
    }

    #[test]
    fn any_text_can_be_looked_through(text in "[{}|.\\[\\]\"'f a%é1-]{0,30}") {
        let text = Value::text(text.as_str()).to_string();
        let workflow = Workflow::load(&format!(
            r#"{{ "segflow": 1, "id": "wf_1", "name": "", "tasks": [
                {{ "id": "f", "kind": "form", "fields": [ {{ "id": "a" }} ] }},
                {{ "id": "t", "kind": "segment.track", "event": {text},
                   "activateWhen": {{ "field": {text}, "op": "isSet" }} }} ] }}"#
        )).unwrap();
        for which in ["f", "f.a"] {
            let named = named(which);
            let renamed = workflow.edited(rename(&named, "n"));
            prop_assert!(renamed.mentions(&named).is_empty());
            prop_assert_eq!(renamed.edited(back(&named, "n")), workflow.clone());
        }
    }
}
