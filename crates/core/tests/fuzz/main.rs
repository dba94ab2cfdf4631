//! Fuzz: many inputs near those that people write, and what must hold for all
//! of them. The seed is fixed, so a failure comes again; `SEGFLOW_FUZZ_CASES`
//! and `SEGFLOW_FUZZ_SEED` look further.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod mutation;

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use mutation::{Chance, corpus, mutate, pieces};
use segflow_core::condition::Condition;
use segflow_core::document::{AccountId, TaskId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{Inputs, preview, preview_row};
use segflow_core::run::{Event, Mode, Run};
use segflow_core::scope::User;
use segflow_core::segment::{Account, KeyFacts, Region, Transport};
use segflow_core::template::Template;
use segflow_core::time::Timestamp;
use segflow_core::trace::trace;

const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);

/// Tries so many inputs, and tells the one that fails.
fn fuzz(cases: usize, input: impl Fn(&mut Chance) -> String, check: impl Fn(&str)) {
    let setting = |name: &str| env::var(name).ok().and_then(|value| value.parse().ok());
    let cases = setting("SEGFLOW_FUZZ_CASES").map_or(cases, |cases: u64| cases as usize);
    let mut chance = Chance::new(setting("SEGFLOW_FUZZ_SEED").unwrap_or(1));
    for _ in 0..cases {
        let text = input(&mut chance);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(&text))) {
            eprintln!("the input was {text:?}");
            resume_unwind(panic);
        }
    }
}

fn inputs() -> Inputs {
    Inputs {
        accounts: vec![Account {
            id: AccountId::parse("main").unwrap(),
            label: "Main".to_owned(),
            region: Region::Us,
            transport: Transport::Simple,
            key: KeyFacts::of("0123456789abcdefghijklmnopqrstuv"),
        }],
        run_id: "run_1".to_owned(),
        row: 0,
        user: User::default(),
        host: Value::read(r#"{"x":[1,{"y":"z"}]}"#, 8).unwrap(),
    }
}

fn record() -> Object {
    let text = r#"{"f":{"a":["b","A",10,null,{"sku":1.50}],"b":" 2024-05-01 é👩‍👧,x ","c":-7.25,"__proto__":1e400}}"#;
    let value = Value::read(text, 8).unwrap();
    value.as_object().unwrap().clone()
}

/// Everything that can be done with a document is done with it.
fn use_whole(workflow: Workflow, record: &Object) {
    let workflow = Arc::new(workflow);
    let flow = Arc::new(Flow::compile(Arc::clone(&workflow)));
    for finding in flow.findings() {
        assert!(!finding.to_string().is_empty());
    }
    let previews = preview(&flow, record, &inputs(), NOW);
    for request in previews.iter().filter_map(|task| task.request.as_ref()) {
        let body = request.shown().body;
        assert!(is_json(&body), "{body}");
    }
    // A run sends what the preview shows, and fails where that is invalid.
    let run = Run::new(flow, record.clone(), inputs(), Mode::DryRun);
    let (mut run, _) = run.step(Event::Started { now: NOW });
    while let Some(task) = run.asking().first().map(|asked| asked.path.clone()) {
        (run, _) = run.step(Event::NotAnswered { task, now: NOW });
    }
    assert!(run.status().is_some(), "nobody else is waited for");
    for (task, shown) in run.tasks().iter().zip(&previews) {
        if let Some(request) = &task.request {
            assert!(shown.request.is_some());
            assert!(is_json(&request.body), "{}", request.body);
        }
    }
}

/// A judge that is not our reader. It has a bound of its own for depth.
fn is_json(text: &str) -> bool {
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => true,
        Err(error) => error.to_string().contains("recursion limit"),
    }
}

/// The value with its members by name: a save has an order of its own.
fn in_order(value: Value) -> Value {
    match value {
        Value::List(list) => Value::List(list.into_iter().map(in_order).collect()),
        Value::Object(object) => {
            let mut members: Vec<_> = object
                .into_iter()
                .map(|(key, value)| (key, in_order(value)))
                .collect();
            members.sort_by(|(left, _), (right, _)| left.cmp(right));
            Value::Object(members.into_iter().collect())
        }
        other => other,
    }
}

fn form_and_track(members: &str) -> String {
    format!(
        r#"{{"segflow":1,"id":"w","name":"F","tasks":[
            {{"id":"f","kind":"form","fields":[{{"id":"a"}},{{"id":"b"}},{{"id":"c","type":"number"}}]}},
            {{"id":"t","kind":"segment.track","account":"main","userId":"u","event":"E",{members}}}]}}"#
    )
}

