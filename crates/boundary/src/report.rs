//! What findings, previews and runs are to programs: JSON.

use segflow_core::check::Finding;
use segflow_core::condition::Clause;
use segflow_core::document::{Form, FormField, Task};
use segflow_core::flow::Flow;
use segflow_core::json::{Number, Object, Value};
use segflow_core::preview::TaskPreview;
use segflow_core::run::{Attempt, Effect, Failure, Run, RunStatus, TaskRun};
use segflow_core::segment::ShownRequest;

fn optional<T>(value: Option<T>, write: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Null, write)
}

fn integer(number: impl Into<i64>) -> Value {
    Value::Number(Number::from_integer(number.into()))
}

fn list<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> Value) -> Value {
    Value::List(items.into_iter().map(write).collect())
}

/// What each task would do. `request` gives what is shown of a request.
pub fn preview(
    flow: &Flow,
    tasks: &[TaskPreview],
    request: &dyn Fn(&Flow, &TaskPreview) -> Option<ShownRequest>,
) -> Value {
    Value::from(Object::from_iter([(
        "tasks",
        preview_tasks(flow, tasks, request),
    )]))
}

fn preview_tasks(
    flow: &Flow,
    tasks: &[TaskPreview],
    request: &dyn Fn(&Flow, &TaskPreview) -> Option<ShownRequest>,
) -> Value {
    list(tasks, |task: &TaskPreview| {
        let kind = flow
            .workflow()
            .task(&task.task)
            .map_or_else(String::new, |task| task.kind.name());
        let mut told = Object::from_iter([
            ("taskId", task.task.as_str().into()),
            ("kind", kind.into()),
            ("status", task.status.name().into()),
            ("because", clauses(&task.because)),
            ("messageId", message_id(task.message_id.as_deref())),
            (
                "request",
                optional(request(flow, task), |request| request.to_value()),
            ),
            ("findings", Finding::list(&task.findings)),
        ]);
        if let Some(nested) = &task.nested {
            let tasks = preview_tasks(&nested.flow, &nested.tasks, request);
            told.insert("tasks", tasks);
        }
        Value::from(told)
    })
}

/// How a run stands.
pub fn run(run: &Run) -> Value {
    Value::from(Object::from_iter([
        ("runId", run.id().into()),
        (
            "status",
            optional(run.status(), |status: RunStatus| status.name().into()),
        ),
        ("tasks", list(run.tasks(), task_run)),
    ]))
}

fn task_run(task: &TaskRun) -> Value {
    let blocking: &[Finding] = match &task.failure {
        Some(Failure::Invalid(findings)) => findings,
        _ => &[],
    };
    let mut told = Object::from_iter([
        ("taskId", task.task.as_str().into()),
        ("status", task.status.name().into()),
        ("activation", integer(task.activation)),
        ("messageId", message_id(task.message_id.as_deref())),
        ("because", clauses(&task.because)),
        ("findings", Finding::list(blocking)),
        ("mayHaveArrived", task.may_have_arrived.into()),
        ("attempts", list(&task.attempts, attempt)),
        (
            "request",
            optional(task.request.as_ref(), ShownRequest::to_value),
        ),
        (
            "response",
            optional(task.response.as_ref(), |response| {
                Value::from(Object::from_iter([
                    ("status", integer(response.status)),
                    ("body", response.body.as_str().into()),
                ]))
            }),
        ),
    ]);
    if !task.before.is_empty() {
        told.insert("before", list(&task.before, task_run));
    }
    if let Some(nested) = &task.nested {
        told.insert("tasks", list(nested.tasks(), task_run));
    }
    told.into()
}

fn message_id(id: Option<&str>) -> Value {
    optional(id, Value::from)
}

fn attempt(attempt: &Attempt) -> Value {
    Value::from(Object::from_iter([
        ("at", attempt.at.to_string().into()),
        ("httpStatus", optional(attempt.http_status, integer)),
        (
            "error",
            optional(attempt.error.as_ref(), |error| error.code().into()),
        ),
        ("millis", optional(attempt.millis, integer)),
        ("askedMillis", optional(attempt.asked_millis, integer)),
    ]))
}

fn clauses(clauses: &[Clause]) -> Value {
    list(clauses, |clause: &Clause| {
        let mut object = Object::from_iter([
            ("field", clause.field.as_str()),
            ("title", &clause.title),
            ("op", clause.operator.name()),
        ]);
        // A value that is not there is something else than null.
        for (name, value) in [("left", &clause.left), ("right", &clause.right)] {
            if let Some(value) = value {
                object.insert(name, value.clone());
            }
        }
        object.insert("holds", clause.holds);
        object.insert("typeDiffers", clause.type_differs);
        object.into()
    })
}

/// What a run waits for: of whom, and what.
pub fn awaited(run: &Run, effect: &Effect) -> Option<Value> {
    let (task, kind) = match effect {
        // A run of the engine lives as long as its caller.
        Effect::Save => return None,
        Effect::Ask { task, .. } => (task, "ask"),
        Effect::Send { task, .. } => (task, "send"),
        Effect::Wait { task, .. } => (task, "wait"),
        Effect::WaitForNetwork { task } => (task, "waitForNetwork"),
        Effect::AskConsent { task, .. } => (task, "askConsent"),
    };
    let mut told = Object::from_iter([("kind", Value::from(kind))]);
    told.insert("task", task.to_string());
    match effect {
        Effect::Ask {
            task,
            answers,
            problem,
        } => {
            let form = run.at(task).and_then(|(run, task)| {
                let task = run.flow().workflow().task(&task.task)?;
                Some(asked(task, task.form()?))
            });
            told.insert("form", form.unwrap_or_default());
            told.insert("answers", answers.clone());
            told.insert("problems", Finding::list(problem));
        }
        Effect::Send { account, .. } => told.insert("account", account.as_str()),
        Effect::Wait { millis, .. } => told.insert("millis", integer(*millis)),
        _ => {}
    }
    Some(told.into())
}

fn asked(task: &Task, form: &Form) -> Value {
    Value::from(Object::from_iter([
        ("taskId", task.id.as_str().into()),
        ("label", task.label.as_str().into()),
        (
            "fields",
            list(&form.fields, |field: &FormField| {
                Value::from(Object::from_iter([
                    ("id", field.id.as_str().into()),
                    ("label", field.label.as_str().into()),
                    ("hint", field.hint.as_str().into()),
                    ("type", field.field_type.name().into()),
                    ("required", field.required.into()),
                    (
                        "choices",
                        list(&field.choices, |choice: &String| choice.as_str().into()),
                    ),
                    (
                        "default",
                        optional(field.default.clone(), |default| default),
                    ),
                ]))
            }),
        ),
    ]))
}
