//! What time it is, and letting it pass.

use js_sys::Promise;
use segflow_core::time::Timestamp;
use wasm_bindgen_futures::JsFuture;

/// The present moment by the device's clock.
pub fn now() -> Timestamp {
    // Exact: a day has few enough milliseconds for every date there is.
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// Lets time pass. Dropping the future leaves a timer behind that does nothing.
pub async fn sleep(millis: i64) {
    let millis = i32::try_from(millis.max(0)).unwrap_or(i32::MAX);
    let passed = Promise::new(&mut |resolve, _| {
        let begun = web_sys::window().map(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis)
        });
        // Without timers nothing can be waited for.
        if !matches!(begun, Some(Ok(_))) {
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(passed).await;
}
