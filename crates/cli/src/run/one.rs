//! One record.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use segflow_core::check::Finding;
use segflow_core::flow::Flow;
use segflow_core::json::{Number, Object, Value};
use segflow_core::preview::Inputs;
use segflow_core::run::{Effect, Event, Failure, Run, RunStatus, TaskPath, TaskRun, TaskStatus};
use segflow_core::scope::User;
use segflow_core::segment::ShownRequest;

use super::Means;
use crate::error::{Error, Outcome};
use crate::options::Given;
use crate::send::Sender;
use crate::terminal::{Colours, Tone, harmless, say};
use crate::{clock, document, finding, preview};

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
        show(&run, "", colours);
    }
    Ok(Outcome::fine_if(run.status() == Some(RunStatus::Completed)))
}

/// Shows the tasks of a run, those of a workflow within it below its task.
fn show(run: &Run, indent: &str, colours: Colours) {
    for task in run.tasks() {
        for task in task.before.iter().chain([task]) {
            let text = shown(task, run, colours);
            say(text
                .lines()
                .map(|line| format!("{indent}{line}"))
                .collect::<Vec<_>>()
                .join("\n"));
            if let Some(nested) = &task.nested {
                show(nested, &format!("{indent}  "), colours);
            }
        }
    }
}

/// Performs what the run asks for, until it has ended: one thing after the
/// other, and waits when nothing else is to be done.
fn perform(run: Run, sender: &Sender) -> Run {
    let (mut run, effects) = run.step(Event::Started { now: clock::now() });
    let mut effects = VecDeque::from(effects);
    let mut waits: Vec<(Instant, TaskPath)> = Vec::new();
    loop {
        let event = match effects.pop_front() {
            // This run lives as long as its process; what a process that
            // ends has sent, the same run id sends again as the same.
            Some(Effect::Save) => continue,
            // Whoever runs a file is not asked.
            Some(Effect::Ask { task, .. }) => Event::NotAnswered {
                task,
                now: clock::now(),
            },
            Some(Effect::Wait { task, millis }) => {
                let wait = Duration::from_millis(u64::try_from(millis).unwrap_or(0));
                waits.push((Instant::now() + wait, task));
                continue;
            }
            // Only a browser says that it is offline.
            Some(Effect::WaitForNetwork { task }) => Event::Waited {
                task,
                now: clock::now(),
            },
            // That takes a run of yesterday, and this one has just begun.
            Some(Effect::AskConsent { task, .. }) => Event::Declined {
                task,
                now: clock::now(),
            },
            Some(Effect::Send {
                task,
                account,
                request,
            }) => match sender.send(&account, &request.sent_again_at(clock::now())) {
                Ok(answer) => Event::Responded {
                    task,
                    status: answer.status,
                    body: answer.body,
                    retry_after: answer.retry_after,
                    now: clock::now(),
                    random: clock::random(),
                },
                Err(no_answer) => Event::NotResponded {
                    task,
                    error: no_answer.error,
                    now: clock::now(),
                    random: clock::random(),
                },
            },
            None => {
                let first = (0..waits.len()).min_by_key(|place| waits.get(*place).map(|w| w.0));
                let Some(first) = first else { return run };
                let (end, task) = waits.swap_remove(first);
                std::thread::sleep(end.saturating_duration_since(Instant::now()));
                Event::Waited {
                    task,
                    now: clock::now(),
                }
            }
        };
        let (next, more) = run.step(event);
        run = next;
        effects.extend(more);
    }
}

fn shown(task: &TaskRun, run: &Run, colours: Colours) -> String {
    let workflow = run.flow().workflow();
    let title = document::title(workflow, &task.task);
    let (tone, status) = match task.status {
        TaskStatus::Accepted => (Tone::Good, "accepted by Segment"),
        TaskStatus::WouldSend => (Tone::Good, "would be sent"),
        TaskStatus::Done if task.nested.is_some() => (Tone::Quiet, "completed"),
        TaskStatus::Done => (Tone::Quiet, "answered"),
        TaskStatus::Skipped => (Tone::Quiet, "skipped"),
        TaskStatus::Failed => (Tone::Bad, "failed"),
        _ => (Tone::Quiet, "not reached"),
    };
    let mut text = format!(
        "{} {} {}",
        colours.paint(Tone::Strong, title),
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
    let status = optional(run.status(), |status| status.name().into());
    Object::from_iter([
        ("runId", run.id().into()),
        ("status", status),
        ("tasks", listed_tasks(run.tasks())),
    ])
    .into()
}

fn listed_tasks(tasks: &[TaskRun]) -> Value {
    let tasks = tasks.iter().map(|task| {
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
        let mut listed = Object::from_iter([
            ("taskId", task.task.as_str().into()),
            ("status", task.status.name().into()),
            ("activation", number(task.activation.into())),
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
        ]);
        if !task.before.is_empty() {
            listed.insert("before", listed_tasks(&task.before));
        }
        if let Some(nested) = &task.nested {
            listed.insert("tasks", listed_tasks(nested.tasks()));
        }
        Value::from(listed)
    });
    Value::List(tasks.collect())
}

fn number(number: i64) -> Value {
    Value::Number(Number::from_integer(number))
}

fn optional<T>(value: Option<T>, write: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Null, write)
}
