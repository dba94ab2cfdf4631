//! Whether this computer is online, and when it is again.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::clock;

/// Browsers may miss that a network is back, so it is tried all the same.
const RECHECK_MILLIS: i64 = 60_000;

/// What the browser knows of it: `false` is sure, `true` is a guess.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether an address is on this computer.
pub fn is_this_computer(url: &str) -> bool {
    let host = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .split(['/', ':'])
        .next();
    matches!(host, Some("127.0.0.1" | "localhost"))
}

/// Waits until this computer is online, or a minute at most.
pub async fn until_online() {
    let Some(window) = web_sys::window().filter(|_| !is_online()) else {
        // It has just not been, whatever the browser thinks now.
        clock::sleep(1000).await;
        return;
    };
    let mut listener = None;
    let back = Promise::new(&mut |resolve, _| {
        let _ = window.add_event_listener_with_callback("online", &resolve);
        listener = Some(resolve);
    });
    let late = future_to_promise(async {
        clock::sleep(RECHECK_MILLIS).await;
        Ok(JsValue::UNDEFINED)
    });
    let _ = JsFuture::from(Promise::race(&Array::of2(&back, &late))).await;
    if let Some(listener) = listener {
        let _ = window.remove_event_listener_with_callback("online", &listener);
    }
}
