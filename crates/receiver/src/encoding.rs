//! Undoes the `Content-Encoding` of a body.

use std::io::Read;

use axum::http::{HeaderMap, header};
use flate2::read::MultiGzDecoder;

use crate::body;

/// A body as it was meant.
pub(crate) enum Decoded {
    Plain(Vec<u8>),
    /// It would be longer than a body may be; so many bytes are known of.
    TooLong(usize),
    /// It is not what its header says, or in an encoding not known here.
    Damaged(String),
}

/// Some of Segment's libraries send their batches in gzip.
pub(crate) fn decode(headers: &HeaderMap, body: Vec<u8>) -> Decoded {
    let encoding = headers.get(header::CONTENT_ENCODING);
    let encoding = encoding.map(|value| value.to_str().unwrap_or("?").trim().to_ascii_lowercase());
    match encoding.as_deref() {
        None | Some("" | "identity") => Decoded::Plain(body),
        Some("gzip" | "x-gzip") => inflate(&body),
        Some(_) => Decoded::Damaged(
            "the body is in an encoding not known here; send it plain or in gzip".to_owned(),
        ),
    }
}

/// Stops at the first byte too many: a small body may say that it is huge.
fn inflate(body: &[u8]) -> Decoded {
    let most = body::LARGEST as u64;
    let mut plain = Vec::new();
    match MultiGzDecoder::new(body)
        .take(most + 1)
        .read_to_end(&mut plain)
    {
        Ok(_) if plain.len() > body::LARGEST => Decoded::TooLong(plain.len()),
        Ok(_) => Decoded::Plain(plain),
        Err(error) => Decoded::Damaged(format!(
            "the body is not the gzip that its header says ({error}); send it again"
        )),
    }
}
