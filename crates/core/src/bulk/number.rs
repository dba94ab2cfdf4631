//! Numbers of the run's own JSON: checkpoints hold counts and places.

use crate::json::{Number, Value};

/// A count as JSON.
pub(super) fn write(count: u64) -> Value {
    i64::try_from(count).map_or(Value::Null, |count| Number::from_integer(count).into())
}

/// A count of JSON.
pub(super) fn read(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
