use segflow_core::json::{Object, Value};
use segflow_core::run::{Event, TaskPath};
use segflow_core::time::Timestamp;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// What tabs tell each other of runs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// The run of that id was saved.
    Saved(String),
    /// A person wants something of a run in a tab that does not own it.
    Wished(String, Wish),
    /// A tab wants to own the run; tabs are told apart by any number.
    Asked { run: String, tab: u32 },
    /// The run is owned.
    Held { run: String },
}

/// What a person may want of a run that another tab performs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    Stop,
    TryNow(TaskPath),
    Send,
    Leave(TaskPath),
}

impl Wish {
    pub(super) fn of(event: &Event) -> Option<Wish> {
        Some(match event {
            Event::Stopped { .. } => Wish::Stop,
            Event::Waited { task, .. } => Wish::TryNow(task.clone()),
            Event::Consented { .. } => Wish::Send,
            Event::Declined { task, .. } => Wish::Leave(task.clone()),
            _ => return None,
        })
    }

    pub(super) fn event(self, now: Timestamp) -> Event {
        match self {
            Wish::Stop => Event::Stopped { now },
            Wish::TryNow(task) => Event::Waited { task, now },
            Wish::Send => Event::Consented { now },
            Wish::Leave(task) => Event::Declined { task, now },
        }
    }

    fn named(&self) -> (&'static str, Option<&TaskPath>) {
        match self {
            Wish::Stop => ("stop", None),
            Wish::TryNow(task) => ("tryNow", Some(task)),
            Wish::Send => ("send", None),
            Wish::Leave(task) => ("leave", Some(task)),
        }
    }

    fn read(name: &str, task: Option<TaskPath>) -> Option<Wish> {
        Some(match (name, task) {
            ("stop", _) => Wish::Stop,
            ("tryNow", Some(task)) => Wish::TryNow(task),
            ("send", _) => Wish::Send,
            ("leave", Some(task)) => Wish::Leave(task),
            _ => return None,
        })
    }
}

impl Told {
    fn to_text(&self) -> String {
        let members = |kind: &str, run: &str| Object::from_iter([("told", kind), ("run", run)]);
        let object = match self {
            Told::Saved(run) => members("saved", run),
            Told::Wished(run, wish) => {
                let (name, task) = wish.named();
                let mut object = members(name, run);
                if let Some(task) = task {
                    object.insert("task", task.to_string());
                }
                object
            }
            Told::Asked { run, tab } => {
                let mut object = members("asked", run);
                object.insert("tab", tab.to_string());
                object
            }
            Told::Held { run } => members("held", run),
        };
        Value::from(object).to_string()
    }

    fn read(text: &str) -> Option<Told> {
        let value = Value::read(text, 4).ok()?;
        let run = value.get("run")?.as_text()?.to_owned();
        Some(match value.get("told")?.as_text()? {
            "saved" => Told::Saved(run),
            "asked" => Told::Asked {
                tab: value.get("tab")?.as_text()?.parse().ok()?,
                run,
            },
            "held" => Told::Held { run },
            name => {
                let task = value.get("task").and_then(Value::as_text);
                let wish = Wish::read(name, task.and_then(TaskPath::parse))?;
                Told::Wished(run, wish)
            }
        })
    }
}

const NAME: &str = "segflow-runs";

/// The way to the other tabs of this page, where the browser has one.
pub(super) struct Channel(BroadcastChannel);

impl Channel {
    /// Hears what other tabs say, for as long as the page lives.
    pub(super) fn open(heard: impl Fn(Told) + 'static) -> Option<Channel> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let on_message = move |event: MessageEvent| {
            let text = event.data().as_string();
            if let Some(told) = text.and_then(|text| Told::read(&text)) {
                heard(told);
            }
        };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(on_message).into_js_value();
        channel.set_onmessage(Some(on_message.unchecked_ref()));
        Some(Channel(channel))
    }

    pub(super) fn say(&self, told: &Told) {
        // Who cannot be told looks at the storage in time.
        let _ = self.0.post_message(&told.to_text().into());
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::run::TaskPath;

    use super::{Told, Wish};

    #[test]
    fn what_is_told_is_what_is_heard() {
        let run = || "run_1".to_owned();
        let told = [
            Told::Saved(run()),
            Told::Asked {
                run: run(),
                tab: u32::MAX,
            },
            Told::Held { run: run() },
        ];
        let task = || TaskPath::parse("outer/task").unwrap();
        let wishes = [
            Wish::Stop,
            Wish::TryNow(task()),
            Wish::Send,
            Wish::Leave(task()),
        ];
        let wished = wishes.map(|wish| Told::Wished(run(), wish));
        for told in told.into_iter().chain(wished) {
            assert_eq!(Told::read(&told.to_text()), Some(told));
        }
        for stranger in [
            "",
            "7",
            "{}",
            r#"{"told":"saved"}"#,
            r#"{"told":"x","run":"y"}"#,
            r#"{"told":"tryNow","run":"y"}"#,
        ] {
            assert_eq!(Told::read(stranger), None);
        }
    }
}
