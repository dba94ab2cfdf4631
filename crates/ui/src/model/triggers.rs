use std::collections::VecDeque;

use segflow_core::document::{FieldId, FormField, FormFieldType, TaskId, Workflow};
use segflow_core::json::{Number, Object, Value};

/// When a workflow runs on this device besides by hand. All is off until a
/// person turns it on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Triggers {
    /// The address of the page fills the forms. It never runs anything.
    pub from_address: bool,
    /// When its time comes.
    pub schedule: Option<Schedule>,
    /// The pages whose messages begin runs: their origins, exactly.
    pub origins: Vec<String>,
}

/// A time to run at, and what with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// When.
    pub when: When,
    /// The sample whose answers it runs with, by its name; nothing to ask.
    pub sample: String,
}

/// Times to run at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Again and again.
    Every {
        /// After so many minutes.
        minutes: u32,
    },
    /// Once a day.
    At {
        /// The minute of the day, by the clock of this device.
        minute: u32,
    },
}

const MINUTE_MILLIS: i64 = 60_000;
const DAY_MINUTES: u32 = 24 * 60;
const DAY_MILLIS: i64 = DAY_MINUTES as i64 * MINUTE_MILLIS;
/// A setting is a flat object with a list in it.
const MAX_DEPTH: usize = 8;

impl When {
    /// Whether its time came between two moments, in milliseconds. The local
    /// clock is so many minutes behind UTC.
    pub fn has_come(self, since: i64, now: i64, behind_minutes: i64) -> bool {
        match self {
            When::Every { minutes } => {
                now.saturating_sub(since) >= i64::from(minutes.max(1)) * MINUTE_MILLIS
            }
            When::At { minute } => {
                let local = |at: i64| at.saturating_sub(behind_minutes * MINUTE_MILLIS);
                let day = local(now).div_euclid(DAY_MILLIS) * DAY_MILLIS;
                let moment = day + i64::from(minute) * MINUTE_MILLIS;
                // A device may have slept over midnight.
                [moment, moment - DAY_MILLIS]
                    .into_iter()
                    .any(|moment| local(since) < moment && moment <= local(now))
            }
        }
    }
}

impl Triggers {
    /// Whether anything but a person begins or fills a run.
    pub fn any(&self) -> bool {
        *self != Triggers::default()
    }

    /// Reads the setting. What cannot be read is off.
    pub fn read(text: &str) -> Triggers {
        let Ok(saved) = Value::read(text, MAX_DEPTH) else {
            return Triggers::default();
        };
        let schedule = saved.get("schedule").and_then(|saved| {
            let number = |name: &str| match saved.get(name) {
                Some(Value::Number(number)) => number.as_str().parse::<u32>().ok(),
                _ => None,
            };
            let when = match (number("every"), number("at")) {
                (Some(minutes), _) => When::Every { minutes },
                (None, Some(minute)) if minute < DAY_MINUTES => When::At { minute },
                _ => return None,
            };
            let sample = saved.get("sample").and_then(Value::as_text);
            Some(Schedule {
                when,
                sample: sample.unwrap_or_default().to_owned(),
            })
        });
        let origins = saved.get("origins").and_then(Value::as_list);
        Triggers {
            from_address: saved.get("address").and_then(Value::as_bool) == Some(true),
            schedule,
            origins: origins
                .unwrap_or_default()
                .iter()
                .filter_map(|origin| exact_origin(origin.as_text()?))
                .collect(),
        }
    }

    /// The setting.
    pub fn save(&self) -> String {
        let mut object = Object::new();
        object.insert("address", self.from_address);
        if let Some(schedule) = &self.schedule {
            let (name, number) = match schedule.when {
                When::Every { minutes } => ("every", minutes),
                When::At { minute } => ("at", minute),
            };
            let mut saved = Object::new();
            saved.insert(name, Number::from_integer(i64::from(number)));
            saved.insert("sample", schedule.sample.as_str());
            object.insert("schedule", saved);
        }
        let origins: Vec<Value> = self.origins.iter().map(Value::text).collect();
        object.insert("origins", origins);
        Value::from(object).to_string()
    }
}

/// An origin as browsers write it; none for what is no origin, or not one alone.
pub fn exact_origin(typed: &str) -> Option<String> {
    let lower = typed.trim().to_lowercase();
    let bare = lower.strip_suffix('/').unwrap_or(&lower);
    let (scheme, host) = bare.split_once("://")?;
    let usual = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let host = host.strip_suffix(usual).unwrap_or(host);
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || "-._[]:".contains(char));
    (is_name && port.is_none_or(is_port)).then(|| format!("{scheme}://{host}"))
}

/// What a message of another page comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum PageMessage {
    /// It is not for this workflow.
    NotOurs,
    /// It is larger than it may be.
    TooLarge,
    /// It is for this workflow and has no record.
    NoRecord,
    /// It begins a run with these answers.
    Run(Object),
}

