use super::save::{integer, mode_name};
use super::secret::Secrets;
use super::{Mode, Run, RunStatus, TaskRun, TaskStatus};
use crate::document::WorkflowId;
use crate::json::{Object, Value};
use crate::time::Timestamp;

/// What is to be known of a saved run without reading all of it: what lists
/// show and searches look for.
#[derive(Debug, Clone, PartialEq)]
pub struct RunSummary {
    /// The id of the run.
    pub id: String,
    /// The workflow that ran.
    pub workflow: WorkflowId,
    /// What people called it then.
    pub name: String,
    /// Whether requests left.
    pub mode: Mode,
    /// How it ended; `None` while it goes on.
    pub status: Option<RunStatus>,
    /// When it began.
    pub started_at: Timestamp,
    /// When something last happened to it.
    pub changed_at: Timestamp,
    /// Its messages in order, those that were never made left out.
    pub messages: Vec<MessageSummary>,
}

/// What is to be known of one message.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageSummary {
    /// Its id.
    pub id: String,
    /// What became of it.
    pub status: TaskStatus,
    /// The user it is about, if it names one.
    pub user_id: Option<String>,
    /// The event, of a track call.
    pub event: Option<String>,
}

const MAX_DEPTH: usize = 300;

impl Run {
    /// What lists and searches are to know of it.
    pub fn summary(&self) -> RunSummary {
        let workflow = self.flow.workflow();
        let mut messages = Vec::new();
        self.add_messages(&mut messages);
        RunSummary {
            id: self.id().to_owned(),
            workflow: workflow.id.clone(),
            name: workflow.name.clone(),
            mode: self.mode,
            status: self.status(),
            started_at: self.started_at,
            changed_at: self.latest,
            messages,
        }
    }
}

impl Run {
    fn add_messages(&self, messages: &mut Vec<MessageSummary>) {
        let workflow = self.flow.workflow();
        let secrets = Secrets::of(workflow);
        for task in &self.tasks {
            let of = workflow.task(&task.task);
            let is_secret = of.is_some_and(|of| secrets.are_sent_by(of));
            for task in task.before.iter().chain([task]) {
                messages.extend(task.message(is_secret));
                if let Some(nested) = task.nested.as_ref().filter(|_| !is_secret) {
                    nested.add_messages(messages);
                }
            }
        }
    }
}

impl TaskRun {
    fn message(&self, is_secret: bool) -> Option<MessageSummary> {
        let request = self.request.as_ref().filter(|_| !is_secret);
        let body = request.and_then(|request| Value::read(&request.body, MAX_DEPTH).ok());
        let text = |name| Some(body.as_ref()?.get(name)?.as_text()?.to_owned());
        Some(MessageSummary {
            id: self.message_id.clone()?,
            status: self.status,
            user_id: text("userId"),
            event: text("event"),
        })
    }
}

impl RunSummary {
    /// The summary as JSON text.
    pub fn save(&self) -> String {
        let mut object = Object::new();
        object.insert("id", self.id.as_str());
        object.insert("workflow", self.workflow.as_str());
        object.insert("name", self.name.as_str());
        object.insert("mode", mode_name(self.mode));
        if let Some(status) = self.status {
            object.insert("status", status.name());
        }
        object.insert("startedAt", integer(self.started_at.millis()));
        object.insert("changedAt", integer(self.changed_at.millis()));
        let messages = self.messages.iter().map(|message| {
            let mut object = Object::from_iter([
                ("id", message.id.as_str()),
                ("status", message.status.name()),
            ]);
            for (name, text) in [("userId", &message.user_id), ("event", &message.event)] {
                if let Some(text) = text {
                    object.insert(name, text.as_str());
                }
            }
            Value::Object(object)
        });
        object.insert("messages", Value::List(messages.collect()));
        Value::Object(object).to_string()
    }

    /// Reads a saved summary; `None` if it is none.
    pub fn load(text: &str) -> Option<RunSummary> {
        let value = Value::read(text, MAX_DEPTH).ok()?;
        let text = |name| value.get(name)?.as_text();
        let moment = |name| match value.get(name)? {
            Value::Number(millis) => Some(Timestamp::from_millis(millis.as_str().parse().ok()?)),
            _ => None,
        };
        let messages = value.get("messages")?.as_list()?.iter().map(|message| {
            let text = |name| message.get(name)?.as_text();
            Some(MessageSummary {
                id: text("id")?.to_owned(),
                status: TaskStatus::from_name(text("status")?)?,
                user_id: text("userId").map(str::to_owned),
                event: text("event").map(str::to_owned),
            })
        });
        Some(RunSummary {
            id: text("id")?.to_owned(),
            workflow: WorkflowId::parse(text("workflow")?).ok()?,
            name: text("name")?.to_owned(),
            mode: match text("mode")? {
                "dryRun" => Mode::DryRun,
                _ => Mode::Send,
            },
            status: match text("status") {
                Some(status) => Some(RunStatus::from_name(status)?),
                None => None,
            },
            started_at: moment("startedAt")?,
            changed_at: moment("changedAt")?,
            messages: messages.collect::<Option<_>>()?,
        })
    }
}
