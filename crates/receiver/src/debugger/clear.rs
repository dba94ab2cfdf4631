use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::answers;
use crate::receiver::Receiver;

#[derive(Serialize)]
struct Cleared {
    cleared: usize,
}

/// Answers `/debugger/clear`: forgets the events, and with them which messageIds
/// were seen. Numbers go on where they were.
pub(crate) async fn clear(State(receiver): State<Arc<Receiver>>) -> Response {
    match receiver.store.clear().await {
        Some(cleared) => answers::json(StatusCode::OK, &Cleared { cleared }),
        None => answers::sentence(
            StatusCode::SERVICE_UNAVAILABLE,
            "The receiver is stopping; clear its events after it has started again.\n",
        ),
    }
}
