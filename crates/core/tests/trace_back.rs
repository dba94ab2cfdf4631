//! From a message back to the answers it was made from.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

use std::sync::Arc;

use segflow_core::document::Workflow;
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::trace_back::{TracedBack, trace_back};

const DOCUMENT: &str = r#"{"segflow":1,"id":"wf_1","name":"","tasks":[
    {"id":"form","kind":"form","fields":[
        {"id":"email","type":"email"},{"id":"name","type":"text"},{"id":"amount","type":"number"},
        {"id":"plan","type":"dropdown"},{"id":"pin","type":"password"},{"id":"news","type":"yesno"}]},
    {"id":"identify","kind":"segment.identify","userId":"{{ form.email | downcase }}",
     "traits":{"name":"{{ form.name }}","pin":"{{ form.pin }}","source":"web","level":3}},
    {"id":"track","kind":"segment.track","userId":"{{ form.email | downcase }}","event":"Form Completed",
     "properties":{"revenue":"{{ form.amount }}","note":"Hello {{ form.name }}!","plan":"{{ form.plan | upcase }}"}},
    {"id":"other","kind":"segment.track","userId":"{{ form.amount }}","event":"Other",
     "properties":{"name":"{{ form.name }}","when":"{{ run.startedAt }}","both":"{{ form.plan }} {{ form.name }}"}}]}"#;

fn traced(message: &str) -> Option<TracedBack> {
    let workflow = Workflow::load(DOCUMENT).unwrap();
    let flow = Flow::compile(Arc::new(workflow));
    trace_back(&flow, &Value::read(message, 64).unwrap())
}

/// What a message comes to: the task, the answers, what is not known, and what
/// does not fit.
fn check(message: &str, task: &str, record: &str, unknown: &str, differs: &[&str]) {
    let traced = traced(message).unwrap();
    assert_eq!(traced.task.as_str(), task, "{message}");
    assert_eq!(
        Value::Object(traced.record).to_string(),
        record,
        "{message}"
    );
    let names: Vec<&str> = traced
        .unknown
        .iter()
        .map(|(_, field)| field.as_str())
        .collect();
    assert_eq!(names.join(" "), unknown, "{message}");
    let places: Vec<&str> = traced.differs.iter().map(|place| place.as_str()).collect();
    assert_eq!(places, differs, "{message}");
}

#[test]
fn answers_are_found_in_messages() {
    check(
        r#"{"type":"identify","userId":"ana@example.com","traits":{"name":"Ana","pin":"1234","source":"web","level":3}}"#,
        "identify",
        r#"{"form":{"name":"Ana","email":"ana@example.com"}}"#,
        "amount plan pin news",
        &[],
    );
    check(
        r#"{"type":"track","userId":"ana@example.com","event":"Form Completed","properties":{"revenue":12.50,"note":"Hello Ana \"Z\"!","plan":"pro"}}"#,
        "track",
        r#"{"form":{"amount":12.50,"email":"ana@example.com","name":"Ana \"Z\""}}"#,
        // No answer gives small letters after `upcase`.
        "plan pin news",
        &[],
    );
    // Another task of the same call explains it better. Ids are sent as text;
    // two tags in one text tell nothing, but what they give is compared.
    check(
        r#"{"type":"track","userId":"12","event":"Other","properties":{"name":"Ana","when":"2024-05-01T12:00:00.000Z","both":" Ana"}}"#,
        "other",
        r#"{"form":{"amount":12,"name":"Ana"}}"#,
        "email plan pin news",
        &[],
    );
    // What is not in the message was not answered, as far as it tells.
    check(
        r#"{"type":"identify","userId":"a","traits":{"source":"app","level":3}}"#,
        "identify",
        r#"{"form":{"email":"a"}}"#,
        "name amount plan pin news",
        &["/traits/source"],
    );
}

#[test]
fn what_no_task_sends_has_no_answers() {
    for message in [
        r#"{"type":"page","name":"Home"}"#,
        "{}",
        "[]",
        r#"{"type":3}"#,
    ] {
        assert_eq!(traced(message), None, "{message}");
    }
}
