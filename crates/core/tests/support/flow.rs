//! Plays a flow's script: each event, then the tasks that are next, in their
//! states. Between any two events the run is saved and loaded.

use std::fmt::Write as _;
use std::sync::Arc;

use segflow_core::bulk::{Bulk, BulkEffect, BulkEvent, Format, Setup, Tells};
use segflow_core::json::Value;
use segflow_core::preview::{TaskPreview, preview};
use segflow_core::run::{Effect, Failure, Mode, Run, RunStatus, TaskRun, TaskStatus};
use segflow_core::time::Timestamp;

use super::run::read_event;
use super::{Case, NOW, Stage, show_clause, show_finding};

pub(crate) fn play(case: &Case) -> String {
    let stage = case.stage();
    let flow = Arc::new(stage.flow());
    let mut out = String::new();
    if let Some(Value::Bool(true)) = case.value.get("preview") {
        out.push_str("preview\n");
        let tasks = preview(&flow, &stage.record, &stage.inputs, NOW);
        show_previews(&tasks, "  ", &mut out);
    }
    if let Some(Value::Bool(true)) = case.value.get("bulk") {
        show_row(&stage, &mut out);
    }
    let mode = match case.value.get("dryRun") {
        Some(Value::Bool(true)) => Mode::DryRun,
        _ => Mode::Send,
    };
    let mut run = Run::new(flow, stage.record, stage.inputs, mode);
    let mut millis = NOW.millis();
    let events = case.value.get("events").and_then(Value::as_list);
    for event in events.unwrap_or_default() {
        let times = match event.get("times") {
            Some(Value::Number(times)) => times.as_str().parse().unwrap(),
            _ => 1,
        };
        for _ in 0..times {
            let saved = run.save();
            let loaded = Run::load(&saved, run.accounts()).unwrap();
            assert_eq!(loaded.save(), saved, "what is saved loads as the same");
            let now = Timestamp::from_millis(millis);
            millis += 1000;
            let happened = read_event(event, &run, now);
            let effects;
            (run, effects) = run.step(happened);
            let leaves = |effect: &Effect| *effect != Effect::Save;
            if let Some(first) = effects.iter().position(leaves) {
                assert!(
                    effects[..first].contains(&Effect::Save) || event.as_text() == Some("resumed"),
                    "it is kept before anything leaves: {effects:?}"
                );
            }
        }
        writeln!(out, "{event}").unwrap();
        let mut next = Vec::new();
        list_next(&run, "", &mut next);
        let next = match run.status() {
            Some(status) => RunStatus::name(status).to_owned(),
            None => next.join(", "),
        };
        writeln!(out, "  next: {next}").unwrap();
    }
    show_tasks(&run, "", &mut out);
    out
}

fn list_next(run: &Run, around: &str, next: &mut Vec<String>) {
    for task in run.tasks().iter().filter(|task| task.is_under_way()) {
        let path = format!("{around}{}", task.task);
        match &task.nested {
            Some(nested) => list_next(nested, &format!("{path}/"), next),
            None => next.push(format!("{path} {}{}", task.status.name(), times(task))),
        }
    }
}

fn times(task: &TaskRun) -> String {
    match task.activation {
        1 => String::new(),
        activation => format!(" ({activation})"),
    }
}

fn show_tasks(run: &Run, indent: &str, out: &mut String) {
    for task in run.tasks() {
        // Of very many the last tell enough.
        for before in task.before.iter().rev().take(3).rev() {
            show_task(before, indent, out);
        }
        show_task(task, indent, out);
    }
}

fn show_task(task: &TaskRun, indent: &str, out: &mut String) {
    let id = task.message_id.as_deref().unwrap_or_default();
    let status = task.status.name();
    let line = format!("{indent}{} {status}{} {id}", task.task, times(task));
    writeln!(out, "{}", line.trim_end()).unwrap();
    if let Some(request) = &task.request {
        let body = Value::read(&request.body, 64).unwrap();
        if let Some(properties) = body.get("properties") {
            writeln!(out, "{indent}  {properties}").unwrap();
        }
    }
    for clause in &task.because {
        writeln!(out, "{indent}  because {}", show_clause(clause)).unwrap();
    }
    match &task.failure {
        None => {}
        Some(Failure::Invalid(findings)) => {
            for finding in findings {
                writeln!(out, "{indent}  {}", show_finding(finding)).unwrap();
            }
        }
        Some(Failure::Refused(status)) => writeln!(out, "{indent}  refused: {status}").unwrap(),
        Some(Failure::NotSent(error)) => writeln!(out, "{indent}  not sent: {error}").unwrap(),
    }
    if let Some(nested) = &task.nested {
        assert!(nested.status().is_some() || task.status == TaskStatus::Running);
        writeln!(
            out,
            "{indent}  record {}",
            Value::Object(nested.record().clone())
        )
        .unwrap();
        show_tasks(nested, &format!("{indent}  "), out);
    }
}

fn show_previews(tasks: &[TaskPreview], indent: &str, out: &mut String) {
    for task in tasks {
        let id = task.message_id.as_deref().unwrap_or_default();
        let line = format!("{indent}{} {} {id}", task.task, task.status.name());
        writeln!(out, "{}", line.trim_end()).unwrap();
        for finding in &task.findings {
            writeln!(out, "{indent}  {}", show_finding(finding)).unwrap();
        }
        if let Some(nested) = &task.nested {
            show_previews(&nested.tasks, &format!("{indent}  "), out);
        }
    }
}

/// What becomes of the record as a row of a file.
fn show_row(stage: &Stage, out: &mut String) {
    let begun = Bulk::new(Setup {
        flow: Arc::new(stage.flow()),
        inputs: stage.inputs.clone(),
        mode: Mode::DryRun,
        now: NOW,
        format: Format::JsonLines,
        delimiter: None,
        mapping: None,
        lanes: 1,
        source: None,
        checkpoint: None,
        tells: Tells::Everything,
    });
    let mut bulk = match begun {
        Ok((bulk, _)) => bulk,
        Err(error) => return writeln!(out, "as a row: {error}").unwrap(),
    };
    let text = Value::Object(stage.record.clone()).to_string();
    let bytes = text.as_bytes();
    let mut effects = bulk.step(BulkEvent::Read { bytes, now: NOW });
    effects.extend(bulk.step(BulkEvent::SourceEnded { now: NOW }));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, BulkEffect::Send(_)))
    );
    for row in bulk.take_told() {
        writeln!(out, "as a row: {} {:?}", row.status.name(), row.message_ids).unwrap();
        for reason in &row.reasons {
            writeln!(out, "  {}: {reason}", reason.code()).unwrap();
        }
    }
}
