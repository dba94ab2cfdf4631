//! Every case is a file: an input beside what it gives. A folder is a
//! feature, and one function of this file is all that touches its API.
//!
//! `UPDATE_EXPECT=1 cargo test -p segflow-core` writes what is given now;
//! whoever does that reads the difference.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::fmt::Write as _;
use std::sync::Arc;

use segflow_core::condition::Condition;
use segflow_core::document::{Task, TaskKind, Workflow};
use segflow_core::json::{Number, Value};
use segflow_core::mend::flaws;
use segflow_core::preview::{certain_violations, preview};
use segflow_core::template::Template;
use segflow_core::trace::trace;
use support::{Case, NOW, show_finding, show_verdict};

#[test]
fn json() {
    support::check_folder("json", |case| {
        let mut out = String::new();
        for text in case.list("texts") {
            let text = text.as_text().unwrap();
            let shown = match Value::read(text, 8) {
                Ok(value) => value.to_string(),
                Err(error) => format!("! {error}"),
            };
            writeln!(out, "{text:?} → {shown}").unwrap();
        }
        out
    });
}

#[test]
fn templates() {
    support::check_folder("template", |case| {
        let stage = case.stage();
        let flow = stage.flow();
        let mut out = String::new();
        for text in case.list("templates") {
            let text = text.as_text().unwrap();
            let trace = trace(
                &flow,
                &support::end(),
                text,
                &stage.record,
                &stage.inputs,
                NOW,
            );
            let show = |value: &Option<Value>| match value {
                Some(value) => value.to_string(),
                None => "missing".to_owned(),
            };
            writeln!(out, "{text:?} → {}", show(&trace.value)).unwrap();
            for tag in trace.tags.iter().filter(|tag| tag.steps.len() > 2) {
                let steps: Vec<String> = tag.steps.iter().map(show).collect();
                writeln!(out, "  {}", steps.join(" | ")).unwrap();
            }
            for problem in Template::parse(text).problems() {
                let at = text.get(problem.range.clone()).unwrap();
                writeln!(out, "  ! {:?} at {at:?}", problem.kind).unwrap();
            }
        }
        out
    });
}

/// What is wrong with the tags of a text is mended by what is offered: there is
/// less of it afterwards, and the rest stands where it stood.
#[test]
fn mends() {
    support::check_folder("mend", |case| {
        let stage = case.stage();
        let flow = stage.flow();
        let task = support::end();
        let references = flow.references(&task);
        let mut out = String::new();
        for text in case.list("texts") {
            let text = text.as_text().unwrap();
            writeln!(out, "{text:?}").unwrap();
            let found = flaws(text, &references);
            for flaw in &found {
                let at = text.get(flaw.range.clone()).unwrap();
                writeln!(out, "  ! {:?}: {}", at, flaw.problem).unwrap();
                let Some(mend) = &flaw.mend else { continue };
                let mended = mend.apply(text);
                writeln!(out, "    {:?} → {mended:?}", mend.kind).unwrap();
                let left = flaws(&mended, &references);
                assert!(left.len() < found.len(), "{text}: {left:?}");
            }
        }
        out
    });
}

#[test]
fn conditions() {
    support::check_folder("condition", |case| {
        let mut out = String::new();
        for value in case.list("conditions") {
            let condition = Condition::from_value(value.clone());
            assert_eq!(condition.to_value(), *value, "a save keeps the condition");
            let mut stage = case.stage();
            let mut workflow = Workflow::clone(&stage.workflow);
            let kind = TaskKind::from_name("segment.track").unwrap();
            let mut task = Task::new(support::end(), "", kind);
            task.activate_when = Some(condition);
            workflow.tasks.push(Arc::new(task));
            stage.workflow = Arc::new(workflow);
            let flow = stage.flow();
            let previews = preview(&flow, &stage.record, &stage.inputs, NOW);
            let verdict = previews.last().unwrap().verdict.as_ref().unwrap();
            writeln!(out, "{value}\n  → {}", show_verdict(verdict)).unwrap();
            for finding in flow.findings() {
                if finding.at.as_str().starts_with("/activateWhen") {
                    writeln!(out, "  ! {}", show_finding(finding)).unwrap();
                }
            }
        }
        out
    });
}

