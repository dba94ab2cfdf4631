use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use crate::bulk::FileHandle;

/// A run of a file as it is kept: what is known of it, and by what the browser
/// finds the file again. It holds no row and no key.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredBulk {
    /// Its own id.
    pub id: String,
    /// What is known of it, as text.
    pub text: String,
    /// The file, where the browser can find it again.
    pub handle: Option<FileHandle>,
}

const TEXT: &str = "text";
const HANDLE: &str = "handle";

impl StoredBulk {
    pub(super) fn to_js(&self) -> JsValue {
        let entry = Object::new();
        // Setting a key of a plain, new object cannot fail.
        let _ = Reflect::set(&entry, &TEXT.into(), &self.text.as_str().into());
        if let Some(handle) = &self.handle {
            let _ = Reflect::set(&entry, &HANDLE.into(), handle.js());
        }
        entry.into()
    }

    pub(super) fn from_js(id: String, entry: &JsValue) -> Option<StoredBulk> {
        let part = |name: &str| Reflect::get(entry, &name.into()).ok();
        Some(StoredBulk {
            id,
            text: part(TEXT)?.as_string()?,
            handle: part(HANDLE).and_then(FileHandle::of_js),
        })
    }
}
