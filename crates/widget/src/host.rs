use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The element that shows a builder, as the facade lends it. None of these
    /// throws: an exception would leave what called it half done.
    #[derive(Clone)]
    pub type Host;

    /// The builder is there.
    #[wasm_bindgen(method)]
    pub(crate) fn ready(this: &Host);

    /// The workflow is another one: its JSON text.
    #[wasm_bindgen(method)]
    pub(crate) fn changed(this: &Host, workflow: &str);

    /// How a run stands, as JSON text.
    #[wasm_bindgen(method)]
    pub(crate) fn ran(this: &Host, run: &str);

    /// Gives whether a message may leave; it is told of as JSON text.
    #[wasm_bindgen(method, js_name = maySend)]
    pub(crate) fn may_send(this: &Host, message: &str) -> Promise;
}
