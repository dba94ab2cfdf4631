use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// An answer for programs. Nothing of it may be kept by a cache.
pub(crate) fn json(status: StatusCode, answer: &impl Serialize) -> Response {
    match serde_json::to_string(answer) {
        Ok(text) => with_type(status, "application/json", text),
        Err(error) => sentence(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("The answer could not be written ({error}); please report this.\n"),
        ),
    }
}

/// An answer for people.
pub(crate) fn sentence(status: StatusCode, text: impl Into<String>) -> Response {
    with_type(status, "text/plain; charset=utf-8", text.into())
}

fn with_type(status: StatusCode, content_type: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, text).into_response()
}
