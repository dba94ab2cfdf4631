//! One record.

use std::sync::Arc;
use std::time::Duration;

use segflow_core::check::Finding;
use segflow_core::flow::Flow;
use segflow_core::json::{Number, Object, Value};
use segflow_core::preview::Inputs;
use segflow_core::run::{Effect, Event, Failure, Run, RunStatus, TaskRun, TaskStatus};
use segflow_core::scope::User;
use segflow_core::segment::ShownRequest;

use super::Means;
use crate::error::{Error, Outcome};
use crate::options::Given;
use crate::send::Sender;
use crate::terminal::{Colours, Tone, harmless, say};
use crate::{clock, finding, preview};

pub(super) fn run(given: &Given, flow: Arc<Flow>, means: Means) -> Result<Outcome, Error> {
    let record = preview::record(given, &flow)?;
    let inputs = Inputs {
        accounts: means.accounts.known(),
        run_id: means.run_id,
        row: 0,
        user: User::default(),
        host: Value::Null,
    };
    let run = Run::new(flow, record, inputs, means.mode);
    let run = perform(run, &means.sender);
    if given.has("json") {
        say(listed(&run));
    } else {
        let colours = Colours::of_output();
        for task in run.tasks() {
            say(shown(task, &run, colours));
        }
    }
    Ok(Outcome::fine_if(run.status() == Some(RunStatus::Completed)))
}

/// Performs what the run asks for, until it has ended.
fn perform(mut run: Run, sender: &Sender) -> Run {
    let mut event = Some(Event::Started { now: clock::now() });
    while let Some(happened) = event.take() {
        let (next, effects) = run.step(happened);
        run = next;
        for effect in effects {
            event = match effect {
                // This run lives as long as its process; what a process that
                // ends has sent, the same run id sends again as the same.
                Effect::Save => continue,
                // Whoever runs a file is not asked.
                Effect::Ask { .. } => Some(Event::NotAnswered { now: clock::now() }),
                Effect::Wait { millis } => {
                    let wait = Duration::from_millis(u64::try_from(millis).unwrap_or(0));
                    std::thread::sleep(wait);
                    Some(Event::Waited { now: clock::now() })
                }
                // Only a browser says that it is offline.
                Effect::WaitForNetwork => Some(Event::Waited { now: clock::now() }),
                // That takes a run of yesterday, and this one has just begun.
                Effect::AskConsent { .. } => Some(Event::Declined { now: clock::now() }),
                Effect::Send {
                    account, request, ..
                } => Some(match sender.send(&account, &request) {
                    Ok(answer) => Event::Responded {
                        status: answer.status,
                        body: answer.body,
                        retry_after: answer.retry_after,
                        now: clock::now(),
                        random: clock::random(),
                    },
                    Err(no_answer) => Event::NotResponded {
                        error: no_answer.error,
                        now: clock::now(),
                        random: clock::random(),
                    },
                }),
            };
        }
    }
    run
}

fn shown(task: &TaskRun, run: &Run, colours: Colours) -> String {
    let workflow = run.flow().workflow();
    let label = workflow
        .task(&task.task)
        .map_or_else(String::new, |task| harmless(&task.label));
    let (tone, status) = match task.status {
        TaskStatus::Accepted => (Tone::Good, "accepted by Segment"),
        TaskStatus::WouldSend => (Tone::Good, "would be sent"),
        TaskStatus::Done => (Tone::Quiet, "answered"),
        TaskStatus::Skipped => (Tone::Quiet, "skipped"),
        TaskStatus::Failed => (Tone::Bad, "failed"),
        _ => (Tone::Quiet, "not reached"),
    };
    let mut text = format!(
        "{} {} {}",
        colours.paint(Tone::Strong, label),
        colours.paint(Tone::Quiet, format!("({})", task.task.as_str())),
        colours.paint(tone, status)
    );
    if let Some(id) = &task.message_id {
        text.push_str(&format!("  {}", colours.paint(Tone::Quiet, id)));
    }
    for clause in &task.because {
        text.push_str(&format!("\n  because {}", preview::told(clause)));
    }
    match &task.failure {
        Some(Failure::Invalid(findings)) => {
            for finding in findings {
                for line in finding::shown(finding, workflow, colours).lines() {
                    text.push_str(&format!("\n  {line}"));
                }
            }
        }
        Some(Failure::Refused(status)) => {
            text.push_str(&format!("\n  the answer was {status}"));
            if let Some(response) = &task.response {
                text.push_str(&format!(": {}", harmless(&response.body)));
            }
        }
        Some(Failure::NotSent(error)) => text.push_str(&format!("\n  {error}")),
        None => {}
    }
    if task.may_have_arrived {
        text.push_str(
            "\n  it may have arrived all the same; the same --run-id sends it as the same message",
        );
    }
    text
}

/// The run as the npm package gives it.
fn listed(run: &Run) -> Value {
    let tasks = run.tasks().iter().map(|task| {
        let findings = match &task.failure {
            Some(Failure::Invalid(findings)) => Finding::list(findings),
            _ => Value::List(Vec::new()),
        };
        let attempts = task.attempts.iter().map(|attempt| {
            Value::from(Object::from_iter([
                ("at", attempt.at.to_string().into()),
                (
                    "httpStatus",
                    optional(attempt.http_status.map(i64::from), number),
                ),
                (
                    "error",
                    optional(attempt.error.as_ref(), |error| error.code().into()),
                ),
                ("millis", optional(attempt.millis, number)),
            ]))
        });
        let response = optional(task.response.as_ref(), |response| {
            Value::from(Object::from_iter([
                ("status", number(response.status.into())),
                ("body", response.body.as_str().into()),
            ]))
        });
        Value::from(Object::from_iter([
            ("taskId", task.task.as_str().into()),
            ("status", task.status.name().into()),
            (
                "messageId",
                optional(task.message_id.as_deref(), Value::from),
            ),
            ("findings", findings),
            ("mayHaveArrived", task.may_have_arrived.into()),
            ("attempts", Value::List(attempts.collect())),
            (
                "request",
                optional(task.request.as_ref(), ShownRequest::to_value),
            ),
            ("response", response),
        ]))
    });
    let status = optional(run.status(), |status| status.name().into());
    Object::from_iter([
        ("runId", run.id().into()),
        ("status", status),
        ("tasks", Value::List(tasks.collect())),
    ])
    .into()
}

fn number(number: i64) -> Value {
    Value::Number(Number::from_integer(number))
}

fn optional<T>(value: Option<T>, write: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Null, write)
}