/// Documents as people may have them: what cannot be loaded says why, and
/// what can is saved without a loss.
#[test]
fn loading() {
    support::check_texts("load", |text| match Workflow::load(text) {
        Err(error) => format!("! {error}\n"),
        Ok(workflow) => {
            let saved = workflow.save();
            let again = Workflow::load(&saved.to_string()).unwrap();
            assert_eq!(again, workflow, "what is saved loads as the same");
            format!("{}\n", saved.to_pretty())
        }
    });
}

/// Findings of a document, and those that its sample adds.
#[test]
fn checks() {
    support::check_folder("check", |case| {
        let stage = case.stage();
        let flow = stage.flow();
        let mut out = String::from("document:\n");
        let violations = certain_violations(&flow);
        let known: Vec<_> = flow.findings().chain(&violations).collect();
        for finding in &known {
            writeln!(out, "  {}", show_finding(finding)).unwrap();
        }
        out.push_str("sample:\n");
        for task in preview(&flow, &stage.record, &stage.inputs, NOW) {
            writeln!(out, "  {} {}", task.task, task.status.name()).unwrap();
            for finding in &task.findings {
                if !known.contains(&finding) {
                    writeln!(out, "    {}", show_finding(finding)).unwrap();
                }
            }
        }
        out
    });
}

/// A code that nothing fires, or that everything fires, says nothing.
#[test]
fn every_code_has_a_case_that_fires_it_and_one_that_does_not() {
    let tests = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(tests.join("src/check/problem.rs")).unwrap();
    let names = source.split("pub fn code(").nth(1).unwrap();
    let names = names.split("\n    }\n").next().unwrap();
    let codes: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
    assert!(codes.len() > 30, "{codes:?}");
    // Some things are found by a run alone.
    let folders = ["tests/check", "tests/flow"];
    let outputs: Vec<String> = folders
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(tests.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    for code in codes {
        let fired = outputs
            .iter()
            .filter(|output| output.contains(&format!(" {code}: ")))
            .count();
        assert!(0 < fired && fired < outputs.len(), "{code}: {fired} cases");
    }
}

/// The exact requests.
#[test]
fn requests() {
    support::check_folder("request", |case| {
        let stage = case.stage();
        let flow = stage.flow();
        let mut out = String::new();
        for task in preview(&flow, &stage.record, &stage.inputs, NOW) {
            writeln!(out, "{} {}", task.task, task.status.name()).unwrap();
            let Some(request) = task.request else {
                continue;
            };
            let shown = request.shown();
            writeln!(out, "  {} {}", shown.method, shown.url).unwrap();
            for (name, value) in &shown.headers {
                writeln!(out, "  {name}: {value}").unwrap();
            }
            writeln!(out, "  {}", shown.body).unwrap();
            // A judge that is not our reader: the body is JSON.
            serde_json::from_str::<serde::de::IgnoredAny>(&shown.body).unwrap();
            let filled = request.fill(&stage.key);
            assert_eq!(
                filled.body.len(),
                request.body_bytes(),
                "the size that is checked is the size that is sent"
            );
        }
        out
    });
}

/// Runs, as a script of events and the effects that answer them.
#[test]
fn runs() {
    support::check_folder("run", support::run::play);
}

/// Flows, as the tasks that are next after each event.
#[test]
fn flows() {
    support::check_folder("flow", support::flow::play);
}

#[test]
fn numbers_keep_their_text() {
    for text in ["0.10", "1e21", "9007199254740993", "-0", "1E400"] {
        let value = Value::read(text, 1).unwrap();
        assert_eq!(value, Value::Number(Number::new(text).unwrap()));
        assert_eq!(value.to_string(), text);
    }
}

impl Case {
    fn list(&self, key: &str) -> &[Value] {
        self.value.get(key).unwrap().as_list().unwrap()
    }
}
