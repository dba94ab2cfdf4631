use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get, post};

use crate::receiver::Receiver;
use crate::{answers, app, cors, debugger, discovery, faults, host, ingest, policy, settings};

/// All the paths, and what guards each.
pub(crate) fn router(receiver: Arc<Receiver>) -> Router {
    // The only paths that other origins may use.
    let mut open = Router::new().route("/v1/projects/{key}/settings", get(settings::show));
    for (path, kind) in ingest::PATHS {
        open = open.route(
            path,
            post(move |receiver, request| ingest::take(receiver, kind, request)),
        );
    }
    let open = open
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(Arc::clone(&receiver), faults::strike))
        .layer(from_fn_with_state(Arc::clone(&receiver), cors::open));

    let debugger = Router::new()
        .route("/debugger/events", get(debugger::events))
        .route("/debugger/stream", get(debugger::stream))
        .route("/debugger/status", get(debugger::status))
        .route("/debugger/clear", post(debugger::clear))
        .route("/debugger/faults", get(faults::left).post(faults::set))
        .route("/debugger/{*path}", any(unknown_path))
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(Arc::clone(&receiver), debugger::guard));

    let own = Router::new()
        .route("/segflow.json", get(discovery::show))
        .route("/v1", any(unknown_path))
        .route("/v1/{*path}", any(unknown_path))
        .merge(debugger)
        .fallback(app::serve)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(policy::apply));

    open.merge(own)
        .layer(from_fn_with_state(Arc::clone(&receiver), host::guard))
        .with_state(receiver)
}

async fn unknown_path() -> Response {
    answers::sentence(
        StatusCode::NOT_FOUND,
        "Nothing is at this path. Events are taken by POST at /v1/identify, /v1/track, /v1/page, \
         /v1/screen, /v1/group, /v1/alias and /v1/batch; the app is at /.\n",
    )
}

async fn wrong_method() -> Response {
    answers::sentence(
        StatusCode::METHOD_NOT_ALLOWED,
        "This path does not answer to this method; its answer names the right ones in `Allow`.\n",
    )
}
