//! The JSON Schema of a workflow is made of the core's own names, and committed
//! where the npm package takes it from. `UPDATE_EXPECT=1` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use expect_test::expect_file;
use segflow_core::condition::Operator;
use segflow_core::document::{Call, FormFieldType, LoadErrorKind, Workflow};
use serde_json::{Map, Value, json};

const ID: &str = "^[A-Za-z_][A-Za-z0-9_-]{0,63}$";

fn schema() -> Value {
    let condition = json!({ "$ref": "#/$defs/condition" });
    let fields: Vec<Value> = Call::ALL.iter().map(|call| segment(*call)).collect();
    let kinds: Vec<Value> = [form(), sub_workflow()].into_iter().chain(fields).collect();
    let types: Vec<&str> = FormFieldType::ALL.iter().map(|kind| kind.name()).collect();
    let operators: Vec<&str> = Operator::ALL
        .iter()
        .map(|operator| operator.name())
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:segflow:workflow:1",
        "title": "A segflow workflow",
        "description": "Members that are not named here are kept as they are.",
        "type": "object",
        "required": ["segflow", "id", "name", "tasks"],
        "properties": {
            "segflow": { "const": 1, "description": "The version of this format." },
            "id": { "$ref": "#/$defs/id" },
            "name": { "type": "string" },
            "tasks": { "type": "array", "items": { "$ref": "#/$defs/task" } },
            "samples": { "type": "array", "items": { "$ref": "#/$defs/sample" } },
            "plan": {
                "description": "A tracking plan.",
                "type": ["object", "null"],
                "properties": { "name": { "type": "string" }, "rules": {}, "strict": { "type": "boolean" } }
            }
        },
        "$defs": {
            "id": { "type": "string", "pattern": ID },
            "task": {
                "type": "object",
                "required": ["id", "kind"],
                "properties": {
                    "id": {
                        "$ref": "#/$defs/id",
                        "not": { "enum": ["run", "workflow", "row", "host", "user"] }
                    },
                    "label": { "type": "string", "description": "What people call it." },
                    "activateWhen": condition,
                    "completeWhen": condition,
                    "onError": { "enum": ["stop", "continue"], "default": "stop" },
                    "besidePrevious": { "type": "boolean", "default": false }
                },
                "oneOf": kinds
            },
            "field": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": { "$ref": "#/$defs/id" },
                    "label": { "type": "string" },
                    "hint": { "type": "string" },
                    "type": { "enum": types, "default": "text" },
                    "required": { "type": "boolean", "default": false },
                    "choices": { "type": "array", "items": { "type": "string" } },
                    "default": { "description": "What the form begins with." }
                }
            },
            "condition": {
                "description": "A condition that cannot be read is kept, and is a finding.",
                "anyOf": [
                    { "type": "null" },
                    group("all", &json!({ "type": "array", "items": condition })),
                    group("any", &json!({ "type": "array", "items": condition })),
                    group("not", &condition),
                    {
                        "type": "object",
                        "required": ["field", "op"],
                        "properties": {
                            "field": { "type": "string" },
                            "op": { "enum": operators },
                            "value": {},
                            "valueFrom": { "type": "string" },
                            "ignoreCase": { "type": "boolean", "default": false }
                        }
                    }
                ]
            },
            "missing": {
                "description": "What becomes of a value whose tag has none, by its place in the task.",
                "type": "object",
                "propertyNames": { "pattern": "^(\\*|(/.*)?)$" },
                "additionalProperties": {
                    "anyOf": [
                        { "enum": ["omit", "empty", "null", "stop"] },
                        {
                            "type": "object",
                            "required": ["default"],
                            "properties": { "default": {} },
                            "additionalProperties": false
                        }
                    ]
                }
            },
            "sample": {
                "type": "object",
                "properties": {
                    "name": { "type": "string" },
                    "record": { "type": "object", "description": "Answers by task, then field." },
                    "expected": { "type": ["object", "null"], "description": "Bodies by task." }
                }
            }
        }
    })
}

fn group(name: &str, of: &Value) -> Value {
    json!({
        "type": "object",
        "required": [name],
        "properties": { name: of },
        "maxProperties": 1
    })
}

fn form() -> Value {
    json!({
        "properties": {
            "kind": { "const": "form" },
            "fields": { "type": "array", "items": { "$ref": "#/$defs/field" } }
        }
    })
}

fn sub_workflow() -> Value {
    json!({
        "properties": {
            "kind": { "const": "workflow" },
            "workflow": { "type": "string", "description": "The id of another workflow." },
            "input": { "type": "object", "description": "Templates by `task.field`." }
        }
    })
}

fn segment(call: Call) -> Value {
    let mut properties: Map<String, Value> = call
        .fields()
        .iter()
        .map(|field| (field.name().to_owned(), json!({ "title": field.title() })))
        .collect();
    properties.insert(
        "kind".into(),
        json!({ "const": format!("segment.{}", call.name()) }),
    );
    properties.insert(
        "account".into(),
        json!({ "anyOf": [{ "const": "" }, { "$ref": "#/$defs/id" }] }),
    );
    properties.insert("missing".into(), json!({ "$ref": "#/$defs/missing" }));
    json!({ "properties": properties })
}

#[test]
fn the_committed_schema_is_that_of_the_core() {
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    expect_file!["../../../www/npm/schema.json"].assert_eq(&text);
}

/// Whether a text is a workflow by the schema.
fn fits(text: &str) -> bool {
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler
        .add_resource("urn:segflow:workflow:1", schema())
        .unwrap();
    let index = compiler
        .compile("urn:segflow:workflow:1", &mut schemas)
        .unwrap();
    let document = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    schemas.validate(&document, index).is_ok()
}

#[test]
fn what_the_schema_takes_loads_and_what_it_refuses_does_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (mut taken, mut refused) = (0, 0);
    for feature in ["load", "check", "run"] {
        for entry in fs::read_dir(folder.join(feature)).unwrap().flatten() {
            let Ok(text) = fs::read_to_string(entry.path()) else {
                continue;
            };
            let Ok(Value::Object(mut case)) =
                serde_json::from_str(text.trim_start_matches('\u{feff}'))
            else {
                continue;
            };
            let document = case
                .remove("workflow")
                .map_or(text, |workflow| workflow.to_string());
            let loads = Workflow::load(&document);
            let is_beyond = loads.as_ref().is_err_and(|error| {
                // How deep it is, and whether ids differ, a schema cannot say.
                use LoadErrorKind::{DuplicateId, NotJson};
                matches!(error.kind, NotJson(_) | DuplicateId(_))
            });
            if is_beyond || has_unreadable_condition(&document) {
                continue;
            }
            assert_eq!(
                fits(&document),
                loads.is_ok(),
                "{}: {loads:?}",
                entry.path().display()
            );
            if loads.is_ok() {
                taken += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(taken > 20 && refused > 5, "{taken} {refused}");
}

/// A condition that cannot be read loads all the same.
fn has_unreadable_condition(document: &str) -> bool {
    Workflow::load(document).is_ok_and(|workflow| format!("{workflow:?}").contains("Unreadable"))
}
