use segflow_boundary::{EngineError, report, timestamp};
use segflow_core::json::{Object, ReadError, ReadErrorKind, Value};
use segflow_core::run::{Effect, Event, Run, SendError};
use segflow_core::segment::Request;
use segflow_core::time::Timestamp;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// How deep answers may be nested.
const MAX_DEPTH: usize = 256;

/// A run on its way: it is told what has happened, and says what it waits for.
#[wasm_bindgen]
pub struct RunHandle {
    /// Only away while it is stepped.
    run: Option<Run>,
    /// The request that is to be sent.
    request: Option<Request>,
    /// The answers that were known when the form was asked.
    asked: Object,
}

#[wasm_bindgen]
impl RunHandle {
    /// Tells it what has happened and gives what it waits for, both as JSON
    /// text: `{"kind":"responded","status":200,"body":""}` and
    /// `{"kind":"send","account":"main"}`. `random` is any number of 32 bits.
    pub fn step(&mut self, event: &str, now: f64, random: u32) -> Result<String, JsValue> {
        let event = self.read_event(event, timestamp(now), random)?;
        let Some(run) = self.run.take() else {
            return Ok(report::kind("end").to_string());
        };
        let (run, effects) = run.step(event);
        self.request = None;
        let mut next = report::kind("end");
        for effect in effects {
            match effect {
                // A run of the engine lives as long as its caller.
                Effect::Save => {}
                Effect::Ask {
                    task,
                    answers,
                    problem,
                } => {
                    next = report::ask(run.flow(), &task, &answers, problem.as_ref());
                    self.asked = answers;
                }
                Effect::Send {
                    account, request, ..
                } => {
                    self.request = Some(request);
                    next = report::send(&account);
                }
                Effect::Wait { millis } => next = report::wait(millis),
                Effect::WaitForNetwork => next = report::kind("waitForNetwork"),
                Effect::AskConsent { .. } => next = report::kind("askConsent"),
            }
        }
        self.run = Some(run);
        Ok(next.to_string())
    }

    /// The request to be sent, with the key in its slot, as JSON text. It is
    /// not kept.
    pub fn fill(&self, key: &str) -> String {
        let request = self.request.as_ref().map(|request| request.fill(key));
        request.map_or_else(String::new, |request| request.to_value().to_string())
    }

    /// How it stands, as JSON text.
    pub fn report(&self) -> String {
        let run = self.run.as_ref();
        run.map_or_else(String::new, |run| report::run(run).to_string())
    }
}

impl RunHandle {
    pub(crate) fn new(run: Run) -> RunHandle {
        RunHandle {
            run: Some(run),
            request: None,
            asked: Object::new(),
        }
    }

    fn read_event(&self, text: &str, now: Timestamp, random: u32) -> Result<Event, EngineError> {
        let event = Value::read(text, MAX_DEPTH).map_err(EngineError::Answers)?;
        let text = |name| event.get(name).and_then(Value::as_text);
        Ok(match text("kind") {
            Some("started") => Event::Started { now },
            Some("answered") => Event::Answered {
                answers: self.read_answers(&event)?,
                now,
            },
            Some("notAnswered") => Event::NotAnswered { now },
            Some("responded") => Event::Responded {
                status: match event.get("status") {
                    Some(Value::Number(status)) => status.as_str().parse().unwrap_or(0),
                    _ => 0,
                },
                body: text("body").unwrap_or_default().to_owned(),
                retry_after: text("retryAfter").map(str::to_owned),
                now,
                random,
            },
            Some("notResponded") => Event::NotResponded {
                error: text("error")
                    .and_then(SendError::from_code)
                    .unwrap_or(SendError::BlockedOrOffline),
                now,
                random,
            },
            Some("waited") => Event::Waited { now },
            // Nobody is there to be asked.
            Some("declined") => Event::Declined { now },
            _ => Event::Stopped { now },
        })
    }

    /// The answers that were given; those named by `kept` stay as they were.
    fn read_answers(&self, event: &Value) -> Result<Object, EngineError> {
        let Some(Value::Object(answers)) = event.get("answers") else {
            return Err(EngineError::Answers(ReadError {
                kind: ReadErrorKind::NoObject,
                line: 1,
                column: 1,
            }));
        };
        let mut answers = answers.clone();
        let kept = event.get("kept").and_then(Value::as_list);
        for name in kept.unwrap_or_default().iter().filter_map(Value::as_text) {
            if let Some(known) = self.asked.get(name) {
                answers.insert(name, known.clone());
            }
        }
        Ok(answers)
    }
}
