use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get, post};

use crate::receiver::Receiver;
use crate::{answers, app, cors, debugger, discovery, host, ingest, policy, settings};

/// All the paths, and what guards each.
pub(crate) fn router(receiver: Arc<Receiver>) -> Router {
    // The only paths that other origins may use.
    let mut open = Router::new().route("/v1/projects/{key}/settings", get(settings::show));
    for path in ingest::PATHS {
        open = open.route(path, post(ingest::event));
    }
    let open = open
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(cors::open));

    let debugger = Router::new()
        .route("/debugger/events", get(debugger::events))
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
        .layer(from_fn(host::guard))
        .with_state(receiver)
}

async fn unknown_path() -> Response {
    answers::sentence(
        StatusCode::NOT_FOUND,
        "Nothing is at this path. Events are taken by POST at /v1/identify, /v1/track, /v1/page, \
         /v1/screen, /v1/group and /v1/alias; the app is at /.\n",
    )
}

async fn wrong_method() -> Response {
    answers::sentence(
        StatusCode::METHOD_NOT_ALLOWED,
        "This path does not answer to this method; its answer names the right ones in `Allow`.\n",
    )
}
