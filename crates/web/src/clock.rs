//! What time it is.

use segflow_core::time::Timestamp;

/// The present moment by the device's clock.
pub fn now() -> Timestamp {
    // Exact: a day has few enough milliseconds for every date there is.
    Timestamp::from_millis(js_sys::Date::now() as i64)
}
