//! Takes a batch apart: each of its messages is stored with its own verdict.

use crate::event::{BatchPlace, Outcome, Received, Verdict};
use crate::members::{Kind, Members, Value};
use crate::message::Json;
use crate::receipt::Receipt;
use crate::verdict;

/// Segment drops a batch of more messages.
const MOST_MESSAGES: usize = 2_500;

/// What stands beside the messages of a batch is shown with each of them. All
/// these copies together may have so many bytes.
const LARGEST_COPIES: usize = 4 * 1024 * 1024;

/// The events of a batch, or one that tells why it has none.
pub(crate) fn split(receipt: &Receipt, json: &Json<'_>, bytes: usize) -> Vec<Received> {
    let whole = |verdict: Verdict| {
        let mut event = receipt.event(json, json.value, Some(verdict), |copy| copy);
        event.bytes = bytes;
        event.forward = false;
        vec![event]
    };
    let Some(members) = json.value.members() else {
        return whole(Verdict::discarded(
            "bad_request",
            "the body is not a JSON object",
        ));
    };
    let Some(batch) = members.get("batch") else {
        return whole(Verdict::discarded("empty_batch", "`batch` is not there"));
    };
    let count = match batch.items() {
        None => {
            return whole(Verdict::discarded(
                "bad_request",
                "`batch` is not a list of messages",
            ));
        }
        Some(items) => items.count(),
    };
    if count == 0 {
        return whole(Verdict::discarded("empty_batch", "`batch` has no message"));
    }
    if count > MOST_MESSAGES {
        // Segment drops it whole, and names no code for that.
        return whole(Verdict::discarded(
            "batch_too_large",
            format!("the batch has {count} messages and may have {MOST_MESSAGES}"),
        ));
    }
    let beside = Beside::of(json, &members);
    let copied = beside.length() * count <= LARGEST_COPIES;
    let mut events: Vec<_> = batch
        .items()
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(index, item)| {
            let complete = |copy: String| if copied { beside.complete(copy) } else { copy };
            let mut event = receipt.event(json, item, verdict::item(item), complete);
            event.kind = kind(item);
            event.batch = Some(BatchPlace {
                request: 0,
                item: index + 1,
                of: count,
                code: None,
            });
            if !copied {
                event.problem = event.problem.or(Some(
                    "what stands beside the batch's messages is too long to be shown with each of them"
                        .to_owned(),
                ));
            }
            event
        })
        .collect();
    let code = code(&events);
    for place in events.iter_mut().filter_map(|event| event.batch.as_mut()) {
        place.code = code;
    }
    events
}

fn kind(item: Value<'_>) -> Option<String> {
    let kind = item.members()?.get("type")?.text()?;
    // It is shown as a label, and a label is short.
    Some(kind.chars().take(100).collect())
}

/// What Segment notes of the batch as a whole.
fn code(events: &[Received]) -> Option<&'static str> {
    let dropped = events
        .iter()
        .filter(|event| event.verdict.outcome == Outcome::Discarded)
        .count();
    match dropped {
        0 => None,
        _ if dropped == events.len() => Some("empty_batch_result"),
        _ => Some("multi_user_error"),
    }
}

/// What holds for all messages of a batch, as Segment's pipeline adds it to each.
struct Beside(Vec<(&'static str, String)>);

impl Beside {
    fn of(json: &Json<'_>, members: &Members<'_>) -> Beside {
        let wanted = [
            ("context", Kind::Object),
            ("integrations", Kind::Object),
            ("sentAt", Kind::Text),
        ];
        let found = wanted.into_iter().filter_map(|(name, kind)| {
            let value = members.get(name).filter(|value| value.kind() == kind)?;
            Some((name, json.copy(value)))
        });
        Beside(found.collect())
    }

    fn length(&self) -> usize {
        self.0.iter().map(|(_, text)| text.len()).sum()
    }

    /// Adds to a message what it does not say itself.
    fn complete(&self, message: String) -> String {
        let Some(members) = Value::new(&message).members() else {
            return message;
        };
        let mut parts = Vec::new();
        for (name, value) in members.iter() {
            let shared = self.0.iter().find(|(shared, _)| shared == name);
            match shared {
                // Null is as good as absent, and its place is taken below.
                Some(_) if value.kind() == Kind::Null => {}
                Some((_, shared)) => parts.push(member(name, &joined(shared, *value))),
                None => parts.push(member(name, value.source())),
            }
        }
        for (name, shared) in &self.0 {
            if members.get(name).is_none() {
                parts.push(member(name, shared));
            }
        }
        format!("{{{}}}", parts.join(","))
    }
}

/// Of two objects, both; the message's own members count more.
fn joined(shared: &str, own: Value<'_>) -> String {
    let (Some(shared), Some(members)) = (Value::new(shared).members(), own.members()) else {
        return own.source().to_owned();
    };
    let added = shared
        .iter()
        .filter(|(name, _)| members.get(name).is_none());
    let parts: Vec<_> = added
        .chain(members.iter())
        .map(|(name, value)| member(name, value.source()))
        .collect();
    format!("{{{}}}", parts.join(","))
}

fn member(name: &str, value: &str) -> String {
    format!("{}:{value}", serde_json::Value::from(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(beside: &[(&'static str, &str)], message: &str, expected: &str) {
        let beside = Beside(
            beside
                .iter()
                .map(|(name, text)| (*name, (*text).to_owned()))
                .collect(),
        );
        assert_eq!(beside.complete(message.to_owned()), expected);
    }

    #[test]
    fn a_message_gets_what_it_does_not_say_itself() {
        let context = [("context", r#"{"ip":"1.2.3.4","a":1}"#)];
        check(&[], r#"{"a":1e2}"#, r#"{"a":1e2}"#);
        check(
            &context,
            r#"{"type":"track"}"#,
            r#"{"type":"track","context":{"ip":"1.2.3.4","a":1}}"#,
        );
        check(
            &context,
            r#"{"context":{"a":2.0,"b":3},"type":"track"}"#,
            r#"{"context":{"ip":"1.2.3.4","a":2.0,"b":3},"type":"track"}"#,
        );
        check(&context, r#"{"context":7}"#, r#"{"context":7}"#);
        check(
            &context,
            r#"{"context":null}"#,
            r#"{"context":{"ip":"1.2.3.4","a":1}}"#,
        );
        check(&[("sentAt", r#""now""#)], "[1]", "[1]");
        check(
            &[("sentAt", r#""now""#)],
            r#"{"sentAt":"then"}"#,
            r#"{"sentAt":"then"}"#,
        );
    }
}
