//! Laws that hold for every input, tried with many.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::sync::Arc;

use proptest::prelude::*;
use segflow_core::condition::Condition;
use segflow_core::document::{TaskId, Workflow};
use segflow_core::edit::{Edit, History, Stands};
use segflow_core::flow::Flow;
use segflow_core::json::{Number, Object, Value};
use segflow_core::preview::{Inputs, preview, preview_row};
use segflow_core::run::{Effect, Event, Mode, Run, RunSummary, SendError, TaskPath, TaskStatus};
use segflow_core::scope::User;
use segflow_core::segment::{Account, Endpoint, KeyFacts, Region, Transport};
use segflow_core::surroundings::Surroundings;
use segflow_core::template::Template;
use segflow_core::time::Timestamp;

const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);

fn json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?".prop_map(String::from),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(|text| Value::Number(Number::new(&text).unwrap())),
        any::<String>().prop_map(Value::Text),
        template_text().prop_map(Value::Text),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof![any::<String>(), Just("__proto__".to_owned()), "[a-c]"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            prop::collection::vec((key, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Text that looks like tags more often than chance would have it.
fn template_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{{".to_owned()),
        Just("}}".to_owned()),
        Just("{%".to_owned()),
        Just("f.a".to_owned()),
        Just("f.b[0].c".to_owned()),
        Just("| downcase".to_owned()),
        Just("| replace: 'a', f.b".to_owned()),
        Just("| default: \"".to_owned()),
        Just(" ".to_owned()),
        "[a-z.\\[\\]\"'|:,{}é😀\\\\0-9-]{0,4}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn workflow(traits: &Value, properties: &Value, id: &Value, condition: Option<&Value>) -> Workflow {
    let condition = condition.map_or(String::new(), |condition| {
        format!(", \"activateWhen\": {condition}")
    });
    let text = format!(
        r#"{{ "segflow": 1, "id": "wf_1", "name": "Law", "tasks": [
            {{ "id": "f", "kind": "form", "fields": [ {{ "id": "a" }}, {{ "id": "b" }} ] }},
            {{ "id": "i", "kind": "segment.identify", "account": "main", "userId": "u", "traits": {traits} }},
            {{ "id": "t", "kind": "segment.track", "account": "main", "userId": {id}, "event": "E", "properties": {properties}{condition} }}
        ] }}"#
    );
    Workflow::load(&text).unwrap()
}

fn inputs() -> Inputs {
    Inputs {
        accounts: vec![Account {
            id: segflow_core::document::AccountId::parse("main").unwrap(),
            label: "Main".to_owned(),
            region: Region::Custom(Endpoint::parse("http://localhost:1").unwrap()),
            transport: Transport::Simple,
            key: KeyFacts::of("0123456789abcdefghijklmnopqrstuv"),
        }],
        run_id: "run_1".to_owned(),
        row: 0,
        user: User::default(),
        host: Value::Null,
    }
}

fn record(a: Value, b: Value) -> Object {
    Object::from_iter([("f", Value::Object(Object::from_iter([("a", a), ("b", b)])))])
}

proptest! {
    #[test]
    fn writing_and_reading_json_are_inverse(value in json()) {
        prop_assert_eq!(Value::read(&value.to_string(), 64).unwrap(), value.clone());
        prop_assert_eq!(Value::read(&value.to_pretty(), 64).unwrap(), value);
    }

    /// The judge is serde_json, which reads what `JSON.parse` reads but for
    /// numbers too large for it and lone surrogates.
    #[test]
    fn reads_what_a_judge_reads(text in "[\\[\\]{}\":, \\\\u0-9a-fnrtelsE.+-]{0,24}") {
        let judged = serde_json::from_str::<serde_json::Value>(&text);
        let ours = Value::read(&text, 64);
        match (&judged, &ours) {
            (Ok(judged), Ok(ours)) => {
                let again: serde_json::Value = serde_json::from_str(&ours.to_string()).unwrap();
                prop_assert_eq!(judged, &again);
            }
            (Err(_), Err(_)) => {}
            (Err(error), Ok(_)) => {
                let reason = error.to_string();
                prop_assert!(
                    reason.contains("out of range") || reason.contains("surrogate")
                        || reason.contains("hex escape"),
                    "{}: {}", text, reason
                );
            }
            (Ok(_), Err(error)) => prop_assert!(false, "{}: {}", text, error),
        }
    }

    #[test]
    fn places_of_problems_are_within_the_text(text in template_text()) {
        let template = Template::parse(&text);
        for problem in template.problems() {
            prop_assert!(text.get(problem.range.clone()).is_some(), "{:?}", problem);
        }
        for tag in template.tags() {
            prop_assert!(text.get(tag.range.clone()).unwrap().starts_with("{{"));
        }
    }

    #[test]
    fn loading_any_text_is_total(text in any::<String>()) {
        let _ = Workflow::load(&text);
    }

    #[test]
    fn saving_loses_nothing(traits in json(), extra in json()) {
        let mut document = workflow(&traits, &Value::Null, &Value::Null, None).save();
        if let Value::Object(object) = &mut document {
            object.insert("unknown", extra);
        }
        let loaded = Workflow::load(&document.to_string()).unwrap();
        prop_assert_eq!(loaded.save(), document);
    }

    #[test]
    fn conditions_survive(value in json()) {
        prop_assert_eq!(Condition::from_value(value.clone()).to_value(), value);
    }

    /// Any data gives JSON that a judge reads, with the data in it.
    #[test]
    fn bodies_are_json_whatever_the_data(a in json(), b in json(), id in json()) {
        let properties = Value::read(
            r#"{ "whole": "{{ f.a }}", "text": "<{{ f.b }}>", "list": ["{{ f.a }}"] }"#, 8,
        ).unwrap();
        let flow = Flow::compile(Arc::new(workflow(&b, &properties, &id, None)));
        for task in preview(&flow, &record(a.clone(), b), &inputs(), NOW) {
            let Some(request) = task.request else { continue };
            let body = request.shown().body;
            let judged = serde_json::from_str::<serde::de::IgnoredAny>(&body);
            prop_assert!(judged.is_ok(), "{}", body);
            if task.task.as_str() == "t" {
                let read = Value::read(&body, 200).unwrap();
                prop_assert_eq!(read.get("properties").unwrap().get("whole"), Some(&a));
            }
        }
    }

    #[test]
    fn undo_is_the_way_back(names in prop::collection::vec("[a-c]{0,2}", 1..12)) {
        let first = Arc::new(workflow(&Value::Null, &Value::Null, &Value::Null, None));
        let mut history = History::new(Arc::clone(&first));
        for (index, name) in names.into_iter().enumerate() {
            let task = first.tasks[index % 3].id.clone();
            history.apply(match index % 4 {
                0 => Edit::RenameWorkflow(name),
                1 => Edit::LabelTask { task, label: name },
                2 => Edit::MoveTask { task, to: index % 5, stands: Stands::Alone },
                _ => Edit::RemoveTask(task),
            });
        }
        let last = Arc::clone(history.workflow());
        while history.undo() {}
        prop_assert_eq!(history.workflow(), &first);
        while history.redo() {}
        prop_assert_eq!(history.workflow(), &last);
    }

    /// Whatever happens in whatever order: a run sends one thing at a time, an
    /// ended run does nothing unasked, a dry run sends nothing, messages have
    /// ids of their own, and what is saved loads as the same.
    #[test]
    fn runs_answer_every_event(
        script in prop::collection::vec(0_u8..16, 0..40),
        is_dry in any::<bool>(),
    ) {
        let flow = Arc::new(Flow::compile(Arc::new(workflow(
            &Value::Null, &Value::Null, &Value::text("u"), None,
        ))));
        let mode = if is_dry { Mode::DryRun } else { Mode::Send };
        let mut run = Run::new(flow, Object::new(), inputs(), mode);
        for (step, choice) in script.into_iter().enumerate() {
            let now = Timestamp::from_millis(NOW.millis() + 3_600_000 * step as i64);
            let before = run.status();
            // The same task whatever its state: late and early events change nothing.
            let task = TaskPath::from(TaskId::parse(["f", "i", "t"][step % 3]).unwrap());
            let task = run.tasks().iter().find(|task| task.is_under_way()).map_or(task, |task| task.task.clone().into());
            let responded = |status, body: &str, retry_after: Option<&str>| Event::Responded {
                task: task.clone(),
                status,
                body: body.to_owned(),
                retry_after: retry_after.map(str::to_owned),
                now,
                random: 7,
            };
            let not_responded = |error| Event::NotResponded { task: task.clone(), error, now, random: u32::MAX };
            let event = match choice {
                0 | 1 => Event::Started { now },
                2 => Event::Answered { task: task.clone(), answers: Object::new(), now },
                3 => responded(200, "", None),
                4 => responded(500, "{", None),
                5 => responded(429, "", Some("12")),
                6 => not_responded(SendError::TimedOut),
                7 => not_responded(SendError::Offline),
                8..=10 => Event::Waited { task: task.clone(), now },
                11 => Event::Resumed { now },
                12 => Event::Consented { now },
                13 => Event::Retried { now },
                14 => Event::Rerun { now },
                _ => Event::Stopped { now },
            };
            let wakes = matches!(event, Event::Retried { .. } | Event::Rerun { .. });
            let effects;
            (run, effects) = run.step(event);
            if before.is_some() && !wakes {
                prop_assert!(effects.is_empty());
                prop_assert_eq!(run.status(), before);
            }
            let sends = effects.iter().filter(|effect| matches!(effect, Effect::Send { .. }));
            prop_assert!(sends.count() <= usize::from(!is_dry));
            if let Some(place) = effects.iter().position(|effect| matches!(effect, Effect::Send { .. })) {
                prop_assert!(effects[..place].contains(&Effect::Save), "kept before it leaves");
            }
            if run.status().is_some() {
                prop_assert!(run.tasks().iter().all(|task| task.status.is_final()));
            }
            let saved = run.save();
            let loaded = Run::load(&saved, &inputs().accounts).unwrap();
            prop_assert_eq!(loaded.save(), saved);
            prop_assert_eq!(loaded.status(), run.status());
            let summary = run.summary();
            prop_assert_eq!(RunSummary::load(&summary.save()), Some(summary));
        }
        let mut ids: Vec<_> = run.tasks().iter().filter_map(|task| task.message_id.as_ref()).collect();
        let made = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), made);
    }
}

