use std::sync::Arc;

use segflow_boundary::{EngineError, Options, read_surroundings, timestamp};
use segflow_core::bulk::{
    Bulk, BulkEffect, BulkEvent, BulkRequest, BulkStatus, Checkpoint, Counts, Delimiter,
    Fingerprint, Format, Mapping, Reason, RowResult, Setup,
};
use segflow_core::document::Workflow;
use segflow_core::flow::Flow;
use segflow_core::json::{Number, Object, Value};
use segflow_core::run::SendError;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error::BulkError;

/// How deep the options of a source may be nested.
const MAX_DEPTH: usize = 64;

/// What a source is recognised by: its size, and its first and last mebibyte.
#[wasm_bindgen]
pub fn fingerprint(size: f64, first: &[u8], last: &[u8]) -> String {
    // A file has fewer bytes than a number of JavaScript is exact for.
    Fingerprint::of(size as u64, first, last)
        .as_str()
        .to_owned()
}

/// A run of a file that has not begun. `document` and `surroundings` are what
/// a flow is compiled of, `source` says how the file is written and `options`
/// with what it is run, all as JSON text; `now` is in milliseconds.
#[wasm_bindgen]
pub fn begin(
    document: &str,
    surroundings: &str,
    source: &str,
    options: &str,
    now: f64,
) -> Result<BulkHandle, JsValue> {
    Ok(start(document, surroundings, source, options, now)?)
}

fn start(
    document: &str,
    surroundings: &str,
    source: &str,
    options: &str,
    now: f64,
) -> Result<BulkHandle, BulkError> {
    let options = Options::read(options)?;
    let workflow = Workflow::load(document).map_err(EngineError::Document)?;
    let flow = Flow::compile_in(
        Arc::new(options.readdress(workflow)),
        Arc::new(read_surroundings(surroundings)?),
    );
    let given = Value::read(source, MAX_DEPTH).map_err(EngineError::Options)?;
    let text = |name| given.get(name).and_then(Value::as_text);
    let mapping = match given.get("mapping") {
        Some(Value::Object(mapping)) => {
            Some(Mapping::read(mapping, flow.workflow()).map_err(BulkError::Mapping)?)
        }
        _ => None,
    };
    let (bulk, first) = Bulk::new(Setup {
        flow: Arc::new(flow),
        inputs: options.inputs(),
        mode: options.mode,
        now: timestamp(now),
        format: text("format")
            .and_then(Format::from_name)
            .unwrap_or(Format::Csv),
        delimiter: text("delimiter")
            .and_then(|text| text.bytes().next())
            .and_then(Delimiter::from_byte),
        mapping,
        lanes: match given.get("concurrency") {
            Some(Value::Number(lanes)) => lanes.as_str().parse().unwrap_or(DEFAULT_LANES),
            _ => DEFAULT_LANES,
        },
        source: text("fingerprint").map(Fingerprint::from_saved),
        checkpoint: text("checkpoint").map(Checkpoint::read).transpose()?,
        tells_rows: given.get("tellsRows").and_then(Value::as_bool) == Some(true),
    })
    .map_err(BulkError::Setup)?;
    Ok(BulkHandle {
        bulk,
        first,
        requests: Vec::new(),
        body: Vec::new(),
    })
}

/// A file on its way: it is given bytes and answers, and says what it waits
/// for.
#[wasm_bindgen]
pub struct BulkHandle {
    bulk: Bulk,
    first: Vec<BulkEffect>,
    /// By lane, the request that is to be sent.
    requests: Vec<BulkRequest>,
    /// The body of the request that was filled last.
    body: Vec<u8>,
}

#[wasm_bindgen]
impl BulkHandle {
    /// What it needs first, as JSON text: a list such as
    /// `[{"kind":"read"},{"kind":"send","lane":0,"account":"main"}]`.
    pub fn start(&mut self) -> String {
        let effects = std::mem::take(&mut self.first);
        self.tell(effects)
    }

    /// Gives it the next bytes of the source.
    pub fn read(&mut self, bytes: &[u8], now: f64) -> String {
        let now = timestamp(now);
        let effects = self.bulk.step(BulkEvent::Read { bytes, now });
        self.tell(effects)
    }

