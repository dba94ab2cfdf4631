use segflow_core::document::AccountId;
use segflow_core::json::{Object, Value};
use segflow_core::segment::{Account, Endpoint, Region, Transport};

use super::WriteKey;

/// A connected Segment source with its write key: an [`Account`] is what the
/// core knows of it, the key is for sending.
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectedAccount {
    account: Account,
    key: WriteKey,
}

/// The id of the account that the receiver on this computer offers.
pub const RECEIVER_ACCOUNT_ID: &str = "local";

/// The name that it has there, which is shown in the person's language.
pub const RECEIVER_LABEL: &str = "Local test source";

/// Saved accounts are flat objects.
const MAX_DEPTH: usize = 8;

impl ConnectedAccount {
    /// Puts an account together; what may be told of its key comes from the key.
    pub fn new(
        id: AccountId,
        label: impl Into<String>,
        region: Region,
        transport: Transport,
        key: WriteKey,
    ) -> ConnectedAccount {
        ConnectedAccount {
            account: Account {
                id,
                label: label.into(),
                region,
                transport,
                key: key.facts(),
            },
            key,
        }
    }

    /// The account under another name.
    #[must_use]
    pub fn called(mut self, label: impl Into<String>) -> ConnectedAccount {
        self.account.label = label.into();
        self
    }

    /// What tasks refer to.
    pub fn id(&self) -> &AccountId {
        &self.account.id
    }

    /// The account without its key.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The key, to be handed to [`send`](crate::send::send) or to a changed
    /// account.
    pub fn key(&self) -> &WriteKey {
        &self.key
    }

    /// Whether the receiver on this computer offers it; such an account is not
    /// saved and cannot be changed.
    pub fn is_receivers(&self) -> bool {
        self.account.id.as_str() == RECEIVER_ACCOUNT_ID
    }

    /// The saved form, write key and all, to be encrypted.
    pub(crate) fn to_json(&self) -> String {
        let mut object = Object::new();
        object.insert("id", self.account.id.as_str());
        object.insert("label", self.account.label.as_str());
        object.insert("writeKey", self.key.reveal());
        object.insert("region", self.account.region.name());
        if let Region::Custom(endpoint) = &self.account.region {
            object.insert("endpoint", endpoint.base());
        }
        object.insert("transport", self.account.transport.name());
        Value::from(object).to_string()
    }

    /// Reads the saved form. There is nothing to say about what is wrong with
    /// it that would not risk showing the key.
    pub(crate) fn from_json(text: &str) -> Option<ConnectedAccount> {
        ConnectedAccount::from_value(&Value::read(text, MAX_DEPTH).ok()?)
    }

    /// Reads the form that the receiver hands out, too.
    pub(crate) fn from_value(value: &Value) -> Option<ConnectedAccount> {
        let text = |key| value.get(key).and_then(Value::as_text);
        let region = match text("region")? {
            "us" => Region::Us,
            "eu" => Region::Eu,
            "custom" => Region::Custom(Endpoint::parse(text("endpoint")?).ok()?),
            _ => return None,
        };
        Some(ConnectedAccount::new(
            AccountId::parse(text("id")?).ok()?,
            text("label")?,
            region,
            Transport::from_name(text("transport")?)?,
            WriteKey::parse(text("writeKey")?).ok()?,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::ConnectedAccount;

    #[test]
    fn what_is_saved_is_what_is_loaded() {
        for saved in [
            r#"{"id":"acc_1","label":"ana@example.com","writeKey":"abcdefghijklmnopqrstuvwxyz012345","region":"us","transport":"simple"}"#,
            r#"{"id":"acc_2","label":"","writeKey":"k\"ey","region":"eu","transport":"basic"}"#,
            r#"{"id":"acc_3","label":"Ours – ż","writeKey":"k","region":"custom","endpoint":"https://events.example.com/segment","transport":"simple"}"#,
        ] {
            let account = ConnectedAccount::from_json(saved).unwrap();
            assert_eq!(account.to_json(), saved);
        }
    }

    #[test]
    fn what_is_no_account_is_not_guessed_at() {
        for text in [
            "",
            "[]",
            r#"{"id":"a b","label":"","writeKey":"k","region":"us","transport":"simple"}"#,
            r#"{"id":"a","label":"","writeKey":" ","region":"us","transport":"simple"}"#,
            r#"{"id":"a","label":"","writeKey":"k","region":"mars","transport":"simple"}"#,
            r#"{"id":"a","label":"","writeKey":"k","region":"custom","transport":"simple"}"#,
            r#"{"id":"a","label":"","writeKey":"k","region":"custom","endpoint":"http://a.example","transport":"simple"}"#,
            r#"{"id":"a","label":"","writeKey":"k","region":"us","transport":"pigeon"}"#,
            r#"{"id":"a","label":"","writeKey":7,"region":"us","transport":"simple"}"#,
        ] {
            assert_eq!(ConnectedAccount::from_json(text), None, "{text}");
        }
    }

    #[test]
    fn an_account_in_a_log_shows_no_key() {
        let account = ConnectedAccount::from_json(
            r#"{"id":"a","label":"","writeKey":"abcdefghijklmnop","region":"us","transport":"simple"}"#,
        );
        let logged = format!("{account:?}");
        assert!(logged.contains("••••mnop"), "{logged}");
        assert!(!logged.contains("lmnop"), "{logged}");
    }
}