/// Levels, conditions, forms to be completed, and a workflow within.
fn flow_of_levels() -> Flow {
    let inner = r#"{ "segflow": 1, "id": "wf_2", "name": "Inner", "tasks": [
        { "id": "f", "kind": "form", "fields": [ { "id": "a" } ] },
        { "id": "t", "kind": "segment.track", "account": "main", "userId": "u", "event": "E", "besidePrevious": true } ] }"#;
    let outer = r#"{ "segflow": 1, "id": "wf_1", "name": "Outer", "tasks": [
        { "id": "f", "kind": "form", "fields": [ { "id": "a" }, { "id": "s", "type": "password" } ] },
        { "id": "t", "kind": "segment.track", "account": "main", "userId": "u", "event": "E",
          "activateWhen": { "field": "f.a", "op": "isSet" }, "onError": "continue" },
        { "id": "g", "kind": "form", "fields": [ { "id": "a" } ], "besidePrevious": true,
          "completeWhen": { "field": "g.a", "op": "isSet" } },
        { "id": "w", "kind": "workflow", "workflow": "wf_2", "input": { "f.a": "{{ f.a }}" } },
        { "id": "x", "kind": "workflow", "workflow": "wf_2", "input": { "f.a": "{{ f.s }}" }, "besidePrevious": true,
          "activateWhen": { "field": "f.a", "op": "isNotSet" } } ] }"#;
    let load = |text| Arc::new(Workflow::load(text).unwrap());
    let surroundings = Surroundings {
        workflows: vec![load(inner)],
        ..Surroundings::default()
    };
    Flow::compile_in(load(outer), Arc::new(surroundings))
}

