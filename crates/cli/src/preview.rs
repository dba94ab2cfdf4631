//! `segflow preview`: the exact requests of a workflow for one record.

use segflow_core::check::Finding;
use segflow_core::condition::Clause;
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{self, Inputs, PreviewStatus, TaskPreview};
use segflow_core::scope::User;
use segflow_core::segment::ShownRequest;

use crate::accounts::Accounts;
use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{Colours, Tone, harmless, say};
use crate::{clock, document, finding};

pub(crate) const TAKES: Takes = Takes {
    files: &["FILE"],
    values: &["sample", "record", "accounts", "run-id", "workflows"],
    flags: &["json"],
};

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let flow = document::given(given)?;
    let accounts = Accounts::find(given.path("accounts").as_deref())?;
    let record = record(given, &flow)?;
    let inputs = Inputs {
        accounts: accounts.known(),
        run_id: given.text("run-id")?.unwrap_or("run_preview").to_owned(),
        row: 0,
        user: User::default(),
        host: Value::Null,
    };
    let tasks = preview::preview(&flow, &record, &inputs, clock::now());
    let fine = tasks
        .iter()
        .all(|task| task.status != PreviewStatus::Invalid);
    if given.has("json") {
        say(listed(&flow, &tasks));
    } else {
        let colours = Colours::of_output();
        show(&flow, &tasks, "", colours);
    }
    Ok(Outcome::fine_if(fine))
}

/// Shows tasks, those of a workflow within below the task that runs it.
fn show(flow: &Flow, tasks: &[TaskPreview], indent: &str, colours: Colours) {
    for task in tasks {
        let text = shown(task, flow, colours);
        let lines = text.lines().map(|line| format!("{indent}{line}\n"));
        say(lines.collect::<String>());
        if let Some(nested) = &task.nested {
            show(&nested.flow, &nested.tasks, &format!("{indent}  "), colours);
        }
    }
}

/// The record that was asked for: a file's, a sample's, or else the first
/// sample's, or one without any answer.
pub(crate) fn record(given: &Given, flow: &Flow) -> Result<Object, Error> {
    match (given.path("record"), given.text("sample")?) {
        (Some(_), Some(_)) => Err(Error::Usage(
            "--record and --sample cannot be given together".to_owned(),
        )),
        (Some(path), None) => document::record(&path),
        (None, Some(wanted)) => document::sample(flow.workflow(), wanted),
        (None, None) => Ok(flow
            .workflow()
            .samples
            .first()
            .map(|sample| sample.record.clone())
            .unwrap_or_default()),
    }
}

fn shown(task: &TaskPreview, flow: &Flow, colours: Colours) -> String {
    let title = document::title(flow.workflow(), &task.task);
    let (tone, status) = match task.status {
        PreviewStatus::Ready => (Tone::Good, "ready"),
        PreviewStatus::Skipped => (Tone::Quiet, "skipped"),
        PreviewStatus::Invalid => (Tone::Bad, "invalid"),
        PreviewStatus::Done => (Tone::Quiet, "nothing to send"),
    };
    let mut text = format!(
        "{} {} {}\n",
        colours.paint(Tone::Strong, title),
        colours.paint(Tone::Quiet, format!("({})", task.task.as_str())),
        colours.paint(tone, status)
    );
    for clause in &task.because {
        text.push_str(&format!("  because {}\n", told(clause)));
    }
    for finding in &task.findings {
        for line in finding::shown(finding, flow.workflow(), colours).lines() {
            text.push_str(&format!("  {line}\n"));
        }
    }
    if let Some(request) = task
        .request
        .as_ref()
        .filter(|_| task.status != PreviewStatus::Skipped)
    {
        text.push_str(&request_shown(&request.shown(), colours));
    }
    text
}

fn request_shown(request: &ShownRequest, colours: Colours) -> String {
    let mut text = format!(
        "  {} {}\n",
        request.method,
        colours.paint(Tone::Strong, &request.url)
    );
    for (name, value) in &request.headers {
        text.push_str(&format!(
            "  {}\n",
            colours.paint(Tone::Quiet, format!("{name}: {value}"))
        ));
    }
    let body = Value::read(&request.body, usize::MAX);
    let pretty = body.map_or_else(|_| request.body.clone(), |body| body.to_pretty());
    for line in pretty.lines() {
        text.push_str(&format!("  {}\n", harmless(line)));
    }
    text
}

/// Why a condition came out as it did.
pub(crate) fn told(clause: &Clause) -> String {
    let value = |value: &Option<Value>| {
        value.as_ref().map_or_else(
            || "nothing".to_owned(),
            |value| harmless(&value.to_string()),
        )
    };
    format!(
        "{} {} {} is {} (it is {})",
        harmless(&clause.title),
        clause.operator.name(),
        value(&clause.right),
        clause.holds,
        value(&clause.left)
    )
}

/// The preview as the npm package gives it.
fn listed(flow: &Flow, tasks: &[TaskPreview]) -> Value {
    Object::from_iter([("tasks", listed_tasks(flow, tasks))]).into()
}

fn listed_tasks(flow: &Flow, tasks: &[TaskPreview]) -> Value {
    let tasks = tasks.iter().map(|task| {
        let kind = flow
            .workflow()
            .task(&task.task)
            .map(|task| task.kind.name());
        let request = task.request.as_ref().map(|request| request.shown());
        let mut listed = Object::from_iter([
            ("taskId", task.task.as_str().into()),
            ("kind", kind.unwrap_or_default().into()),
            ("status", task.status.name().into()),
            (
                "messageId",
                task.message_id.as_deref().map_or(Value::Null, Value::from),
            ),
            (
                "request",
                request.as_ref().map_or(Value::Null, ShownRequest::to_value),
            ),
            ("findings", Finding::list(&task.findings)),
        ]);
        if let Some(nested) = &task.nested {
            listed.insert("tasks", listed_tasks(&nested.flow, &nested.tasks));
        }
        Value::from(listed)
    });
    Value::List(tasks.collect())
}
