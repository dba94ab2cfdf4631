//! Parts of what the worker says, as far as they are there.

use segflow_core::json::Value;

pub(super) fn text(value: &Value, name: &str) -> String {
    let text = value.get(name).and_then(Value::as_text);
    text.unwrap_or_default().to_owned()
}

pub(super) fn number(value: &Value, name: &str) -> u64 {
    match value.get(name) {
        Some(Value::Number(number)) => number.as_str().parse().unwrap_or(0),
        _ => 0,
    }
}

pub(super) fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool) == Some(true)
}

pub(super) fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    let list = value.get(name).and_then(Value::as_list);
    list.unwrap_or_default()
}

pub(super) fn texts(value: &Value, name: &str) -> Vec<String> {
    let texts = list(value, name).iter().filter_map(Value::as_text);
    texts.map(str::to_owned).collect()
}