/// The largest message that is read.
const MAX_MESSAGE_BYTES: usize = 256 * 1024;

/// Reads a message as JSON: `{ "segflow": 1, "workflow": …, "record": { … } }`.
pub fn page_message(text: &str, workflow: &Workflow) -> PageMessage {
    if text.len() > MAX_MESSAGE_BYTES {
        return PageMessage::TooLarge;
    }
    let Ok(message) = Value::read(text, 64) else {
        return PageMessage::NotOurs;
    };
    let version = Value::Number(Number::from_integer(1));
    let named = message.get("workflow").and_then(Value::as_text);
    if message.get("segflow") != Some(&version) || named != Some(workflow.id.as_str()) {
        return PageMessage::NotOurs;
    }
    match message.get("record") {
        Some(Value::Object(record)) => PageMessage::Run(record.clone()),
        _ => PageMessage::NoRecord,
    }
}

/// How many messages are taken in a second.
const MAX_A_SECOND: usize = 10;

/// Counts what comes, so that no page floods the workflow.
#[derive(Debug, Clone, Default)]
pub struct Pace(VecDeque<i64>);

impl Pace {
    /// Whether one more may be taken at a moment, in milliseconds.
    pub fn takes(&mut self, now: i64) -> bool {
        while self
            .0
            .front()
            .is_some_and(|at| now.saturating_sub(*at) >= 1_000)
        {
            self.0.pop_front();
        }
        let takes = self.0.len() < MAX_A_SECOND;
        if takes {
            self.0.push_back(now);
        }
        takes
    }
}

/// The answers that an address gives: of its query each name that is a field,
/// `task.field` or a field's id alone that one form has. Passwords are never
/// filled in.
pub fn address_answers(
    workflow: &Workflow,
    query: impl Iterator<Item = (String, String)>,
) -> Object {
    let fields: Vec<(&TaskId, &FormField)> = workflow
        .tasks
        .iter()
        .filter_map(|task| Some((&task.id, task.form()?)))
        .flat_map(|(task, form)| form.fields.iter().map(move |field| (task, field)))
        .collect();
    let mut answers = Object::new();
    for (name, text) in query {
        let is_whole = |(task, field): &&(&TaskId, &FormField)| {
            name.split_once('.') == Some((task.as_str(), field.id.as_str()))
        };
        let is_id = |id: &FieldId| id.as_str() == name;
        let mut alone = fields.iter().filter(|(_, field)| is_id(&field.id));
        let found = fields.iter().find(is_whole).or_else(|| {
            let first = alone.next();
            first.filter(|_| alone.next().is_none())
        });
        let Some((task, field)) = found else {
            continue;
        };
        let Some(value) = answer(field, &text) else {
            continue;
        };
        let mut form = match answers.get(task.as_str()) {
            Some(Value::Object(form)) => form.clone(),
            _ => Object::new(),
        };
        form.insert(field.id.as_str(), value);
        answers.insert(task.as_str(), form);
    }
    answers
}

