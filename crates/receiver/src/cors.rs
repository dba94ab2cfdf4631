//! Lets the pages of every origin send events, as Segment does, unless origins
//! were named: then only theirs.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answers;
use crate::receiver::Receiver;

/// Answers preflights, and makes all other answers readable.
pub(crate) async fn open(
    State(receiver): State<Arc<Receiver>>,
    request: Request,
    next: Next,
) -> Response {
    let all = receiver.origins.is_empty();
    let origin = request.headers().get(header::ORIGIN).cloned();
    // What comes without an origin does not come from another page.
    if let Some(origin) = &origin
        && !all
        && !receiver.origins.contains(origin)
    {
        return answers::sentence(
            StatusCode::FORBIDDEN,
            "Pages of this origin may not send events here; --allow-origin names those that may.\n",
        );
    }
    let preflight = request.method() == Method::OPTIONS;
    let mut response = if preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    if !all {
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("origin"));
    }
    let allowed = if all {
        Some(HeaderValue::from_static("*"))
    } else {
        origin
    };
    let Some(allowed) = allowed else {
        return response;
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
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