#[test]
fn tags() {
    let seeds: Vec<String> = corpus(&["template"])
        .iter()
        .filter_map(|text| Value::read(text, 64).ok())
        .filter_map(|case| Some(case.get("templates")?.as_list()?.to_vec()))
        .flatten()
        .filter_map(|template| Some(template.as_text()?.replace("form.", "f.")))
        .collect();
    let input = |chance: &mut Chance| match chance.below(3) {
        0 => pieces(chance),
        _ => {
            let seed = chance.pick(&seeds).clone();
            mutate(&seed, chance)
        }
    };
    let record = record();
    let end = TaskId::parse("end").unwrap();
    let empty = Flow::compile(Arc::new(
        Workflow::load(&form_and_track("\"name\":\"\"")).unwrap(),
    ));
    fuzz(4000, input, |text| {
        let template = Template::parse(text);
        for problem in template.problems() {
            assert!(text.get(problem.range.clone()).is_some());
        }
        for tag in template.tags() {
            assert!(text.get(tag.range.clone()).unwrap().starts_with("{{"));
        }
        let traced = trace(&empty, &end, text, &record, &inputs(), NOW);
        // What is shown step by step is what is sent.
        let mut quoted = String::new();
        segflow_core::json::write_text(text, &mut quoted);
        let document = form_and_track(&format!(
            "\"missing\":{{\"*\":\"empty\"}},\"properties\":{{\"whole\":{quoted},\"list\":[{quoted}]}},\"timestamp\":{quoted}"
        ));
        let workflow = Workflow::load(&document).unwrap();
        let flow = Flow::compile(Arc::new(workflow.clone()));
        let shown = preview(&flow, &record, &inputs(), NOW);
        let body = shown[1].request.as_ref().unwrap().shown().body;
        let body = Value::read(&body, 300).unwrap();
        let whole = body.get("properties").unwrap().get("whole").cloned();
        let sees_more = text.contains("t.") || text.contains("run") || text.contains("workflow");
        if !sees_more && template.problems().is_empty() && traced.value.is_some() {
            assert_eq!(whole, traced.value);
        }
        use_whole(workflow, &record);
    });
}

#[test]
fn documents() {
    let seeds: Vec<String> = corpus(&["check", "request", "run"])
        .iter()
        .filter_map(|text| Some(Value::read(text, 64).ok()?.get("workflow")?.to_string()))
        .chain(corpus(&["load"]))
        .collect();
    let input = |chance: &mut Chance| {
        let seed = chance.pick(&seeds).clone();
        mutate(&seed, chance)
    };
    fuzz(3000, input, |text| match Workflow::load(text) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(workflow) => {
            let saved = workflow.save();
            assert_eq!(Workflow::load(&saved.to_string()).unwrap(), workflow);
            assert_eq!(Workflow::load(&saved.to_pretty()).unwrap(), workflow);
            use_whole(workflow, &record());
        }
    });
}

#[test]
fn conditions() {
    let seeds: Vec<String> = corpus(&["condition"])
        .iter()
        .filter_map(|text| Value::read(text, 64).ok())
        .filter_map(|case| Some(case.get("conditions")?.as_list()?.to_vec()))
        .flatten()
        .map(|condition| condition.to_string().replace("form.", "f."))
        .collect();
    let input = |chance: &mut Chance| {
        let seed = chance.pick(&seeds).clone();
        mutate(&seed, chance)
    };
    let record = record();
    fuzz(6000, input, |text| {
        let Ok(value) = Value::read(text, 60) else {
            return;
        };
        let kept = Condition::from_value(value.clone()).to_value();
        assert_eq!(in_order(kept), in_order(value));
        let document = form_and_track(&format!("\"activateWhen\":{text}"));
        if let Ok(workflow) = Workflow::load(&document) {
            use_whole(workflow, &record);
        }
    });
}

#[test]
fn values() {
    let seeds = corpus(&["json", "request", "load", "condition"]);
    let input = |chance: &mut Chance| match chance.below(4) {
        0 => pieces(chance),
        _ => {
            let seed = chance.pick(&seeds).clone();
            mutate(&seed, chance)
        }
    };
    let document =
        form_and_track(r#""properties":{"a":"{{ f.a }}","b":"<{{ f.b[0].c | upcase }}>"}"#);
    let flow = Flow::compile(Arc::new(Workflow::load(&document).unwrap()));
    fuzz(8000, input, |text| {
        let read = Value::read(text, 100);
        match &read {
            Err(error) => assert!(!error.to_string().is_empty()),
            Ok(value) => {
                assert!(is_json(text) || text.contains("\\u"), "{text}");
                let written = value.to_string();
                assert!(is_json(&written), "{written}");
                assert_eq!(Value::read(&written, 100).as_ref(), Ok(value));
                assert_eq!(Value::read(&value.to_pretty(), 100).as_ref(), Ok(value));
            }
        }
        // The same data, read as a row of its own and as a part of one.
        for row in [
            text.to_owned(),
            format!(r#"{{"f":{{"x":{text},"a":{text},"b":{text}}}}}"#),
        ] {
            let from_text = flow
                .read_row(&row)
                .map(|row| preview_row(&flow, &row, &inputs(), NOW));
            match (Value::read(&row, 110), from_text) {
                (Ok(Value::Object(tree)), Ok(given)) => {
                    assert_eq!(preview(&flow, &tree, &inputs(), NOW), given);
                }
                (Ok(Value::Object(_)), Err(error)) => panic!("{error}"),
                (_, Ok(_)) => assert!(Value::read(&row, 100_000).is_ok(), "{row}"),
                (_, Err(_)) => {}
            }
        }
    });
}