    /// Tells it what has happened, as JSON text.
    pub fn step(&mut self, event: &str, now: f64, random: u32) -> String {
        let event = Value::read(event, MAX_DEPTH).unwrap_or_default();
        let text = |name| event.get(name).and_then(Value::as_text);
        let number = |name| match event.get(name) {
            Some(Value::Number(number)) => number.as_str().parse().unwrap_or(0),
            _ => 0,
        };
        let (now, lane) = (timestamp(now), usize::from(number("lane")));
        let effects = self.bulk.step(match text("kind") {
            Some("ended") => BulkEvent::SourceEnded { now },
            Some("waited") => BulkEvent::Waited { lane, now },
            Some("responded") => BulkEvent::Responded {
                lane,
                status: number("status"),
                body: text("body").unwrap_or_default().to_owned(),
                retry_after: text("retryAfter").map(str::to_owned),
                now,
                random,
            },
            Some("notResponded") => BulkEvent::NotResponded {
                lane,
                error: text("error")
                    .and_then(SendError::from_code)
                    .unwrap_or(SendError::BlockedOrOffline),
                now,
                random,
            },
            _ => BulkEvent::Stopped,
        });
        self.tell(effects)
    }

    /// The request of a lane with the key in its slot, but for its body, as
    /// JSON text. It is not kept.
    pub fn fill(&mut self, lane: usize, key: &str) -> String {
        let Some(place) = self.requests.iter().position(|each| each.lane == lane) else {
            return String::new();
        };
        let mut filled = self.requests.swap_remove(place).request.fill(key);
        self.body = std::mem::take(&mut filled.body).into_bytes();
        filled.to_value().to_string()
    }

    /// The body of the request that was filled last.
    pub fn body(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.body)
    }

    /// The counts so far and how far it is, as JSON text.
    pub fn progress(&self) -> String {
        let mut progress = counts(self.bulk.run_id(), self.bulk.counts());
        progress.insert("rowsRead", integer(self.bulk.rows_read()));
        progress.insert("bytesRead", integer(self.bulk.bytes_read()));
        Value::from(progress).to_string()
    }

    /// The counts, as JSON text.
    pub fn report(&self) -> String {
        let mut report = counts(self.bulk.run_id(), self.bulk.counts());
        let halted = match self.bulk.status() {
            Some(BulkStatus::Halted(reason)) => problem(reason),
            _ => Value::Null,
        };
        report.insert("halted", halted);
        Value::from(report).to_string()
    }

    /// The rows of which something has become since this was last asked, as
    /// JSON text.
    pub fn told(&mut self) -> String {
        let rows = self.bulk.take_told();
        Value::List(rows.iter().map(told).collect()).to_string()
    }
}

impl BulkHandle {
    fn tell(&mut self, effects: Vec<BulkEffect>) -> String {
        let mut list = Vec::new();
        for effect in effects {
            let mut object = Object::new();
            let kind = match effect {
                BulkEffect::Read => "read",
                BulkEffect::Send(request) => {
                    object.insert("lane", integer(request.lane as u64));
                    object.insert("account", request.account.as_str());
                    self.requests.retain(|each| each.lane != request.lane);
                    self.requests.push(request);
                    "send"
                }
                BulkEffect::Wait { lane, millis } => {
                    object.insert("lane", integer(lane as u64));
                    object.insert("millis", Number::from_integer(millis));
                    "wait"
                }
                BulkEffect::Save(text) => {
                    object.insert("text", text);
                    "save"
                }
                BulkEffect::End(_) => "end",
            };
            object.insert("kind", kind);
            list.push(object.into());
        }
        Value::List(list).to_string()
    }
}

/// How many requests are on their way at once, if nobody says otherwise.
const DEFAULT_LANES: usize = 4;

fn integer(count: u64) -> Value {
    i64::try_from(count).map_or(Value::Null, |count| Number::from_integer(count).into())
}

fn counts(run_id: &str, counts: Counts) -> Object {
    let mut object = Object::new();
    object.insert("runId", run_id);
    for (name, count) in counts.by_name() {
        object.insert(name, integer(count));
    }
    object
}

fn told(row: &RowResult) -> Value {
    let ids = row.message_ids.iter().map(|id| id.as_str().into());
    let mut object = Object::new();
    object.insert("row", integer(row.row));
    object.insert("status", row.status.name());
    object.insert(
        "findings",
        row.reasons.iter().map(problem).collect::<Vec<_>>(),
    );
    object.insert("messageIds", ids.collect::<Vec<Value>>());
    object.into()
}

/// A reason in the shape of a finding.
fn problem(reason: &Reason) -> Value {
    if let Some(known) = reason.finding() {
        return known.to_value();
    }
    let mut object = Object::new();
    object.insert("taskId", Value::Null);
    object.insert("at", "");
    object.insert("code", reason.code());
    object.insert("severity", "error");
    object.insert("message", reason.to_string());
    object.into()
}
