use super::{Account, KeyFacts, Message, Region, Transport};
use crate::base64;
use crate::json::{Object, Value, write_text};
use crate::time::Timestamp;

/// How many bytes the moment of sending adds to a body, and the write key
/// besides its own.
pub(crate) const SENT_AT_BYTES: usize = ",\"sentAt\":\"2024-05-01T12:00:00.000Z\"".len();
pub(super) const SENT_AT: &str = ",\"sentAt\":\"";
pub(crate) const WRITE_KEY_BYTES: usize = ",\"writeKey\":\"\"".len();

/// A request, complete but for the write key: [`Request::fill`] puts it into
/// its slot at the moment of sending.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    url: String,
    transport: Transport,
    key: KeyFacts,
    message: String,
    sent_at: Timestamp,
}

/// A request as it goes out, or with dots for the key as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRequest {
    /// Always `POST`.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// The headers that we set.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl ShownRequest {
    /// The request as other programs are given it: method, address, headers
    /// and the body as text.
    pub fn to_value(&self) -> Value {
        let headers: Object = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Value::from(Object::from_iter([
            ("method", self.method.into()),
            ("url", self.url.as_str().into()),
            ("headers", headers.into()),
            ("body", Value::from(self.body.as_str())),
        ]))
    }
}

impl Request {
    /// The request that hands a message to an account; without an account,
    /// the one that Segment's default region would get.
    pub fn new(message: &Message, account: Option<&Account>, sent_at: Timestamp) -> Request {
        Request::to_account(message.call.name(), message.text.clone(), account, sent_at)
    }

    /// What the body to an account has besides the message, in bytes, the real
    /// key counted.
    pub(crate) fn extra_bytes(account: &Account) -> usize {
        SENT_AT_BYTES
            + match account.transport {
                Transport::Simple => WRITE_KEY_BYTES + account.key.bytes(),
                Transport::Basic => 0,
            }
    }

    /// The request that hands a JSON object with members to a path of an
    /// account.
    pub(super) fn to_account(
        path: &str,
        body: String,
        account: Option<&Account>,
        sent_at: Timestamp,
    ) -> Request {
        let region = account.map_or(&Region::Us, |account| &account.region);
        Request {
            url: format!("{}/v1/{path}", region.base()),
            transport: account.map(|account| account.transport).unwrap_or_default(),
            key: account.map_or_else(KeyFacts::absent, |account| account.key.clone()),
            message: body,
            sent_at,
        }
    }

    /// The address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// When it is sent.
    pub fn sent_at(&self) -> Timestamp {
        self.sent_at
    }

    /// The same request for another attempt.
    #[must_use]
    pub fn sent_again_at(mut self, sent_at: Timestamp) -> Request {
        self.sent_at = sent_at;
        self
    }

    /// The length of the body in bytes of UTF-8, the real key counted.
    pub fn body_bytes(&self) -> usize {
        self.message.len()
            + SENT_AT_BYTES
            + match self.transport {
                Transport::Simple => WRITE_KEY_BYTES + self.key.bytes(),
                Transport::Basic => 0,
            }
    }

    /// The request with the key in its slot, to be sent and not to be kept.
    pub fn fill(&self, key: &str) -> ShownRequest {
        let credentials = base64::encode(format!("{key}:").as_bytes());
        self.with(key, format!("Basic {credentials}"))
    }

    /// The request with dots and the key's last four characters.
    pub fn shown(&self) -> ShownRequest {
        let masked = self.key.masked();
        self.with(masked, format!("Basic {masked}"))
    }

    fn with(&self, key: &str, authorization: String) -> ShownRequest {
        let headers = match self.transport {
            Transport::Simple => vec![("Content-Type", "text/plain".to_owned())],
            Transport::Basic => vec![
                ("Content-Type", "application/json".to_owned()),
                ("Authorization", authorization),
            ],
        };
        ShownRequest {
            method: "POST",
            url: self.url.clone(),
            headers,
            body: self.body(key),
        }
    }

    fn body(&self, key: &str) -> String {
        let mut body = self.message.clone();
        // The message is an object with members: the rest goes before its end.
        if body.ends_with('}') {
            body.pop();
        }
        body.push_str(SENT_AT);
        body.push_str(&self.sent_at.to_string());
        body.push('"');
        if self.transport == Transport::Simple {
            body.push_str(",\"writeKey\":");
            write_text(key, &mut body);
        }
        body.push('}');
        body
    }
}
