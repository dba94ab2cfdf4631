//! Lets the pages of every origin send events, as Segment does. There is nothing
//! to protect: these paths take what anyone may send, and tell nothing.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Answers preflights, and makes all other answers readable.
pub(crate) async fn open(request: Request, next: Next) -> Response {
    let preflight = request.method() == Method::OPTIONS;
    let mut response = if preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    if preflight {
        set(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        // The star does not stand for `Authorization`.
        set(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "authorization, content-type, x-retry-count, *",
        );
        set(header::ACCESS_CONTROL_MAX_AGE, "7200");
    } else {
        set(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            "retry-after, x-ratelimit-reset",
        );
    }
    response
}
