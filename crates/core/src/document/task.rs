use super::{Call, Form, SegmentTask, TaskId};
use crate::condition::Condition;
use crate::json::Object;

/// One step of a workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// What tags refer to.
    pub id: TaskId,
    /// What people read; may be empty.
    pub label: String,
    /// What it does.
    pub kind: TaskKind,
    /// The task is activated only when this holds.
    pub activate_when: Option<Condition>,
    /// The task is complete only when this holds.
    pub complete_when: Option<Condition>,
    /// What a failure does to the tasks after it.
    pub on_error: OnError,
    /// Whether it stands on the level of the task before it.
    pub beside_previous: bool,
    /// Members of the task that this version does not know.
    pub rest: Object,
}

impl Task {
    /// A task without conditions.
    pub fn new(id: TaskId, label: impl Into<String>, kind: TaskKind) -> Task {
        Task {
            id,
            label: label.into(),
            kind,
            activate_when: None,
            complete_when: None,
            on_error: OnError::Stop,
            beside_previous: false,
            rest: Object::new(),
        }
    }

    /// What people call the task: its label, or its id where it has none.
    pub fn title(&self) -> &str {
        if self.label.is_empty() {
            self.id.as_str()
        } else {
            &self.label
        }
    }

    /// The Segment call and its fields, if this is a Segment task.
    pub fn segment(&self) -> Option<&SegmentTask> {
        match &self.kind {
            TaskKind::Segment(segment) => Some(segment),
            _ => None,
        }
    }

    /// The form, if this is one.
    pub fn form(&self) -> Option<&Form> {
        match &self.kind {
            TaskKind::Form(form) => Some(form),
            _ => None,
        }
    }
}

/// What a task does.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskKind {
    /// Asks questions.
    Form(Form),
    /// Sends a call to Segment.
    Segment(SegmentTask),
    /// Runs another workflow.
    Workflow(SubWorkflow),
}

impl TaskKind {
    /// The name in the document.
    pub fn name(&self) -> String {
        match self {
            TaskKind::Form(_) => "form".to_owned(),
            TaskKind::Segment(segment) => format!("segment.{}", segment.call.name()),
            TaskKind::Workflow(_) => "workflow".to_owned(),
        }
    }

    /// What people call a task of the kind.
    pub fn title(&self) -> &'static str {
        match self {
            TaskKind::Form(_) => "Form",
            TaskKind::Segment(segment) => segment.call.title(),
            TaskKind::Workflow(_) => "Run a workflow",
        }
    }

    /// A kind with nothing filled in, by its name in the document.
    pub fn from_name(name: &str) -> Option<TaskKind> {
        match name {
            "form" => Some(TaskKind::Form(Form::default())),
            "workflow" => Some(TaskKind::Workflow(SubWorkflow::default())),
            _ => {
                let call = Call::from_name(name.strip_prefix("segment.")?)?;
                Some(TaskKind::Segment(SegmentTask::new(call)))
            }
        }
    }
}

/// Another workflow as a task.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SubWorkflow {
    /// The id of the other workflow, as it stands in the document.
    pub workflow: String,
    /// Templates for the other workflow's answers, by `task.field`.
    pub input: Object,
}

/// What a failure of a task does to the tasks after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnError {
    /// Every task not yet reached is cancelled.
    #[default]
    Stop,
    /// The run goes on.
    Continue,
}
