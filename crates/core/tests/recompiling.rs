//! Compiling what an edit has changed gives what compiling from nothing gives.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::sync::Arc;

use proptest::prelude::*;
use segflow_core::check::Finding;
use segflow_core::condition::{Condition, Operator, Test};
use segflow_core::document::{
    FieldId, Form, FormField, FormFieldType, SegmentField, TaskId, TaskKind, Workflow,
};
use segflow_core::edit::{Edit, Stands};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{Inputs, TaskPreview, preview, preview_task};
use segflow_core::scope::User;
use segflow_core::time::Timestamp;

const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);
const IDS: [&str; 5] = ["form", "other", "identify", "track", "track_2"];
const PATHS: [&str; 9] = [
    "form.a",
    "form.b.c",
    "other.a",
    "other.b",
    "identify.status",
    "track.messageId",
    "workflow.name",
    "user.email",
    "nowhere.a",
];

fn workflow() -> Workflow {
    let text = r#"{ "segflow": 1, "id": "wf_1", "name": "Law", "tasks": [
        { "id": "form", "kind": "form", "label": "Form",
          "fields": [ { "id": "a", "required": true }, { "id": "b", "type": "number" } ] },
        { "id": "identify", "kind": "segment.identify", "userId": "{{ form.a }}" },
        { "id": "other", "kind": "form", "label": "Other", "fields": [ { "id": "a" } ] },
        { "id": "track", "kind": "segment.track", "userId": "{{ form.a }}", "event": "E",
          "properties": { "other": "{{ other.a }}", "status": "{{ identify.status }}" },
          "activateWhen": { "all": [ { "field": "form.b", "op": "greaterThan", "value": 1 } ] } },
        { "id": "track_2", "kind": "segment.track", "userId": "u", "event": "{{ other.b }}" }
    ] }"#;
    Workflow::load(text).unwrap()
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

fn stands() -> impl Strategy<Value = Stands> {
    prop::sample::select(vec![
        Stands::Alone,
        Stands::BesidePrevious,
        Stands::BesideNext,
    ])
}

fn edit() -> impl Strategy<Value = Edit> {
    let task = || prop::sample::select(IDS.to_vec()).prop_map(|id| TaskId::parse(id).unwrap());
    let path = || prop::sample::select(PATHS.to_vec());
    let label = || prop::sample::select(vec!["", "Form", "Renamed"]);
    let field = (
        prop::sample::select(vec!["a", "b", "c"]),
        label(),
        any::<bool>(),
    );
    let field = field.prop_map(|(id, label, is_number)| {
        let field_type = if is_number {
            FormFieldType::Number
        } else {
            FormFieldType::Heading
        };
        let mut field = FormField::new(FieldId::parse(id).unwrap(), label, field_type);
        field.required = is_number;
        field
    });
    prop_oneof![
        (task(), path(), "[a-z{}| ]{0,3}").prop_map(|(task, path, text)| Edit::SetField {
            task,
            field: SegmentField::UserId,
            value: Some(Value::text(format!("{text}{{{{ {path} }}}}"))),
        }),
        (task(), path()).prop_map(|(task, path)| Edit::SetActivateWhen {
            task,
            condition: Some(Condition::Test(Test::new(path, Operator::Is, "accepted"))),
        }),
        task().prop_map(|task| Edit::SetActivateWhen {
            task,
            condition: None,
        }),
        (task(), label()).prop_map(|(task, label)| Edit::LabelTask {
            task,
            label: label.to_owned(),
        }),
        (task(), prop::collection::vec(field, 0..4))
            .prop_map(|(task, fields)| Edit::SetFormFields { task, fields }),
        (task(), 0_usize..5, stands()).prop_map(|(task, to, stands)| Edit::MoveTask {
            task,
            to,
            stands,
        }),
        task().prop_map(Edit::RemoveTask),
        (task(), label()).prop_map(|(task, label)| Edit::DuplicateTask {
            task,
            label: label.to_owned(),
        }),
        prop::sample::select(vec!["form", "segment.identify", "segment.track"]).prop_map(|kind| {
            Edit::AddTask {
                kind: TaskKind::from_name(kind).unwrap(),
                label: "Other".to_owned(),
            }
        }),
        label().prop_map(|name| Edit::RenameWorkflow(name.to_owned())),
    ]
}

fn record() -> Object {
    let read = Value::read(
        r#"{"form":{"a":"ana","b":{"c":2}},"other":{"a":true,"b":null}}"#,
        9,
    )
    .unwrap();
    read.as_object().unwrap().clone()
}

/// Everything a person or a run can see of a flow.
fn seen(flow: &Flow) -> (Vec<Finding>, Vec<TaskPreview>) {
    let previews = preview(flow, &record(), &inputs(), NOW);
    (flow.findings().cloned().collect(), previews)
}

proptest! {
    #[test]
    fn incremental_equals_from_scratch(edits in prop::collection::vec(edit(), 1..12)) {
        let mut workflow = Arc::new(workflow());
        let mut flow = Flow::compile(Arc::clone(&workflow));
        for edit in edits {
            workflow = Arc::new(workflow.edited(edit.clone()));
            flow = flow.recompiled(Arc::clone(&workflow));
            let scratch = Flow::compile(Arc::clone(&workflow));
            prop_assert_eq!(seen(&flow), seen(&scratch), "after {:?}", edit);
        }
        // One task alone is previewed as it is among all.
        let row = flow.copied_row(&record());
        for (place, expected) in seen(&flow).1.into_iter().enumerate() {
            let alone = preview_task(&flow, place, &row, &inputs(), NOW);
            prop_assert_eq!(alone, Some(expected));
        }
    }
}

/// How many tasks are shared after an edit.
fn shared(edit: Edit) -> usize {
    let before = Flow::compile(Arc::new(workflow()));
    let after = before.recompiled(Arc::new(before.workflow().edited(edit)));
    let tasks = after.tasks().iter();
    tasks
        .filter(|task| before.tasks().iter().any(|old| Arc::ptr_eq(old, task)))
        .count()
}

#[test]
fn only_what_changed_is_compiled() {
    let task = |id: &str| TaskId::parse(id).unwrap();
    let typed = Edit::SetField {
        task: task("track"),
        field: SegmentField::Event,
        value: Some(Value::text("Typed")),
    };
    assert_eq!(shared(typed), 4);
    // The label of a form is told by those that refer to it, and one task
    // refers to nothing that is there.
    let label = |id: &str| Edit::LabelTask {
        task: task(id),
        label: "Renamed".to_owned(),
    };
    assert_eq!(shared(label("other")), 2);
    assert_eq!(shared(label("track")), 3);
    assert_eq!(shared(Edit::RenameWorkflow("Renamed".to_owned())), 5);
    let added = Edit::AddTask {
        kind: TaskKind::Form(Form::default()),
        label: "New".to_owned(),
    };
    assert_eq!(shared(added), 4);
}

/// Paths typed letter by letter do not pile up.
#[test]
fn paths_of_the_past_are_forgotten() {
    let mut workflow = Arc::new(workflow());
    let mut flow = Flow::compile(Arc::clone(&workflow));
    let mut most = 0;
    for count in 0..2_000 {
        let edit = Edit::SetField {
            task: TaskId::parse("track").unwrap(),
            field: SegmentField::UserId,
            value: Some(Value::text(format!("{{{{ form.b.k{count} }}}}"))),
        };
        workflow = Arc::new(workflow.edited(edit));
        flow = flow.recompiled(Arc::clone(&workflow));
        most = most.max(flow.path_count());
    }
    assert!(most < 300, "{most}");
}
