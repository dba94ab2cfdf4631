use segflow_core::check::Finding;
use segflow_core::json::{Object, Value};

/// What findings are to programs.
pub fn findings<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Value {
    Value::List(findings.into_iter().map(finding).collect())
}

/// What a finding is to programs.
pub fn finding(finding: &Finding) -> Value {
    let task = finding.task.as_ref();
    Value::from(Object::from_iter([
        (
            "taskId",
            task.map_or(Value::Null, |task| task.as_str().into()),
        ),
        ("at", finding.at.as_str().into()),
        ("code", finding.code().into()),
        ("severity", finding.severity().name().into()),
        ("message", finding.to_string().into()),
    ]))
}
