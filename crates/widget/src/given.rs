//! What the page gives, as the facade has written it.

use std::sync::Arc;

use segflow_boundary::{EngineError, GivenAccount, read_surroundings, thrown};
use segflow_core::document::Sample;
use segflow_core::json::Value;
use segflow_core::scope::User;
use segflow_ui::model::{Given, Rights};
use segflow_ui::text::Language;
use segflow_web::accounts::{Accounts, ConnectedAccount, WriteKey};
use wasm_bindgen::JsValue;

/// How deep what the page gives may be nested.
const MAX_DEPTH: usize = 256;

/// Reads the JSON text of what the page gives: its accounts, all else, and the
/// language it speaks.
pub(crate) fn read(text: &str) -> Result<(Accounts, Given, Language), JsValue> {
    let value = Value::read(text, MAX_DEPTH).map_err(EngineError::Options)?;
    let list = value.get("accounts").and_then(Value::as_list);
    let accounts = (1..)
        .zip(list.unwrap_or_default())
        .map(|(place, account)| self::account(place, account))
        .collect::<Result<_, _>>()?;
    let of_user = |name| Some(value.get("user")?.get(name)?.as_text()?.to_owned());
    let rights = match value.get("readOnly").and_then(Value::as_bool) {
        Some(true) => Rights::Look,
        _ => Rights::Edit,
    };
    let given = Given {
        surroundings: Arc::new(read_surroundings(text)?),
        host: value.get("host").cloned().unwrap_or_default(),
        user: User {
            role: of_user("role"),
            email: of_user("email"),
        },
        sample: value.get("sample").and_then(sample),
        rights,
    };
    let tag = value.get("lang").and_then(Value::as_text);
    let language = tag.and_then(Language::of_tag).unwrap_or_default();
    Ok((accounts, given, language))
}

fn account(place: usize, value: &Value) -> Result<ConnectedAccount, JsValue> {
    let GivenAccount { known, key } = GivenAccount::read(value, place)?;
    let key = WriteKey::parse(&key).map_err(|_| {
        let message = format!("number {place} of `accounts` needs a `writeKey`");
        thrown("bad_account", message, None)
    })?;
    Ok(ConnectedAccount::new(
        known.id,
        known.label,
        known.region,
        known.transport,
        key,
    ))
}

fn sample(value: &Value) -> Option<Sample> {
    Some(Sample {
        name: value.get("name")?.as_text()?.to_owned(),
        record: value.get("record")?.as_object()?.clone(),
        ..Sample::default()
    })
}
