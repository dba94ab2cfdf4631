use serde::Deserialize;
use serde_json::value::RawValue;

use crate::event::Forward;
use crate::instant;
use crate::members::Value;
use crate::store::Row;

/// A batch is passed on in parts of so many bytes.
const LARGEST_BATCH: usize = 450_000;

/// What is sent to Segment in one request.
#[derive(Debug)]
pub(super) struct Parcel {
    /// The events in it.
    pub(super) seqs: Vec<u64>,
    /// The label of the account whose key it is sent with.
    pub(super) account: String,
    /// When the first of them came.
    pub(super) millis: u64,
    pub(super) attempts: u32,
    path: String,
    content: Content,
    sent_at: Option<String>,
}

#[derive(Debug)]
enum Content {
    One(String),
    Batch(Vec<String>),
}

/// What must be known of a stored event.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stored<'r> {
    received_at: String,
    account: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    message_id: Option<String>,
    #[serde(borrow)]
    message: Option<&'r RawValue>,
    raw: Option<String>,
    batch: Option<Place>,
}

#[derive(Deserialize, PartialEq, Eq)]
struct Place {
    request: u64,
}

impl Parcel {
    /// Packs the first of some events, and those which came in the same batch.
    pub(super) fn pack(rows: &[Row]) -> Option<Parcel> {
        let (first, rest) = rows.split_first()?;
        let stored: Stored<'_> = serde_json::from_str(&first.json).ok()?;
        let attempts = first.forward.as_ref().map_or(0, |forward| forward.attempts);
        let text = stored.message(first)?;
        let mut parcel = Parcel {
            seqs: vec![first.seq],
            account: stored.account.clone(),
            millis: first.millis,
            attempts,
            path: format!("/v1/{}", stored.kind.as_deref().unwrap_or("track")),
            sent_at: stored.sent_at(),
            content: Content::One(text.clone()),
        };
        if stored.batch.is_none() {
            return Some(parcel);
        }
        let mut bytes = text.len();
        let mut items = vec![text];
        for row in rest {
            let other: Stored<'_> = serde_json::from_str(&row.json).ok()?;
            let waits = row.forward.as_ref().is_some_and(Forward::is_waiting);
            if other.batch != stored.batch {
                break;
            }
            let Some(text) = other.message(row).filter(|_| waits) else {
                continue;
            };
            bytes += text.len() + 1;
            if bytes > LARGEST_BATCH {
                break;
            }
            items.push(text);
            parcel.seqs.push(row.seq);
        }
        parcel.path = "/v1/batch".to_owned();
        parcel.content = Content::Batch(items);
        Some(parcel)
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// What is sent. The time of sending is put on by as much as the message has
    /// waited here, so that the sender's clock is still corrected as it should be.
    pub(super) fn body(&self, write_key: &str, now: u64) -> String {
        let mut members = Vec::new();
        match &self.content {
            Content::One(message) => members.push(inside(message).to_owned()),
            Content::Batch(items) => members.push(format!("\"batch\":[{}]", items.join(","))),
        }
        if let Some(sent_at) = &self.sent_at {
            let sent_at = match instant::parse(sent_at) {
                Some(sent) => instant::format(sent + now.saturating_sub(self.millis)),
                None => sent_at.clone(),
            };
            members.push(format!("\"sentAt\":{}", serde_json::Value::from(sent_at)));
        }
        members.push(format!(
            "\"writeKey\":{}",
            serde_json::Value::from(write_key)
        ));
        members.retain(|member| !member.is_empty());
        format!("{{{}}}", members.join(","))
    }
}

impl Stored<'_> {
    fn source(&self) -> Option<&str> {
        self.message.map(RawValue::get).or(self.raw.as_deref())
    }

    fn sent_at(&self) -> Option<String> {
        let members = Value::new(self.source()?).members()?;
        Some(members.get("sentAt")?.text()?.into_owned())
    }

    /// The message with what Segment would otherwise add on arrival: that must be
    /// the same however often it is tried. The time of sending is left to the request.
    fn message(&self, row: &Row) -> Option<String> {
        let members = Value::new(self.source()?).members()?;
        let mut parts: Vec<_> = members
            .iter()
            .filter(|(name, _)| name != "sentAt")
            .map(|(name, value)| format!("{}:{}", serde_json::Value::from(&**name), value.source()))
            .collect();
        if self.message_id.is_none() {
            parts.push(format!("\"messageId\":\"sfr-{}-{}\"", row.millis, row.seq));
        }
        if members.get("timestamp").is_none() && self.sent_at().is_none() {
            parts.push(format!("\"timestamp\":\"{}\"", self.received_at));
        }
        Some(format!("{{{}}}", parts.join(",")))
    }
}

fn inside(object: &str) -> &str {
    let inside = object.strip_prefix('{').unwrap_or(object);
    inside.strip_suffix('}').unwrap_or(inside)
}
