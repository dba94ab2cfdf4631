//! A pinned payload is what a sample gives, until an edit changes it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::sync::Arc;

use segflow_core::document::Workflow;
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::pinned::{differences, pin};
use segflow_core::preview::{Inputs, TaskPreview, preview};
use segflow_core::scope::User;
use segflow_core::time::Timestamp;

const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);
const LATER: Timestamp = Timestamp::from_millis(1_814_564_800_000);

fn previews(properties: &str, more: &str, plan: &str, now: Timestamp) -> Vec<TaskPreview> {
    let text = format!(
        r#"{{"segflow":1,"id":"w","name":"W","tasks":[
            {{"id":"f","kind":"form","fields":[{{"id":"plan"}}]}},
            {{"id":"t","kind":"segment.track","userId":"u","event":"E","properties":{properties}{more},
              "activateWhen":{{"field":"f.plan","op":"is","value":"pro"}}}}]}}"#
    );
    let flow = Flow::compile(Arc::new(Workflow::load(&text).unwrap()));
    let form = Object::from_iter([("plan", plan)]);
    let record = Object::from_iter([("f", Value::Object(form))]);
    let inputs = Inputs {
        accounts: Vec::new(),
        run_id: now.to_string(),
        row: 0,
        user: User::default(),
        host: Value::Null,
    };
    preview(&flow, &record, &inputs, now)
}

#[test]
fn only_what_was_edited_differs() {
    let pinned = pin(&previews(r#"{"a":1,"b":["x","y"]}"#, "", "pro", NOW), NOW);
    assert_eq!(
        Value::Object(pinned.clone()).to_string(),
        r#"{"t":{"type":"track","userId":"u","event":"E","properties":{"a":1,"b":["x","y"]},"context":{"library":{"name":"segflow"}},"integrations":{}}}"#
            .replace(r#","integrations":{}"#, "")
    );
    for (properties, more, plan, expected) in [
        // Another run at another time gives the same.
        (r#"{"a":1,"b":["x","y"]}"#, "", "pro", &[] as &[&str]),
        (
            r#"{"a":1.0,"b":["x"],"c":null}"#,
            "",
            "pro",
            &[
                "/properties/a: 1 → 1.0",
                "/properties/b/1: \"y\" → -",
                "/properties/c: - → null",
            ],
        ),
        (
            r#"{"b":["x","y"],"a":1}"#,
            r#","timestamp":"2024-01-01T00:00:00Z""#,
            "pro",
            &["/timestamp: - → \"2024-01-01T00:00:00.000Z\""],
        ),
    ] {
        let found = differences(&pinned, &previews(properties, more, plan, LATER), LATER);
        let shown = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
        let found: Vec<String> = found
            .iter()
            .map(|each| {
                let at = each.at.as_str();
                format!("{at}: {} → {}", shown(&each.pinned), shown(&each.given))
            })
            .collect();
        assert_eq!(found, expected, "{properties}");
    }
    // A task that is skipped now gives no body at all.
    let found = differences(&pinned, &previews("{}", "", "free", LATER), LATER);
    assert_eq!(found.len(), 1);
    assert!(found[0].given.is_none() && found[0].at.as_str().is_empty());
    // What is pinned by hand, a whole body, is compared like any other.
    let whole = &previews("{}", "", "pro", NOW)[1];
    let whole = Value::read(&whole.request.as_ref().unwrap().shown().body, 9).unwrap();
    let pinned = Object::from_iter([("t", whole)]);
    assert_eq!(
        differences(&pinned, &previews("{}", "", "pro", LATER), LATER),
        []
    );
}
