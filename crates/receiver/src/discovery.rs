use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::receiver::{Peer, Receiver};
use crate::{accounts, answers};

/// How the app finds its receiver, and the account that works at once.
#[derive(Serialize)]
struct Discovery<'r> {
    segflow: u8,
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<LocalAccount<'r>>,
    debugger: bool,
}

/// An account as the app knows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocalAccount<'r> {
    id: &'static str,
    label: &'r str,
    write_key: &'r str,
    region: &'static str,
    endpoint: String,
    transport: &'static str,
}

/// Answers `/segflow.json`. Only this machine is told the account.
pub(crate) async fn show(
    State(receiver): State<Arc<Receiver>>,
    Extension(peer): Extension<Peer>,
) -> Response {
    let local = &receiver.accounts.local;
    let account = peer.is_this_machine().then(|| LocalAccount {
        id: accounts::LOCAL_ID,
        label: &local.label,
        write_key: local.write_key.reveal(),
        region: "custom",
        endpoint: format!("http://127.0.0.1:{}", receiver.port),
        transport: "simple",
    });
    let discovery = Discovery {
        segflow: 1,
        version: env!("CARGO_PKG_VERSION"),
        account,
        // Its page would be refused everything, see the debugger's guard.
        debugger: peer.is_this_machine(),
    };
    answers::json(StatusCode::OK, &discovery)
}
