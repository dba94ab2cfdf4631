//! Plays a run's script: each event, then the effects that answer it.

use std::fmt::Write as _;
use std::sync::Arc;

use segflow_core::json::Value;
use segflow_core::run::{
    Effect, Event, Failure, Mode, Run, RunStatus, SendError, TaskPath, TaskStatus,
};

use super::{Case, NOW, end, show_clause, show_finding};
use segflow_core::time::Timestamp;

/// What password fields are answered in every case.
const PASSWORD: &str = "hunter2";

pub(crate) fn play(case: &Case) -> String {
    let stage = case.stage();
    let flow = Arc::new(stage.flow());
    let mode = match case.value.get("dryRun") {
        Some(Value::Bool(true)) => Mode::DryRun,
        _ => Mode::Send,
    };
    let mut run = Run::new(flow, stage.record, stage.inputs, mode);
    let mut out = String::new();
    let events = case.value.get("events").unwrap().as_list().unwrap();
    let mut millis = NOW.millis();
    for event in events {
        if let Some(Value::Number(passed)) = event.get("pass") {
            writeln!(out, "{passed} ms pass").unwrap();
            millis += passed.as_str().parse::<i64>().unwrap();
            continue;
        }
        if event.as_text() == Some("reloaded") {
            let saved = run.save();
            writeln!(out, "reloaded").unwrap();
            run = Run::load(&saved, run.accounts()).unwrap();
            assert_eq!(run.save(), saved, "what is saved loads as the same");
            continue;
        }
        let now = Timestamp::from_millis(millis);
        millis += 1000;
        let effects;
        let happened = read_event(event, &run, now);
        (run, effects) = run.step(happened);
        writeln!(out, "{event}").unwrap();
        for effect in effects {
            writeln!(out, "  → {}", show_effect(&effect)).unwrap();
        }
    }
    for kept in [run.save(), run.summary().save()] {
        assert!(!kept.contains(PASSWORD), "a password is kept: {kept}");
    }
    writeln!(out, "{}", run.status().map_or("under way", RunStatus::name)).unwrap();
    for task in run.tasks() {
        write!(out, "  {} {}", task.task, task.status.name()).unwrap();
        if task.may_have_arrived {
            out.push_str(" mayHaveArrived");
        }
        if let Some(millis) = task.millis() {
            write!(out, " {millis} ms").unwrap();
        }
        out.push('\n');
        for clause in &task.because {
            writeln!(out, "    because {}", show_clause(clause)).unwrap();
        }
        match &task.failure {
            None => {}
            Some(Failure::Invalid(findings)) => {
                for finding in findings {
                    writeln!(out, "    {}", show_finding(finding)).unwrap();
                }
            }
            Some(Failure::Refused(status)) => writeln!(out, "    refused: {status}").unwrap(),
            Some(Failure::NotSent(error)) => writeln!(out, "    not sent: {error}").unwrap(),
        }
    }
    out
}

/// An event as a case writes it: its name, or an object with its name and
/// what it carries. Where it names no task, it is the first that it can happen
/// to.
pub(crate) fn read_event(value: &Value, run: &Run, now: Timestamp) -> Event {
    let carried = |key: &str| value.get(key);
    let named = carried("task").map(|path| TaskPath::parse(path.as_text().unwrap()).unwrap());
    let task = |status: TaskStatus| {
        let first = || run.tasks().iter().find(|task| task.status == status);
        let named = named.clone();
        named.unwrap_or_else(|| first().map_or_else(end, |task| task.task.clone()).into())
    };
    if let Some(answers) = carried("answered") {
        return Event::Answered {
            task: task(TaskStatus::Asking),
            answers: answers.as_object().unwrap().clone(),
            now,
        };
    }
    if let Some(Value::Number(status)) = carried("responded") {
        return Event::Responded {
            task: task(TaskStatus::Sending),
            status: status.as_str().parse().unwrap(),
            body: carried("body")
                .and_then(Value::as_text)
                .unwrap_or(r#"{"success":true}"#)
                .to_owned(),
            retry_after: carried("retryAfter")
                .and_then(Value::as_text)
                .map(str::to_owned),
            now,
            random: 0,
        };
    }
    if let Some(error) = carried("notResponded") {
        let error = SendError::from_code(error.as_text().unwrap()).unwrap();
        return Event::NotResponded {
            task: task(TaskStatus::Sending),
            error,
            now,
            random: 0,
        };
    }
    let name = value.as_text().or_else(|| carried("event")?.as_text());
    match name.unwrap() {
        "started" => Event::Started { now },
        "notAnswered" => Event::NotAnswered {
            task: task(TaskStatus::Asking),
            now,
        },
        "stopped" => Event::Stopped { now },
        "waited" => Event::Waited {
            task: task(TaskStatus::Waiting),
            now,
        },
        "consented" => Event::Consented { now },
        "declined" => Event::Declined {
            task: task(TaskStatus::Waiting),
            now,
        },
        "resumed" => Event::Resumed { now },
        "retried" => Event::Retried { now },
        "rerun" => Event::Rerun { now },
        other => panic!("no such event: {other}"),
    }
}

fn show_effect(effect: &Effect) -> String {
    match effect {
        Effect::Save => "save".to_owned(),
        Effect::Ask {
            task,
            answers,
            problem,
        } => {
            let answers = Value::Object(answers.clone());
            let problem = problem.as_ref().map(show_finding).unwrap_or_default();
            format!("ask {task} {answers} {problem}")
        }
        Effect::Send {
            task,
            account,
            request,
        } => {
            let shown = request.shown();
            format!(
                "send {task} with {account} to {}\n    {}",
                shown.url, shown.body
            )
        }
        Effect::Wait { millis, .. } => format!("wait {millis} ms"),
        Effect::WaitForNetwork { .. } => "wait for the network".to_owned(),
        Effect::AskConsent { task, sent_at } => {
            format!("ask whether {task} is to be sent again, sent at {sent_at}")
        }
    }
}
