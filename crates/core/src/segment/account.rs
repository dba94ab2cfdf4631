use super::Endpoint;
use crate::document::AccountId;
use crate::json::{Number, Object, Value, write_text};

/// A connected Segment source, as far as the core may know it: without its
/// write key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What tasks refer to.
    pub id: AccountId,
    /// What people call it.
    pub label: String,
    /// Where its messages go.
    pub region: Region,
    /// How its key is handed over.
    pub transport: Transport,
    /// What may be told of its key.
    pub key: KeyFacts,
}

/// Where messages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Region {
    /// Segment's hosts in the United States.
    Us,
    /// Segment's hosts in the European Union.
    Eu,
    /// An address of one's own.
    Custom(Endpoint),
}

impl Region {
    /// The address that calls are sent to, without `/v1`.
    pub fn base(&self) -> &str {
        match self {
            Region::Us => "https://api.segment.io",
            Region::Eu => "https://events.eu1.segmentapis.com",
            Region::Custom(endpoint) => endpoint.base(),
        }
    }

    /// The name in saved accounts.
    pub fn name(&self) -> &'static str {
        match self {
            Region::Us => "us",
            Region::Eu => "eu",
            Region::Custom(_) => "custom",
        }
    }
}

/// How the write key is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Transport {
    /// In the body, as `text/plain`: browsers ask no permission first.
    #[default]
    Simple,
    /// By HTTP Basic, as `application/json`.
    Basic,
}

impl Transport {
    /// The name in saved accounts.
    pub fn name(self) -> &'static str {
        match self {
            Transport::Simple => "simple",
            Transport::Basic => "basic",
        }
    }

    /// The transport of that name.
    pub fn from_name(name: &str) -> Option<Transport> {
        [Transport::Simple, Transport::Basic]
            .into_iter()
            .find(|transport| transport.name() == name)
    }
}

/// What may be told of a write key: enough to recognise it, not to use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFacts {
    masked: String,
    bytes: usize,
    has_usual_shape: bool,
}

/// Keys shorter than this are not shown at all.
const SHORTEST_SHOWN: usize = 12;

impl KeyFacts {
    /// Looks at a key and forgets it.
    pub fn of(key: &str) -> KeyFacts {
        let chars = key.chars().count();
        let shown: String = if chars < SHORTEST_SHOWN {
            String::new()
        } else {
            key.chars().skip(chars - 4).collect()
        };
        let mut written = String::new();
        write_text(key, &mut written);
        KeyFacts {
            masked: format!("••••{shown}"),
            bytes: written.len() - "\"\"".len(),
            has_usual_shape: key.len() == 32
                && key.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        }
    }

    /// Stands for the key of an account that is not chosen yet.
    pub fn absent() -> KeyFacts {
        KeyFacts {
            masked: "<write key>".to_owned(),
            bytes: 32,
            has_usual_shape: true,
        }
    }

    /// What is known, to be saved.
    pub(crate) fn save(&self) -> Value {
        let bytes = i64::try_from(self.bytes).unwrap_or(i64::MAX);
        Value::from(Object::from_iter([
            ("masked", Value::from(self.masked.as_str())),
            ("bytes", Number::from_integer(bytes).into()),
            ("hasUsualShape", self.has_usual_shape.into()),
        ]))
    }

    /// What was saved.
    pub(crate) fn load(value: &Value) -> Option<KeyFacts> {
        Some(KeyFacts {
            masked: value.get("masked")?.as_text()?.to_owned(),
            bytes: match value.get("bytes")? {
                Value::Number(bytes) => bytes.as_str().parse().ok()?,
                _ => return None,
            },
            has_usual_shape: value.get("hasUsualShape")?.as_bool()?,
        })
    }

    /// Dots and the last four characters, or dots alone for a short key.
    pub fn masked(&self) -> &str {
        &self.masked
    }

    /// The length of the key as JSON writes it, in bytes: it counts towards
    /// the size of an event.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether it has 32 letters and digits, as Segment's keys do.
    pub fn has_usual_shape(&self) -> bool {
        self.has_usual_shape
    }
}

#[cfg(test)]
mod tests {
    use super::KeyFacts;

    #[test]
    fn short_keys_are_not_shown_at_all() {
        for (key, masked) in [
            ("", "••••"),
            ("abcdefghijk", "••••"),
            ("abcdefghijkl", "••••ijkl"),
            ("ÄÖÜäöüßéèàçñ", "••••èàçñ"),
        ] {
            assert_eq!(KeyFacts::of(key).masked(), masked, "{key}");
        }
    }
}
