use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::answers;
use crate::receiver::Receiver;
use crate::write_key::WriteKey;

/// What Segment's SDKs ask for first; also a way to try a write key.
#[derive(Serialize)]
struct Settings<'k> {
    integrations: BTreeMap<&'static str, Integration<'k>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Integration<'k> {
    api_key: &'k str,
    api_host: String,
    protocol: &'static str,
}

/// Answers 200 for a key this receiver knows, and 404 for any other.
pub(crate) async fn show(
    State(receiver): State<Arc<Receiver>>,
    Path(key): Path<String>,
) -> Response {
    let account = WriteKey::new(key).and_then(|key| receiver.accounts.find(&key));
    let Some(account) = account else {
        return answers::sentence(
            StatusCode::NOT_FOUND,
            "Cannot GET: no source of this receiver has this write key.\n",
        );
    };
    let integration = Integration {
        api_key: account.write_key.reveal(),
        api_host: format!("127.0.0.1:{}/v1", receiver.port),
        protocol: "http",
    };
    let settings = Settings {
        integrations: BTreeMap::from([("Segment.io", integration)]),
    };
    answers::json(StatusCode::OK, &settings)
}
