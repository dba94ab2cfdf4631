use segflow_core::document::AccountId;
use segflow_core::json::Value;
use segflow_core::segment::{Account, Endpoint, KeyFacts, Region, Transport};

use crate::error::{AccountProblem, EngineError};

/// An account as it was handed over: what the core may know, and its key.
pub struct GivenAccount {
    /// What the core may know.
    pub known: Account,
    /// The write key, to be filled in and forgotten.
    pub key: String,
}

impl GivenAccount {
    /// Reads an account; `place` tells it from others in errors.
    pub fn read(value: &Value, place: usize) -> Result<GivenAccount, EngineError> {
        let wrong = |problem| EngineError::Account { place, problem };
        let text = |name| value.get(name).and_then(Value::as_text);
        let id = AccountId::parse(text("id").unwrap_or_default())
            .map_err(|_| wrong(AccountProblem::Id))?;
        let region = match (text("region"), text("endpoint")) {
            (None | Some("us"), None) => Region::Us,
            (Some("eu"), None) => Region::Eu,
            (Some("custom"), Some(endpoint)) => Region::Custom(
                Endpoint::parse(endpoint)
                    .map_err(|error| wrong(AccountProblem::Endpoint(error)))?,
            ),
            (Some("custom"), None) => return Err(wrong(AccountProblem::NoEndpoint)),
            (None | Some("us" | "eu"), Some(_)) => {
                return Err(wrong(AccountProblem::NeedlessEndpoint));
            }
            (Some(_), _) => return Err(wrong(AccountProblem::Region)),
        };
        let transport = match text("transport") {
            None => Transport::default(),
            Some(name) => {
                Transport::from_name(name).ok_or_else(|| wrong(AccountProblem::Transport))?
            }
        };
        let key = text("writeKey").unwrap_or_default().to_owned();
        Ok(GivenAccount {
            known: Account {
                id,
                label: text("label").unwrap_or_default().to_owned(),
                region,
                transport,
                key: KeyFacts::of(&key),
            },
            key,
        })
    }
}
