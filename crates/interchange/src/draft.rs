//! A workflow in the making: forms that grow with what tags use, and tasks.

use std::sync::Arc;

use segflow_core::condition::Condition;
use segflow_core::document::{
    Call, Form, FormField, OnError, SegmentTask, Task, TaskId, TaskKind, Workflow, WorkflowId,
};
use segflow_core::json::{Object, Pointer, Value};

use crate::NotTakenOver;
use crate::listed::Listed;

/// A workflow while its source is read.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) name: String,
    forms: Vec<(TaskId, String, Form)>,
    tasks: Vec<Task>,
    pub(crate) listed: Listed,
}

impl Draft {
    pub(crate) fn new(name: impl Into<String>) -> Draft {
        Draft {
            name: name.into(),
            ..Draft::default()
        }
    }

    /// A form of that id; a new one where there is none yet.
    fn form(&mut self, id: &TaskId, label: &str) -> Option<&mut Form> {
        if !self.forms.iter().any(|(known, ..)| known == id) {
            let form = (id.clone(), label.to_owned(), Form::default());
            self.forms.push(form);
        }
        self.forms
            .iter_mut()
            .find(|(known, ..)| known == id)
            .map(|(.., form)| form)
    }

    /// Adds a field to a form, unless it has one of that id.
    pub(crate) fn ask(&mut self, id: &TaskId, label: &str, field: FormField) {
        if let Some(form) = self.form(id, label)
            && form.field(field.id.as_str()).is_none()
        {
            form.fields.push(field);
        }
    }

    /// A task's id that is free, made of a word that is one.
    pub(crate) fn free_id(&self, word: &str) -> Option<TaskId> {
        let is_taken = |id: &TaskId| {
            self.tasks.iter().any(|task| task.id == *id)
                || self.forms.iter().any(|(known, ..)| known == id)
        };
        let numbered = (2_u32..).map(|number| format!("{word}_{number}"));
        std::iter::once(word.to_owned())
            .chain(numbered.take(10_000))
            .filter_map(|id| TaskId::parse(&id).ok())
            .find(|id| !is_taken(id))
    }

    /// Adds a task that calls Segment.
    pub(crate) fn send(&mut self, label: &str, given: Sending) {
        let Some(id) = self.free_id(given.segment.call.name()) else {
            return;
        };
        let mut segment = given.segment;
        // In the order in which they are saved.
        let in_order =
            segment.call.fields().iter().filter_map(|field| {
                Some((field.name(), segment.fields.get(field.name())?.clone()))
            });
        segment.fields = in_order.collect();
        let mut task = Task::new(id, label, TaskKind::Segment(segment));
        task.activate_when = given.activate_when;
        task.beside_previous = given.beside_previous;
        task.on_error = given.on_error;
        self.tasks.push(task);
    }

    /// The workflow with its forms first.
    pub(crate) fn finish(self, id: WorkflowId) -> (Workflow, Vec<NotTakenOver>) {
        let mut workflow = Workflow::new(id, self.name);
        let forms = self
            .forms
            .into_iter()
            .map(|(id, label, form)| Task::new(id, label, TaskKind::Form(form)));
        workflow.tasks = forms.chain(self.tasks).map(Arc::new).collect();
        (workflow, self.listed.into_vec())
    }
}

/// A task that calls Segment, as far as a source says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sending {
    pub(crate) segment: SegmentTask,
    pub(crate) activate_when: Option<Condition>,
    pub(crate) beside_previous: bool,
    pub(crate) on_error: OnError,
}

impl Sending {
    pub(crate) fn new(call: Call) -> Sending {
        Sending {
            segment: SegmentTask::new(call),
            activate_when: None,
            beside_previous: false,
            on_error: OnError::Stop,
        }
    }

    /// Sets a value within the task's fields; objects around it are made.
    pub(crate) fn set(&mut self, at: &Pointer, value: Value) {
        let mut steps: Vec<String> = at.steps().collect();
        let Some(last) = steps.pop() else {
            return;
        };
        let mut here = &mut self.segment.fields;
        for step in steps {
            if !matches!(here.get(&step), Some(Value::Object(_))) {
                here.insert(step.as_str(), Object::new());
            }
            match here.get_mut(&step) {
                Some(Value::Object(inner)) => here = inner,
                _ => return,
            }
        }
        here.insert(last, value);
    }
}
