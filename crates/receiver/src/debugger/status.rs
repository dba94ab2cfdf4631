use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::answers;
use crate::forward::Region;
use crate::receiver::Receiver;
use crate::store;

/// How the receiver fares. The stream tells the same when it changes.
#[derive(Serialize)]
pub(crate) struct Status<'r> {
    store: store::Status,
    /// The labels of the accounts it knows.
    accounts: Vec<&'r str>,
    /// Where messages are passed on to.
    forward: Option<Region>,
    faults: bool,
}

impl Status<'_> {
    pub(crate) fn of(receiver: &Receiver) -> Status<'_> {
        Status {
            store: receiver.store.status(),
            accounts: receiver
                .accounts
                .iter()
                .map(|account| account.label.as_str())
                .collect(),
            forward: receiver.forward,
            faults: receiver.faults.is_some(),
        }
    }
}

/// Answers `/debugger/status`.
pub(crate) async fn status(State(receiver): State<Arc<Receiver>>) -> Response {
    answers::json(StatusCode::OK, &Status::of(&receiver))
}
