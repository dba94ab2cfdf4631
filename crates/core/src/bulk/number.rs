//! Numbers of the run's own JSON: checkpoints hold counts and places.

use crate::json::Value;

/// A count of JSON.
pub(super) fn read(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
