use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::{Workflow, WorkflowId};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::Inputs;
use segflow_core::run::{Event, MessageSummary, Mode, Run, RunStatus, RunSummary, TaskStatus};
use segflow_core::scope::User;
use segflow_core::time::Timestamp;

use super::compare::compare;
use super::entry::Entry;
use super::filter::{Entries, Filter, Period, Stage};
use super::model::{Action, Model};

/// 25 November 2026, 14:03:22 in UTC.
const NOW: i64 = 1_795_615_402_000;
const HOUR: i64 = 3_600_000;

/// A run so many hours ago.
fn run(id: &str, hours: i64, workflow: &str, status: Option<RunStatus>, mode: Mode) -> Entry {
    let message = |number: u8, user: &str, event: Option<&str>| MessageSummary {
        id: format!("sf-{id}{number}"),
        status: TaskStatus::Accepted,
        user_id: Some(user.to_owned()),
        event: event.map(str::to_owned),
    };
    let at = Timestamp::from_millis(NOW - hours * HOUR);
    let summary = RunSummary {
        id: format!("run_{id}"),
        workflow: WorkflowId::parse(workflow).unwrap(),
        name: format!("The {workflow}"),
        mode,
        status,
        started_at: at,
        changed_at: at,
        messages: vec![
            message(1, &format!("{id}@Example.com"), None),
            message(2, &format!("{id}@Example.com"), Some("Form Completed")),
        ],
    };
    // By the clock of a person who is an hour ahead of UTC.
    let when = match hours {
        0 => "25 Nov 2026, 15:03:22",
        2 => "25 Nov 2026, 13:03:22",
        _ => "24 Oct 2026, 09:03:22",
    };
    Entry::new(summary, when.to_owned())
}

fn runs() -> Entries {
    let done = Some(RunStatus::Completed);
    Rc::new(
        [
            run("ana", 0, "wf_a", None, Mode::Send),
            run("bea", 2, "wf_b", done, Mode::Send),
            run("cem", 30, "wf_a", Some(RunStatus::Failed), Mode::Send),
            run("dia", 200, "wf_a", Some(RunStatus::Cancelled), Mode::Send),
            run("eve", 900, "wf_a", done, Mode::DryRun),
        ]
        .map(Rc::new)
        .into(),
    )
}

fn found(filter: &Filter) -> Vec<String> {
    let found = filter.matching(&runs(), Timestamp::from_millis(NOW));
    let ids = found.iter().map(|entry| entry.summary.id.clone());
    ids.collect()
}

#[test]
fn a_run_is_found_by_any_of_its_words() {
    for (text, expected) in [
        (
            "",
            &["run_ana", "run_bea", "run_cem", "run_dia", "run_eve"] as &[&str],
        ),
        ("BEA@example", &["run_bea"]),
        ("sf-cem2", &["run_cem"]),
        ("form wf_b", &["run_bea"]),
        ("run_dia", &["run_dia"]),
        ("25 nov 2026", &["run_ana", "run_bea"]),
        ("15:03", &["run_ana"]),
        ("bea ana", &[]),
    ] {
        let filter = Filter {
            text: text.to_owned(),
            ..Filter::default()
        };
        assert_eq!(found(&filter), expected, "{text}");
    }
}

#[test]
fn runs_are_told_apart_by_state_workflow_and_time() {
    for (stage, expected) in Stage::ALL
        .into_iter()
        .zip(["ana", "bea", "cem", "dia", "eve"])
    {
        let filter = Filter {
            stage: Some(stage),
            ..Filter::default()
        };
        assert_eq!(found(&filter), [format!("run_{expected}")]);
    }
    for (period, count) in Period::ALL.into_iter().zip([1, 2, 3, 4]) {
        let filter = Filter {
            period: Some(period),
            ..Filter::default()
        };
        assert_eq!(found(&filter).len(), count);
    }
    let filter = Filter {
        workflow: WorkflowId::parse("wf_b").ok(),
        ..Filter::default()
    };
    assert_eq!(found(&filter), ["run_bea"]);
}

#[test]
fn the_list_follows_what_happens() {
    let done = Some(RunStatus::Completed);
    let ids = |model: &Model| -> Vec<String> {
        let entries = model.entries.iter().flat_map(|entries| entries.iter());
        entries.map(|entry| entry.summary.id.clone()).collect()
    };
    // Told before the list was read, which knows an older state of it.
    let model = Model::default()
        .after(Action::Known(run("b", 1, "wf_a", done, Mode::Send)))
        .after(Action::Read(
            vec![
                run("b", 1, "wf_a", None, Mode::Send),
                run("c", 2, "wf_b", done, Mode::Send),
            ],
            1,
        ))
        .after(Action::Known(run("a", 0, "wf_a", None, Mode::Send)));
    assert_eq!(ids(&model), ["run_a", "run_b", "run_c"]);
    let second = model.entries.as_ref().and_then(|entries| entries.get(1));
    assert_eq!(second.map(|entry| entry.summary.status), Some(done));
    assert_eq!(model.unreadable, 1);
    let names: Vec<String> = model
        .workflows()
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["The wf_a", "The wf_b"]);
    let model = model.after(Action::Removed(Rc::from(["run_b".to_owned()])));
    assert_eq!(ids(&model), ["run_a", "run_c"]);
}

#[test]
fn two_runs_are_compared_task_by_task() {
    let ended = |tasks: &str, city: &str, id: &str| {
        let text = format!(
            r#"{{"segflow":1,"id":"wf_1","name":"W","tasks":[
                {{"id":"form","kind":"form","fields":[{{"id":"city"}}]}},{tasks}]}}"#
        );
        let flow = Arc::new(Flow::compile(Arc::new(Workflow::load(&text).unwrap())));
        let answers = Object::from_iter([("city", city)]);
        let record = Object::from_iter([("form", Value::Object(answers))]);
        let inputs = Inputs {
            accounts: Vec::new(),
            run_id: id.to_owned(),
            row: 0,
            user: User::default(),
            host: Value::Null,
        };
        let run = Run::new(flow, record, inputs, Mode::DryRun);
        let now = Timestamp::from_millis(NOW);
        run.step(Event::Started { now }).0
    };
    let track = r#"{"id":"track","kind":"segment.track","label":"Track","userId":"u","event":"E","properties":{"city":"{{ form.city }}"}}"#;
    let page = r#"{"id":"page","kind":"segment.page","label":"Page","userId":"u"}"#;
    let here = ended(track, "Bern", "run_1");
    let there = ended(&format!("{track},{page}"), "Basel", "run_2");
    let told: Vec<String> = compare(&here, &there)
        .iter()
        .map(|task| {
            let paths: Vec<&str> = task
                .differences
                .iter()
                .map(|one| one.path.as_str())
                .collect();
            let has = |status: Option<TaskStatus>| status.map_or("-", TaskStatus::name);
            format!(
                "{} {} {} {}",
                task.title,
                has(task.here),
                has(task.there),
                paths.join(",")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "form done done city",
            "Track wouldSend wouldSend properties.city",
            "Page - wouldSend ",
        ]
    );
    assert!(
        compare(
            &here,
            &here
                .as_new("run_3")
                .step(Event::Started {
                    now: Timestamp::from_millis(NOW + 1)
                })
                .0
        )
        .iter()
        .all(super::compare::Compared::is_same)
    );
}
