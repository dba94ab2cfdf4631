//! What the page is told, as JSON text.

use std::rc::Rc;

use segflow_boundary::report;
use segflow_core::json::{Object, Value};
use segflow_core::run::{Mode, Run, TaskPath};
use segflow_core::segment::Request;
use segflow_web::runs::{Gate, Verdict};
use wasm_bindgen_futures::JsFuture;

use crate::host::Host;

/// How a run stands.
pub(crate) fn run(run: &Run) -> String {
    Value::from(Object::from_iter([
        ("dryRun", Value::from(run.mode() == Mode::DryRun)),
        ("run", report::run(run)),
    ]))
    .to_string()
}

/// A message that is about to leave, its key masked.
fn message(run: &Run, task: &TaskPath, request: &Request) -> String {
    let outcome = run.at(task).map(|(_, outcome)| outcome);
    let id = outcome.and_then(|outcome| outcome.message_id.clone());
    Value::from(Object::from_iter([
        ("runId", run.id().into()),
        ("taskId", task.to_string().into()),
        ("messageId", id.map_or(Value::Null, Value::from)),
        ("request", request.shown().to_value()),
    ]))
    .to_string()
}

/// Asks the page before each message.
pub(crate) fn gate(host: Host) -> Gate {
    Rc::new(move |run, task, request| {
        let asked = host.may_send(&message(run, task, request));
        Box::pin(async move {
            match JsFuture::from(asked).await {
                Ok(may) if may.is_truthy() => Verdict::Sent,
                _ => Verdict::Vetoed,
            }
        })
    })
}
