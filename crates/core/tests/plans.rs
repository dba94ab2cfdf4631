//! Tracking plans: what they are imported from, and what violates them. A
//! general validator of JSON Schema is the judge.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use proptest::prelude::*;
use segflow_core::document::Call;
use segflow_core::json::Value;
use segflow_core::plan::{Plan, import};

/// A case is a plan as it was exported and messages: what was imported, what
/// of it is not checked, and what violates it.
#[test]
fn plans() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan");
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
    let imported = match import(case.get("plan").unwrap()) {
        Ok(imported) => imported,
        Err(error) => return format!("! {error}\n"),
    };
    let plan = &imported.plan;
    assert!(Plan::read(&plan.save()).as_ref() == Some(plan));
    assert!(import(&plan.save()).unwrap().plan == *plan);
    let mut out = format!(
        "{} of {} rules{}\n",
        plan.name().unwrap_or("a plan without a name"),
        plan.len(),
        if imported.is_partial {
            ", a part of it"
        } else {
            ""
        },
    );
    for ignored in plan.ignored() {
        writeln!(out, "ignored: {} of {}", ignored.keyword, ignored.rule).unwrap();
    }
    for message in case.get("messages").unwrap().as_list().unwrap() {
        let call = message.get("type").unwrap().as_text().unwrap();
        writeln!(out, "{message}").unwrap();
        for violation in plan.check(Call::from_name(call).unwrap(), message) {
            writeln!(out, "  {} {}", violation.at, violation.kind).unwrap();
        }
    }
    out
}

fn json(text: &'static [&'static str]) -> impl Strategy<Value = serde_json::Value> {
    prop::sample::select(text).prop_map(|text| serde_json::from_str(text).unwrap())
}

const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "1.0",
    "-1",
    "1.5",
    "1e2",
    "9007199254740993",
    r#""""#,
    r#""a""#,
    r#""ab12""#,
    r#""2024-05-01T12:00:00Z""#,
    r#""2024-02-30T12:00:00Z""#,
    r#""2024-05-01""#,
    "[]",
    "[1]",
    r#"["a",1]"#,
    "{}",
    r#"{"a":1}"#,
    r#"{"b":1,"a":"a"}"#,
];

fn value() -> impl Strategy<Value = serde_json::Value> {
    json(VALUES).prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(serde_json::Value::from),
            prop::collection::vec(("[a-c]", inner), 0..3).prop_map(|members| members
                .into_iter()
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

/// Schemas of what plans are made of.
fn schema() -> impl Strategy<Value = serde_json::Value> {
    const TYPES: &[&str] = &[
        r#""string""#,
        r#""number""#,
        r#""integer""#,
        r#""boolean""#,
        r#""null""#,
        r#""array""#,
        r#""object""#,
        r#"["string","null"]"#,
        r#"["integer","array"]"#,
    ];
    let leaf = prop_oneof![
        json(&["true", "{}", "false"]),
        json(TYPES).prop_map(|name| serde_json::json!({ "type": name })),
        value().prop_map(|value| serde_json::json!({ "const": value })),
        prop::collection::vec(value(), 1..3).prop_map(|list| {
            let mut list = list;
            // The judge wants its lists without doubles.
            list.dedup();
            serde_json::json!({ "enum": list })
        }),
        json(&[r#""a""#, r#""^a$""#, r#""[0-9]{2}""#])
            .prop_map(|pattern| serde_json::json!({ "pattern": pattern })),
        // Limits that the judge, who rounds numbers, tells from every value; the
        // case large_numbers has their neighbours.
        json(&["0", "1", "1.5", "-1", "9007199254740994"])
            .prop_map(|limit| serde_json::json!({ "minimum": limit })),
        json(&["0", "1", "1.5", "9007199254740994"])
            .prop_map(|limit| serde_json::json!({ "maximum": limit })),
        json(&[r#"["a"]"#, r#"["a","b"]"#, "[]"])
            .prop_map(|names| serde_json::json!({ "required": names })),
        Just(serde_json::json!({ "format": "date-time" })),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            (
                prop::collection::btree_map("[a-c]", inner.clone(), 0..3),
                inner.clone()
            )
                .prop_map(|(properties, additional)| serde_json::json!({
                    "type": "object", "properties": properties, "additionalProperties": additional,
                })),
            inner
                .clone()
                .prop_map(|items| serde_json::json!({ "items": items })),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(
                |(condition, then, otherwise)| {
                    serde_json::json!({ "if": condition, "then": then, "else": otherwise })
                }
            ),
            // Two schemas in one, as far as their keywords differ.
            (inner.clone(), inner).prop_map(|(one, other)| match (one, other) {
                (serde_json::Value::Object(mut one), serde_json::Value::Object(other)) => {
                    one.extend(other);
                    one.into()
                }
                (one, _) => one,
            }),
        ]
    })
}

fn is_right_to_the_judge(schema: &serde_json::Value, value: &serde_json::Value) -> bool {
    let mut compiler = boon::Compiler::new();
    compiler.set_default_draft(boon::Draft::V7);
    compiler.enable_format_assertions();
    compiler.add_resource("plan.json", schema.clone()).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler
        .compile("plan.json", &mut schemas)
        .expect("a schema");
    schemas.validate(value, index).is_ok()
}

proptest! {
    #[test]
    fn what_violates_a_plan_violates_its_schema(schema in schema(), value in value()) {
        let judged = is_right_to_the_judge(&schema, &value);
        let rule = serde_json::json!({ "rules": [{ "type": "COMMON", "jsonSchema": schema }] });
        let plan = Plan::read(&Value::read(&rule.to_string(), 99).unwrap()).unwrap();
        let found = plan.check(Call::Alias, &Value::read(&value.to_string(), 99).unwrap());
        prop_assert_eq!(found.is_empty(), judged, "{} {}: {:?}", rule, value, found);
    }

    #[test]
    fn plans_are_read_whatever_they_hold(text in "[\\[\\]{}\":, a-z0-9]{0,40}") {
        if let Ok(value) = Value::read(&text, 64) {
            let _ = import(&value);
            let rule = Value::read(
                &format!(r#"{{"rules":[{{"type":"COMMON","jsonSchema":{value}}}]}}"#), 99,
            ).unwrap();
            let _ = Plan::read(&rule).unwrap().check(Call::Track, &value);
        }
    }
}
