//! A bug ends the whole module: what is in its memory is not to be trusted
//! any more. The facade is told, and begins again with another instance.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static TELL: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls a function when this module has come to its end, with what was wrong.
/// Nothing of the module may be called from then on.
#[wasm_bindgen(js_name = onDeath)]
pub fn on_death(tell: Function) {
    TELL.with(|told| told.replace(Some(tell)));
    yew::set_custom_panic_hook(Box::new(|panic| {
        // Taken out: one end is enough, whatever the page makes of it.
        let tell = TELL.with(|told| told.try_borrow_mut().ok()?.take());
        if let Some(tell) = tell {
            let _ = tell.call1(&JsValue::UNDEFINED, &panic.to_string().into());
        }
    }));
}
