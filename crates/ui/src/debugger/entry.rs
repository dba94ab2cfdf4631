use segflow_core::document::Call;
use segflow_core::json::Value;
use segflow_web::debugger::{Message, Outcome};

/// A message with what the list shows of it and what a search looks through.
///
/// Nothing of it changes, so two of the same number and time are the same.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The message.
    pub message: Message,
    /// The call it is, if it is one of Segment's.
    pub call: Option<Call>,
    /// The name of its event, page or screen.
    pub name: Option<String>,
    /// Whom it is about: the user id, else the anonymous id.
    pub user: Option<String>,
    /// In small letters: names, ids, and all that its traits or properties say.
    searched: String,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        let place = |entry: &Entry| entry.message.seq;
        place(self) == place(other) && self.message.received_at == other.message.received_at
    }
}

impl Eq for Entry {}

impl Entry {
    /// Looks through a message once.
    pub(super) fn new(message: Message) -> Entry {
        let call = message.kind.as_deref().and_then(Call::from_name);
        let body = message.body.as_ref();
        let given = |key: &str| {
            let text = plain(body?.get(key)?);
            (!text.is_empty()).then_some(text)
        };
        let name = match call {
            Some(Call::Page | Call::Screen) => given("name").or_else(|| given("category")),
            _ => given("event"),
        };
        let user = given("userId").or_else(|| given("anonymousId"));
        let mut searched = String::new();
        for part in [
            &message.kind,
            &message.message_id,
            &message.raw,
            &name,
            &user,
        ]
        .into_iter()
        .flatten()
        {
            add(&mut searched, part);
        }
        for key in [
            "anonymousId",
            "groupId",
            "previousId",
            "traits",
            "properties",
        ] {
            if let Some(value) = body.and_then(|body| body.get(key)) {
                add_all(&mut searched, value);
            }
        }
        Entry {
            call,
            name,
            user,
            searched,
            message,
        }
    }

    /// Its number.
    pub fn seq(&self) -> u64 {
        self.message.seq
    }

    /// What Segment makes of it.
    pub fn outcome(&self) -> Outcome {
        self.message.verdict.outcome
    }

    /// Whether all of these words, in small letters, are in it.
    pub(super) fn has_all(&self, words: &[String]) -> bool {
        words
            .iter()
            .all(|word| self.searched.contains(word.as_str()))
    }
}

/// A value as a text without quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Text(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Object(_) => value.to_string(),
    }
}

fn add(searched: &mut String, text: &str) {
    searched.push_str(&text.to_lowercase());
    searched.push('\n');
}

/// Adds every key and every value, however deep. The depth of what is read is
/// bounded.
fn add_all(searched: &mut String, value: &Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter() {
                add(searched, key);
                add_all(searched, value);
            }
        }
        Value::List(list) => {
            for value in list {
                add_all(searched, value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
            add(searched, &plain(value));
        }
    }
}
