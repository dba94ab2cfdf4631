use segflow_boundary::timestamp;
use segflow_core::bulk::{
    Bulk, BulkEffect, BulkEvent, BulkRequest, BulkStatus, Checkpoint, Fingerprint, Format, Setup,
};
use segflow_core::json::{Number, Object, Value};
use segflow_core::run::SendError;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error::BulkError;
use crate::given::{Given, MAX_DEPTH};
use crate::told::{self, counts, problem};

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
    let given = Given::read(document, surroundings, source, options)?;
    let (bulk, first) = Bulk::new(Setup {
        inputs: given.options.inputs(),
        mode: given.options.mode,
        now: timestamp(now),
        format: given.format().unwrap_or(Format::Csv),
        delimiter: given.delimiter(),
        mapping: given.mapping()?,
        lanes: given.count("concurrency").unwrap_or(DEFAULT_LANES),
        source: given.text("fingerprint").map(Fingerprint::from_saved),
        checkpoint: given.text("checkpoint").map(Checkpoint::read).transpose()?,
        tells: given.tells(),
        flow: given.flow,
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
            Some("paused") => BulkEvent::Paused,
            Some("resumed") => BulkEvent::Resumed { now },
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
        progress.insert("rowsRead", self.bulk.rows_read());
        progress.insert("bytesRead", self.bulk.bytes_read());
        progress.insert("hasReadAll", self.bulk.has_read_all());
        progress.insert("retries", self.bulk.retries());
        let until = self.bulk.paused_until().millis().max(0);
        progress.insert("waitsUntil", Number::from_integer(until));
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
        Value::List(rows.iter().map(told::row).collect()).to_string()
    }

    /// From where the run can go on, as JSON text.
    pub fn checkpoint(&self) -> String {
        self.bulk.checkpoint().to_text()
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
                    object.insert("lane", request.lane as u64);
                    object.insert("account", request.account.as_str());
                    self.requests.retain(|each| each.lane != request.lane);
                    self.requests.push(request);
                    "send"
                }
                BulkEffect::Wait { lane, millis } => {
                    object.insert("lane", lane as u64);
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
