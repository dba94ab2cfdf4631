//! Makes a text short by the browser's own means, and long again: no longer
//! than it may be, whatever its packed form says.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

/// Why a text could not be packed or unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackingError {
    /// The browser cannot do this.
    NotHere,
    /// The bytes are no packed text.
    Damaged,
    /// The text is longer than it may be.
    TooLarge,
}

/// A text as zlib packs it.
pub async fn pack(text: &str) -> Result<Vec<u8>, PackingError> {
    let packed = through("CompressionStream", text.as_bytes())?;
    read(packed, usize::MAX).await
}

/// The text that was packed. Of one that is longer than so many bytes no more
/// than those is ever there.
pub async fn unpack(bytes: &[u8], most_bytes: usize) -> Result<String, PackingError> {
    let text = through("DecompressionStream", bytes)?;
    let text = read(text, most_bytes).await?;
    String::from_utf8(text).map_err(|_| PackingError::Damaged)
}

/// What becomes of bytes in a stream of the browser's; web-sys does not know
/// these yet.
fn through(stream: &str, bytes: &[u8]) -> Result<ReadableStream, PackingError> {
    let made = || {
        let stream: Function = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into()?;
        let stream = Reflect::construct(&stream, &Array::of1(&"deflate".into()))?;
        let parts = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence(&parts)?;
        let pair: ReadableWritablePair = stream.unchecked_into();
        Ok::<_, JsValue>(blob.stream().pipe_through(&pair))
    };
    made().map_err(|_| PackingError::NotHere)
}

/// Reads a stream piece by piece, so that it can be given up in time.
async fn read(stream: ReadableStream, most_bytes: usize) -> Result<Vec<u8>, PackingError> {
    let reader: ReadableStreamDefaultReader = stream
        .get_reader()
        .dyn_into()
        .map_err(|_| PackingError::NotHere)?;
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await;
        let piece = piece.map_err(|_| PackingError::Damaged)?;
        let part = |name: &str| Reflect::get(&piece, &name.into()).unwrap_or_default();
        if part("done").is_truthy() {
            return Ok(bytes);
        }
        let piece = part("value").dyn_into::<Uint8Array>();
        let piece = piece.map_err(|_| PackingError::Damaged)?;
        if bytes.len() + piece.length() as usize > most_bytes {
            // Nobody waits for what is left.
            let _ = reader.cancel();
            return Err(PackingError::TooLarge);
        }
        let before = bytes.len();
        bytes.resize(before + piece.length() as usize, 0);
        if let Some(new) = bytes.get_mut(before..) {
            piece.copy_to(new);
        }
    }
}
