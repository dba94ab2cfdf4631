use segflow_core::json::Value;

/// Something the receiver received, and how it was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its number, counted in the order of arrival.
    pub seq: u64,
    /// When it came, as the receiver wrote it.
    pub received_at: String,
    /// The path it was sent to.
    pub path: String,
    /// The account it was sent with, by name.
    pub account: String,
    /// What kind of message it is: `track`, or whatever the sender calls it.
    pub kind: Option<String>,
    /// Its messageId.
    pub message_id: Option<String>,
    /// The message, every digit as it came.
    pub body: Option<Value>,
    /// The body as text, where it is no message.
    pub raw: Option<String>,
    /// Why it was refused, or is not shown as a message.
    pub problem: Option<String>,
    /// Its length in bytes, with its key.
    pub bytes: u64,
    /// The status it was answered with.
    pub status: u16,
    /// Where it stood, if it came with others.
    pub batch: Option<BatchPlace>,
    /// What Segment would make of it.
    pub verdict: Verdict,
}

/// A place in a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchPlace {
    /// Counts from 1.
    pub item: u64,
    /// How many there were.
    pub of: u64,
}

/// What Segment would make of a message, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// What becomes of it.
    pub outcome: Outcome,
    /// Segment's code for the reason.
    pub code: Option<String>,
    /// The reason in the receiver's words.
    pub reason: Option<String>,
    /// The `seq` of the first message with this messageId.
    pub duplicate_of: Option<u64>,
}

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// It is taken.
    Accepted,
    /// It is answered as if it were taken, and dropped afterwards.
    Discarded,
    /// It came before, and counts once.
    Duplicate,
    /// It is not taken, and its sender was told.
    Refused,
    /// The receiver does not say.
    #[default]
    Unknown,
}

impl Outcome {
    fn named(name: &str) -> Outcome {
        match name {
            "accepted" => Outcome::Accepted,
            "discarded" => Outcome::Discarded,
            "duplicate" => Outcome::Duplicate,
            "refused" => Outcome::Refused,
            _ => Outcome::Unknown,
        }
    }
}

impl Message {
    /// Reads one of the receiver's events. Only its number is asked for: what
    /// else is absent or of another version is left out.
    pub(super) fn from_value(value: &Value) -> Option<Message> {
        let text = |name: &str| value.get(name).and_then(Value::as_text).map(str::to_owned);
        let status = value.get("status").and_then(whole);
        let status = status.and_then(|status| u16::try_from(status).ok());
        Some(Message {
            seq: value.get("seq").and_then(whole)?,
            received_at: text("receivedAt").unwrap_or_default(),
            path: text("path").unwrap_or_default(),
            account: text("account").unwrap_or_default(),
            kind: text("type").or_else(|| {
                let body = value.get("message")?;
                body.get("type").and_then(Value::as_text).map(str::to_owned)
            }),
            message_id: text("messageId"),
            body: value
                .get("message")
                .filter(|body| !matches!(body, Value::Null))
                .cloned(),
            raw: text("raw"),
            problem: text("problem"),
            bytes: value.get("bytes").and_then(whole).unwrap_or_default(),
            status: status.unwrap_or_default(),
            batch: value.get("batch").and_then(batch_place),
            verdict: value.get("verdict").map(verdict).unwrap_or_default(),
        })
    }

    /// About how many bytes of memory it takes.
    pub fn weight(&self) -> u64 {
        self.bytes + 512
    }
}

fn batch_place(value: &Value) -> Option<BatchPlace> {
    Some(BatchPlace {
        item: value.get("item").and_then(whole)?,
        of: value.get("of").and_then(whole)?,
    })
}

fn verdict(value: &Value) -> Verdict {
    let text = |name: &str| value.get(name).and_then(Value::as_text);
    Verdict {
        outcome: text("outcome").map(Outcome::named).unwrap_or_default(),
        code: text("code").map(str::to_owned),
        reason: text("reason").map(str::to_owned),
        duplicate_of: value.get("duplicateOf").and_then(whole),
    }
}

fn whole(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_str().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::json::Value;

    use super::{BatchPlace, Message, Outcome};

    fn read(text: &str) -> Option<Message> {
        Message::from_value(&Value::read(text, 16).unwrap())
    }

    #[test]
    fn a_message_keeps_what_came() {
        let message = read(
            r#"{"seq":7,"receivedAt":"2026-11-23T10:00:00.000Z","path":"/v1/batch","account":"Local test source",
                "type":"track","messageId":"m-1","message":{"revenue":0.10,"id":9007199254740993},"raw":null,
                "problem":null,"bytes":312,"status":200,"batch":{"request":6,"item":2,"of":3,"code":null},
                "verdict":{"outcome":"duplicate","code":null,"reason":"seen","duplicateOf":4},"later":{}}"#,
        )
        .unwrap();
        assert_eq!(message.seq, 7);
        assert_eq!(message.kind.as_deref(), Some("track"));
        let body = message.body.unwrap().to_string();
        assert_eq!(body, r#"{"revenue":0.10,"id":9007199254740993}"#);
        assert_eq!(message.batch, Some(BatchPlace { item: 2, of: 3 }));
        assert_eq!(message.verdict.outcome, Outcome::Duplicate);
        assert_eq!(message.verdict.duplicate_of, Some(4));
    }

    #[test]
    fn all_but_the_number_may_be_absent() {
        for (text, outcome) in [
            (r#"{"seq":1}"#, Some(Outcome::Unknown)),
            (r#"{"seq":1,"verdict":"fine"}"#, Some(Outcome::Unknown)),
            (
                r#"{"seq":1,"verdict":{"outcome":"refused"},"bytes":"many"}"#,
                Some(Outcome::Refused),
            ),
            (
                r#"{"seq":1,"verdict":{"outcome":"postponed"}}"#,
                Some(Outcome::Unknown),
            ),
            (r#"{"seq":-1}"#, None),
            (r#"{"seq":"1"}"#, None),
            ("[]", None),
        ] {
            let message = read(text);
            assert_eq!(
                message.map(|message| message.verdict.outcome),
                outcome,
                "{text}"
            );
        }
    }
}
