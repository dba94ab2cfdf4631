//! Tasks in other formats.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use segflow_core::document::Workflow;
use segflow_core::json::{Object, Value};
use segflow_interchange::export::{Target, of_request};
use segflow_interchange::{import, mapping_kit};

use support::{check_folder, id, messages, requests};

/// A case is a workflow and a record: its tasks in every format.
#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export");
    assert!(check_folder(&folder, play) > 0);
}

fn play(case: &Value) -> String {
    let workflow = Workflow::load(&case.get("workflow").unwrap().to_string()).unwrap();
    let record = case.get("record").unwrap().as_object().unwrap();
    let mut out = String::new();
    for (task, request) in requests(&workflow, record, case.get("account")) {
        for target in Target::ALL {
            let task = workflow
                .tasks
                .iter()
                .find(|other| other.id.as_str() == task)
                .unwrap();
            let exported = match target {
                Target::MappingKit => mapping_kit::export(task).unwrap(),
                _ => of_request(&request, target).unwrap(),
            };
            writeln!(
                out,
                "### {} as {}\n{}",
                task.id,
                target.name(),
                exported.text
            )
            .unwrap();
            for listed in exported.listed {
                writeln!(out, "{listed}").unwrap();
            }
        }
    }
    out
}

/// Texts of a task, of which a mapping can say most.
fn template() -> impl Strategy<Value = String> {
    let texts = prop::sample::select(vec![
        "plain",
        "{ one } {brace",
        "{{ form.text }}",
        " {{ form.number }} ",
        "{{ form.list[0].sku }}",
        "{{ form.gone }}",
        "{{ form.deep[\"any key\"].x }}",
        "Hi {{ form.text }}!",
        "{{ form.text }}{{ form.gone }}",
        "{{ form.text | downcase }}",
        "{{ form.text | upcase | replace: \"A\", \"-\" }}",
        "{{ form.gone | remove: \"x\" }}",
        "{{ form.list | json }}",
        "{{ form.json | parse_json }}",
        "{{ form.number | to_string }}",
        "{{ form.gone | to_string }}",
        "{{ form.gone | default: form.text }}",
        "{{ form.gone | default: \"none\", allow_false: true }}",
        "{{ form.text | append: form.number }} and {{ form.number | plus: 1 }}",
        "{{ \"{{\" }} {{ form.text }}",
        "{{ form.text | truncate: 4 }}",
        "{{ form.text | split: \",\" }}",
        "{{ run.id }}",
        "{{ form.text | sha256 }}",
        "{{ form.deep }}",
    ]);
    texts.prop_map(str::to_owned)
}

fn rows() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => template().prop_map(|text| Value::from(text).to_string()),
        1 => Just("12.5".to_owned()),
        1 => Just("null".to_owned()),
        1 => Just("true".to_owned()),
    ];
    let object = |inner: BoxedStrategy<String>| {
        prop::collection::btree_map("[a-d]", inner, 0..4).prop_map(|members| {
            let members: Vec<String> = members
                .into_iter()
                .map(|(key, value)| format!("\"{key}\":{value}"))
                .collect();
            format!("{{{}}}", members.join(","))
        })
    };
    let inner = leaf.prop_recursive(2, 8, 3, move |inner| {
        prop_oneof![
            object(inner.clone().boxed()),
            prop::collection::vec(inner, 0..3).prop_map(|list| format!("[{}]", list.join(","))),
        ]
    });
    object(inner.boxed())
}

fn rules() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "{}",
        r#"{"*":"empty"}"#,
        r#"{"/properties/a":"null","/properties/b":"empty"}"#,
        r#"{"/properties/a":{"default":{"x":[1]}},"/properties/c":{"default":"d"}}"#,
    ])
}

const RECORD: &str = r#"{"form":{"text":"An, A","number":7,"list":[{"sku":"x"}],"json":"{\"a\":[1]}","deep":{"any key":{"x":true}}}}"#;

proptest! {
    /// What our own mapping says is what the task says, unless something else
    /// is told.
    #[test]
    fn a_mapping_renders_as_its_task(rows in rows(), rules in rules(), event in template()) {
        let text = format!(
            r#"{{"segflow":1,"id":"wf","name":"W","tasks":[{{"id":"form","kind":"form","fields":[{{"id":"text"}},{{"id":"number"}},{{"id":"list"}},{{"id":"gone"}},{{"id":"deep"}},{{"id":"json"}}]}},{{"id":"t","kind":"segment.track","userId":"u","event":{},"properties":{rows},"missing":{rules}}}]}}"#,
            Value::from(event),
        );
        let workflow = Workflow::load(&text).unwrap();
        let exported = mapping_kit::export(&workflow.tasks[1]).unwrap();
        // It is a mapping whatever is told.
        let imported = import(&exported.text, id());
        prop_assert!(imported.is_ok(), "{}", exported.text);
        // What is told is not the same.
        if !exported.listed.is_empty() {
            return Ok(());
        }
        // A trigger asks for the kind of the event.
        let mut again = imported.unwrap();
        for task in &mut again.workflow.tasks {
            std::sync::Arc::make_mut(task).activate_when = None;
        }
        let Value::Object(record) = Value::read(RECORD, 9).unwrap() else { panic!("a record") };
        let event = Object::from_iter([("event", Value::from(record.clone()))]);
        let before: Vec<_> = messages(&workflow, &record).into_iter().map(|(_, message)| message).collect();
        let after: Vec<_> = messages(&again.workflow, &event).into_iter().map(|(_, message)| message).collect();
        prop_assert_eq!(before, after, "{} {:?}", exported.text, again.listed);
    }
}