/// What a text comes to as the answer to a question, as a cell of a file does;
/// none where it is none.
fn answer(field: &FormField, text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match field.field_type {
        FormFieldType::Password
        | FormFieldType::Heading
        | FormFieldType::Paragraph
        | FormFieldType::Divider => None,
        FormFieldType::Number => Number::new(text).map(Value::Number),
        FormFieldType::Yesno => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Some(Value::Bool(true)),
            "false" | "no" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
        FormFieldType::Checkboxes => {
            let choices = text.split(';').map(str::trim);
            let choices = choices.filter(|choice| !choice.is_empty());
            Some(Value::List(choices.map(Value::text).collect()))
        }
        _ => Some(Value::text(text)),
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::document::Workflow;
    use segflow_core::json::Value;

    use super::{
        MAX_MESSAGE_BYTES, Pace, PageMessage, Schedule, Triggers, When, address_answers,
        exact_origin, page_message,
    };

    const MINUTE: i64 = 60_000;
    const DAY: i64 = 24 * 60 * MINUTE;

    #[test]
    fn what_is_saved_is_what_is_read_and_all_else_is_off() {
        let schedule = |when| Triggers {
            from_address: true,
            schedule: Some(Schedule {
                when,
                sample: "Ana".to_owned(),
            }),
            origins: vec!["https://shop.example".to_owned()],
        };
        for triggers in [
            Triggers::default(),
            schedule(When::Every { minutes: 15 }),
            schedule(When::At { minute: 0 }),
        ] {
            assert_eq!(Triggers::read(&triggers.save()), triggers);
        }
        for odd in [
            "",
            "[]",
            r#"{"schedule":{"at":1440}}"#,
            r#"{"origins":["*","a.example"]}"#,
        ] {
            assert!(!Triggers::read(odd).any(), "{odd}");
        }
    }

    #[test]
    fn a_time_comes_once() {
        let every = When::Every { minutes: 10 };
        let at_nine = When::At { minute: 540 };
        let nine = 5 * DAY + 540 * MINUTE;
        for (when, since, now, behind, expected) in [
            (every, 0, 10 * MINUTE - 1, 0, false),
            (every, 0, 10 * MINUTE, 0, true),
            (When::Every { minutes: 0 }, 0, 1, 0, false),
            (at_nine, nine - 1, nine, 0, true),
            (at_nine, nine, nine + 1, 0, false),
            (at_nine, nine - 2, nine - 1, 0, false),
            // Slept over it, and over midnight.
            (at_nine, nine - MINUTE, nine + 20 * 60 * MINUTE, 0, true),
            // Nine o'clock two hours east of Greenwich is seven there.
            (
                at_nine,
                nine - 121 * MINUTE,
                nine - 120 * MINUTE,
                -120,
                true,
            ),
        ] {
            assert_eq!(
                when.has_come(since, now, behind),
                expected,
                "{when:?} {since} {now}"
            );
        }
    }

    #[test]
    fn an_origin_is_exact() {
        for (typed, expected) in [
            ("https://shop.example", Some("https://shop.example")),
            (" HTTPS://Shop.example:443/ ", Some("https://shop.example")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("http://[::1]:8080", Some("http://[::1]:8080")),
            ("https://shop.example/path", None),
            ("https://*.example", None),
            ("https://user@shop.example", None),
            ("shop.example", None),
            ("*", None),
            ("null", None),
            ("file://", None),
            ("https://shop.example:port", None),
        ] {
            assert_eq!(exact_origin(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_message_is_for_a_workflow_and_small() {
        let workflow = Workflow::load(r#"{"segflow":1,"id":"wf","name":"","tasks":[]}"#).unwrap();
        let large = format!("\"{}\"", "a".repeat(MAX_MESSAGE_BYTES));
        for (text, expected) in [
            (
                r#"{"segflow":1,"workflow":"wf","record":{}}"#,
                PageMessage::Run(Default::default()),
            ),
            (
                r#"{"segflow":1,"workflow":"wf","record":[]}"#,
                PageMessage::NoRecord,
            ),
            (
                r#"{"segflow":2,"workflow":"wf","record":{}}"#,
                PageMessage::NotOurs,
            ),
            (
                r#"{"segflow":1,"workflow":"other","record":{}}"#,
                PageMessage::NotOurs,
            ),
            ("\"ping\"", PageMessage::NotOurs),
            ("{", PageMessage::NotOurs),
            (large.as_str(), PageMessage::TooLarge),
        ] {
            assert_eq!(page_message(text, &workflow), expected);
        }
    }

    #[test]
    fn ten_a_second_are_taken() {
        let mut pace = Pace::default();
        let taken = |pace: &mut Pace, at: i64| (0..20).filter(|_| pace.takes(at)).count();
        assert_eq!(taken(&mut pace, 0), 10);
        assert_eq!(taken(&mut pace, 999), 0);
        assert_eq!(taken(&mut pace, 1_000), 10);
    }

    #[test]
    fn an_address_fills_forms_and_never_passwords() {
        let workflow = Workflow::load(
            r#"{"segflow":1,"id":"wf","name":"","tasks":[
            {"id":"a","kind":"form","fields":[{"id":"email","type":"email"},{"id":"n","type":"number"},
                {"id":"yes","type":"yesno"},{"id":"many","type":"checkboxes"},{"id":"secret","type":"password"}]},
            {"id":"b","kind":"form","fields":[{"id":"email","type":"email"},{"id":"city"}]}]}"#,
        )
        .unwrap();
        for (query, expected) in [
            (
                vec![("a.email", "x@y.z"), ("city", "Ghent")],
                r#"{"a":{"email":"x@y.z"},"b":{"city":"Ghent"}}"#,
            ),
            // Two forms have it.
            (vec![("email", "x@y.z")], "{}"),
            (
                vec![("n", "1e2"), ("yes", "No"), ("many", "p; q")],
                r#"{"a":{"n":1e2,"yes":false,"many":["p","q"]}}"#,
            ),
            (vec![("n", "many"), ("yes", "?"), ("city", " ")], "{}"),
            (
                vec![
                    ("a.secret", "x"),
                    ("secret", "x"),
                    ("utm_source", "x"),
                    ("a.gone", "x"),
                ],
                "{}",
            ),
        ] {
            let query = query
                .into_iter()
                .map(|(name, text)| (name.to_owned(), text.to_owned()));
            let answers = Value::Object(address_answers(&workflow, query));
            assert_eq!(answers.to_string(), expected);
        }
    }
}
