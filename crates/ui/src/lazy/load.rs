use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;

/// A part's code on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<(), NotLoaded>>>>;

/// The code of a part did not come: the server is away, or has another version
/// of the program by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLoaded;

/// Loads a part ahead of time. If it does not come, whatever shows it says so.
pub fn soon(loading: Loading) {
    spawn_local(async move {
        let _ = loading.await;
    });
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> NotLoaded {
        NotLoaded
    }
}
