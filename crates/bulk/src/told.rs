//! What is told of rows, as JSON.

use segflow_core::bulk::{Counts, Reason, RowResult};
use segflow_core::json::{Object, Value};

pub(crate) fn counts(run_id: &str, counts: Counts) -> Object {
    let mut object = Object::new();
    object.insert("runId", run_id);
    for (name, count) in counts.by_name() {
        object.insert(name, count);
    }
    object
}

pub(crate) fn row(row: &RowResult) -> Value {
    let ids = row.message_ids.iter().map(|id| id.as_str().into());
    let mut object = Object::new();
    object.insert("row", row.row);
    object.insert("status", row.status.name());
    object.insert("findings", problems(&row.reasons));
    object.insert("messageIds", ids.collect::<Vec<Value>>());
    object.into()
}

pub(crate) fn problems(reasons: &[Reason]) -> Vec<Value> {
    reasons.iter().map(problem).collect()
}

/// A reason in the shape of a finding.
pub(crate) fn problem(reason: &Reason) -> Value {
    if let Some(known) = reason.finding() {
        return known.to_value();
    }
    let mut object = Object::new();
    object.insert("taskId", Value::Null);
    object.insert("at", "");
    object.insert("code", reason.code());
    object.insert("severity", "error");
    object.insert("message", reason.to_string());
    object.into()
}
