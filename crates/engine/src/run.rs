use segflow_boundary::{EngineError, report, timestamp};
use segflow_core::json::{Object, ReadError, ReadErrorKind, Value};
use segflow_core::run::{Effect, Event, Run, SendError, TaskPath};
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
    /// The requests that are to be sent.
    requests: Vec<(TaskPath, Request)>,
}

#[wasm_bindgen]
impl RunHandle {
    /// Tells it what has happened and gives what it waits for besides what it
    /// waited for before, both as JSON text:
    /// `{"kind":"responded","task":"track","status":200,"body":""}` and
    /// `[{"kind":"send","task":"identify","account":"main"}]`. `random` is any
    /// number of 32 bits.
    pub fn step(&mut self, event: &str, now: f64, random: u32) -> Result<String, JsValue> {
        let event = self.read_event(event, timestamp(now), random)?;
        let Some(run) = self.run.take() else {
            return Ok("[]".to_owned());
        };
        let (run, effects) = run.step(event);
        let awaited = effects.iter();
        let awaited = awaited.filter_map(|effect| report::awaited(&run, effect));
        let awaited = Value::List(awaited.collect());
        for effect in effects {
            if let Effect::Send { task, request, .. } = effect {
                self.requests.retain(|(known, _)| *known != task);
                self.requests.push((task, request));
            }
        }
        self.run = Some(run);
        Ok(awaited.to_string())
    }

    /// The request of a task that is to be sent, with the key in its slot, as
    /// JSON text. It is not kept.
    pub fn fill(&self, task: &str, key: &str) -> String {
        let mut requests = self.requests.iter();
        let request = requests.find(|(known, _)| known.to_string() == task);
        request.map_or_else(String::new, |(_, request)| {
            request.fill(key).to_value().to_string()
        })
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
            requests: Vec::new(),
        }
    }

    fn read_event(&self, text: &str, now: Timestamp, random: u32) -> Result<Event, EngineError> {
        let event = Value::read(text, MAX_DEPTH).map_err(EngineError::Answers)?;
        let text = |name| event.get(name).and_then(Value::as_text);
        let Some(task) = text("task").and_then(TaskPath::parse) else {
            return Ok(match text("kind") {
                Some("started") => Event::Started { now },
                _ => Event::Stopped { now },
            });
        };
        Ok(match text("kind") {
            Some("answered") => Event::Answered {
                answers: self.read_answers(&task, &event)?,
                task,
                now,
            },
            Some("notAnswered") => Event::NotAnswered { task, now },
            Some("responded") => Event::Responded {
                task,
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
                task,
                error: text("error")
                    .and_then(SendError::from_code)
                    .unwrap_or(SendError::BlockedOrOffline),
                now,
                random,
            },
            Some("waited") => Event::Waited { task, now },
            // Nobody is there to be asked.
            _ => Event::Declined { task, now },
        })
    }

    /// The answers that were given; those named by `kept` stay as they were.
    fn read_answers(&self, task: &TaskPath, event: &Value) -> Result<Object, EngineError> {
        let Some(Value::Object(answers)) = event.get("answers") else {
            return Err(EngineError::Answers(ReadError {
                kind: ReadErrorKind::NoObject,
                line: 1,
                column: 1,
            }));
        };
        let mut answers = answers.clone();
        let kept = event.get("kept").and_then(Value::as_list);
        let form = self.run.as_ref().and_then(|run| run.at(task));
        let known = form.and_then(|(run, form)| run.record().get(form.task.as_str()));
        for name in kept.unwrap_or_default().iter().filter_map(Value::as_text) {
            if let Some(known) = known.and_then(|known| known.get(name)) {
                answers.insert(name, known.clone());
            }
        }
        Ok(answers)
    }
}