/// The states of a run's tasks that are under way, and of those within them.
fn under_way(run: &Run) -> Vec<TaskStatus> {
    let tasks = run.tasks().iter().filter(|task| task.is_under_way());
    let states = tasks.flat_map(|task| match &task.nested {
        Some(nested) => under_way(nested),
        None => vec![task.status],
    });
    states.collect()
}

proptest! {
    /// Whatever happens to whichever task: a run that has not ended is at
    /// something, what leaves was kept before, and what is saved goes on.
    #[test]
    fn runs_of_levels_answer_every_event(script in prop::collection::vec((0_u8..16, 0_u8..9), 0..60)) {
        let mut run = Run::new(Arc::new(flow_of_levels()), Object::new(), inputs(), Mode::Send);
        (run, _) = run.step(Event::Started { now: NOW });
        for (step, (choice, task)) in script.into_iter().enumerate() {
            let now = Timestamp::from_millis(NOW.millis() + 600_000 * step as i64);
            let paths = ["f", "t", "g", "w/f", "w/t", "x/f", "x/t", "x", "nobody"];
            let task = TaskPath::parse(paths[usize::from(task)]).unwrap();
            let answers = match choice {
                2 if task.to_string() == "f" => Object::from_iter([("a", "1"), ("s", "hunter2")]),
                2 => Object::from_iter([("a", "1")]),
                _ => Object::new(),
            };
            let event = match choice {
                0..=2 => Event::Answered { task, answers, now },
                3 => Event::NotAnswered { task, now },
                4..=6 => Event::Responded { task, status: 200, body: String::new(), retry_after: None, now, random: 7 },
                7 => Event::Responded { task, status: 429, body: String::new(), retry_after: Some("12".to_owned()), now, random: 7 },
                8 => Event::NotResponded { task, error: SendError::Offline, now, random: 7 },
                9 => Event::Responded { task, status: 400, body: String::new(), retry_after: None, now, random: 7 },
                10 | 11 => Event::Waited { task, now },
                12 => Event::Resumed { now },
                13 => Event::Retried { now },
                14 => Event::Rerun { now },
                _ => Event::Stopped { now },
            };
            let is_resumed = choice == 12;
            let effects;
            (run, effects) = run.step(event);
            let first = effects.iter().position(|effect| matches!(effect, Effect::Send { .. }));
            if let Some(first) = first {
                prop_assert!(effects[..first].contains(&Effect::Save), "kept before it leaves");
            }
            prop_assert!(effects.is_empty() || is_resumed || effects.contains(&Effect::Save));
            prop_assert_eq!(run.status().is_none(), !under_way(&run).is_empty());
            prop_assert_eq!(run.asking().len(), under_way(&run).iter().filter(|state| **state == TaskStatus::Asking).count());
            let saved = run.save();
            prop_assert!(!saved.contains("hunter2"), "{}", saved);
            prop_assert!(!run.summary().save().contains("hunter2"));
            let loaded = Run::load(&saved, &inputs().accounts).unwrap();
            prop_assert_eq!(loaded.save(), saved);
            prop_assert_eq!(loaded.status(), run.status());
            // Whoever takes it up goes on with it, until it ends.
            let (mut resumed, _) = loaded.step(Event::Resumed { now });
            prop_assert_eq!(resumed.status().is_none(), !under_way(&resumed).is_empty());
            (resumed, _) = resumed.step(Event::Stopped { now });
            prop_assert!(resumed.status().is_some());
            prop_assert!(resumed.tasks().iter().all(|task| task.status.is_final()));
        }
    }

    /// A record read as text gives the same messages as one read as a tree.
    #[test]
    fn rows_from_text_and_tree_agree(a in json(), b in json()) {
        let properties = Value::read(
            r#"{ "whole": "{{ f.a }}", "deep": "{{ f.a.b[0] }}", "key": "{{ f.b[\"__proto__\"] }}", "text": "<{{ f.b | upcase }}>" }"#, 8,
        ).unwrap();
        let condition = Value::read(r#"{ "field": "f.b.a", "op": "isNotEmpty" }"#, 8).unwrap();
        let flow = Flow::compile(Arc::new(workflow(&b, &properties, &Value::text("{{ f.a }}"), Some(&condition))));
        let record = record(a, b);
        let text = Value::Object(record.clone()).to_pretty();
        let from_text = preview_row(&flow, &flow.read_row(&text).unwrap(), &inputs(), NOW);
        prop_assert_eq!(preview(&flow, &record, &inputs(), NOW), from_text);
    }

    /// A row is read if and only if it is JSON, and an object.
    #[test]
    fn rows_are_read_as_json_is(text in "\\{?[\\[\\]{}\":, \\\\u0-9a-fnrtelsE.+-]{0,24}\\}?") {
        let flow = Flow::compile(Arc::new(workflow(
            &Value::text("{{ f.a }}"), &Value::text("{{ f.b.c[1] }}"), &Value::Null, None,
        )));
        let read = Value::read(&text, 256).is_ok_and(|value| value.as_object().is_some());
        prop_assert_eq!(flow.read_row(&text).is_ok(), read, "{}", text);
    }

    #[test]
    fn rows_are_total(text in any::<String>()) {
        let flow = Flow::compile(Arc::new(workflow(&Value::Null, &Value::Null, &Value::Null, None)));
        let _ = flow.read_row(&text);
    }
}

/// What is not used may be nested as deeply as anyone likes.
#[test]
fn depth_is_no_danger() {
    let flow = Flow::compile(Arc::new(workflow(
        &Value::text("{{ f.a }}"),
        &Value::Null,
        &Value::text("u"),
        None,
    )));
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    assert!(
        flow.read_row(&format!(r#"{{"x":{deep},"f":{{"b":{deep}}}}}"#))
            .is_ok()
    );
    assert!(
        flow.read_row(&format!(r#"{{"f":{{"a":{deep}}}}}"#))
            .is_err()
    );
    assert!(flow.read_row(&"[".repeat(100_000)).is_err());
}

/// The last of two members with one key wins, as in `JSON.parse`.
#[test]
fn the_last_duplicate_wins() {
    let flow = Flow::compile(Arc::new(workflow(
        &Value::text("{{ f.a }}"),
        &Value::text("{{ f.b.c }}"),
        &Value::text("u"),
        None,
    )));
    for text in [
        r#"{"f":{"a":1,"b":{"c":1}},"f":{"a":2}}"#,
        r#"{"f":{"b":{"c":1},"b":{},"a":1,"a":2}}"#,
        r#"{"f":{"b":{"c":1},"b":null,"a":{"x":1},"a":2}}"#,
    ] {
        let tree = Value::read(text, 9).unwrap();
        let from_tree = preview(&flow, tree.as_object().unwrap(), &inputs(), NOW);
        let from_text = preview_row(&flow, &flow.read_row(text).unwrap(), &inputs(), NOW);
        assert_eq!(from_tree, from_text, "{text}");
    }
}
