use std::sync::Arc;

use segflow_core::document::{FormFieldType, Task, TaskId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::mend::{Flaw, flaws};
use segflow_core::preview::Inputs;
use segflow_core::reference::{Reference, References};
use segflow_core::template::{Path, Template};
use segflow_core::time::Timestamp;
use segflow_core::trace::trace;

use super::Model;

/// A field that a tag or a condition of a task can use.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldOption {
    /// The path, as it is written in a tag.
    pub path: String,
    /// What people call it.
    pub label: String,
    /// What people call its task; empty for the run's own values.
    pub task_title: String,
    /// The type its form declares.
    pub field_type: Option<FormFieldType>,
    /// Its value in the sample, as text.
    pub sample: Option<String>,
}

/// What the fields that the chosen task can use depend on: the tasks above it,
/// and the samples. Equal if the tasks are the very same: quick to find out.
#[derive(Debug, Clone)]
pub struct Above {
    workflow: Arc<Workflow>,
    task: Option<TaskId>,
    sample: usize,
    may_edit: bool,
}

impl Above {
    /// What stands above the chosen task.
    pub fn of(model: &Model) -> Above {
        Above {
            workflow: Arc::clone(model.workflow()),
            task: model.selected().map(|task| task.id.clone()),
            sample: model.sample_index(),
            may_edit: model.may_edit(),
        }
    }

    fn tasks(&self) -> &[Arc<Task>] {
        let task = self.task.as_ref();
        task.map_or(&[], |task| self.workflow.tasks_before(task))
    }
}

impl PartialEq for Above {
    fn eq(&self, other: &Above) -> bool {
        let (tasks, others) = (self.tasks(), other.tasks());
        self.task == other.task
            && self.sample == other.sample
            && self.may_edit == other.may_edit
            && (Arc::ptr_eq(&self.workflow, &other.workflow)
                || (tasks.len() == others.len()
                    && std::iter::zip(tasks, others).all(|(one, other)| Arc::ptr_eq(one, other))
                    && self.workflow.samples == other.workflow.samples))
    }
}

/// The fields that the tags of the chosen task can use, and what can be told of
/// such tags. Equal only to itself: quick to find out.
#[derive(Debug)]
pub struct Fields {
    /// The fields, those of the nearest task first.
    pub options: Vec<FieldOption>,
    /// Whether the text they are put into may be changed.
    pub may_edit: bool,
    /// Whether the task itself is among what they are fields of.
    sees_own: bool,
    flow: Arc<Flow>,
    task: Option<TaskId>,
    record: Object,
    inputs: Inputs,
}

impl PartialEq for Fields {
    fn eq(&self, other: &Fields) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Fields {}

impl Fields {
    /// The fields for the task that is chosen.
    pub fn of(model: &Model) -> Fields {
        let task = model.selected().map(|task| task.id.clone());
        let record = model.record();
        Fields {
            options: task.as_ref().map_or_else(Vec::new, |task| {
                field_options(model.workflow(), task, &record)
            }),
            may_edit: model.may_edit(),
            sees_own: false,
            flow: Arc::clone(model.flow()),
            task,
            record,
            inputs: model.inputs("preview"),
        }
    }

    /// The same, with the fields of the chosen task itself before them: those
    /// have their answers once it did its work.
    pub fn with_own(model: &Model) -> Fields {
        let mut fields = Fields::of(model);
        fields.sees_own = true;
        fields.options = fields
            .references()
            .map_or_else(Vec::new, |seen| options_of(&seen, &fields.record));
        fields
    }

    fn references(&self) -> Option<References<'_>> {
        let above = self.flow.references(self.task.as_ref()?);
        Some(if self.sees_own {
            above.with_own()
        } else {
            above
        })
    }

    /// What a path refers to.
    pub fn find(&self, path: &Path) -> Option<Reference> {
        self.references()?.resolve(path).ok()
    }

    /// What is wrong with the tags of a text, and how it is mended.
    pub fn flaws(&self, text: &str) -> Vec<Flaw> {
        // Most texts have no tag.
        let references = text.contains('{').then(|| self.references()).flatten();
        references.map_or_else(Vec::new, |references| flaws(text, &references))
    }

    /// The value of a tag as it comes in for the sample, and after each filter.
    /// Nothing is told of a tag that reads an answer nobody should see.
    pub fn steps(&self, tag: &str, now: Timestamp) -> Vec<Option<Value>> {
        let template = Template::parse(tag);
        let mut paths = template.tags().flat_map(|tag| tag.paths());
        if paths.any(|path| self.is_secret(&path.path)) {
            return Vec::new();
        }
        let traced = self.task.as_ref().map(|task| {
            let (flow, record, inputs) = (&self.flow, &self.record, &self.inputs);
            trace(flow, task, tag, record, inputs, now)
        });
        let mut tags = traced.map_or_else(Vec::new, |traced| traced.tags);
        tags.truncate(1);
        tags.pop().map_or_else(Vec::new, |tag| tag.steps)
    }

    /// What people call the samples that have no value for a form's field.
    pub fn samples_without(&self, path: &str) -> Vec<&str> {
        let workflow = self.flow.workflow();
        let Some(path) = Path::parse(path) else {
            return Vec::new();
        };
        let mut tasks = workflow.tasks.iter();
        let task = tasks.find(|task| task.id.as_str() == path.head);
        if task.is_none_or(|task| task.form().is_none()) {
            return Vec::new();
        }
        workflow.samples_without(&path)
    }

    /// Whether a path leads to the answer of a password field.
    fn is_secret(&self, path: &Path) -> bool {
        let mut tasks = self.flow.workflow().tasks.iter();
        let task = tasks.find(|task| task.id.as_str() == path.head);
        let form = task.and_then(|task| task.form());
        form.zip(path.field())
            .and_then(|(form, field)| form.field(field))
            .is_some_and(|field| field.field_type == FormFieldType::Password)
    }
}

/// How much of a sample's value is shown.
const SHOWN_CHARS: usize = 60;

/// The fields a task can use, with their values in a sample. Answers of
/// password fields are not shown.
pub fn field_options(workflow: &Workflow, task: &TaskId, sample: &Object) -> Vec<FieldOption> {
    options_of(&References::of(workflow, task), sample)
}

fn options_of(references: &References<'_>, sample: &Object) -> Vec<FieldOption> {
    references
        .list()
        .into_iter()
        .map(|reference| FieldOption {
            sample: (reference.field_type != Some(FormFieldType::Password))
                .then(|| sample_text(sample, &reference.path))
                .flatten(),
            path: reference.path,
            label: reference.label,
            task_title: reference.task_title,
            field_type: reference.field_type,
        })
        .collect()
}

/// The options that have every word of the query, those whose label begins
/// with it first.
pub fn narrowed(options: &[FieldOption], query: &str) -> Vec<FieldOption> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let begins = |option: &FieldOption| {
        option.label.to_lowercase().starts_with(&query)
            || option.path.to_lowercase().starts_with(&query)
    };
    let mut found: Vec<FieldOption> = options
        .iter()
        .filter(|option| {
            let told = format!("{} {} {}", option.label, option.task_title, option.path);
            let told = told.to_lowercase();
            words.iter().all(|word| told.contains(word))
        })
        .cloned()
        .collect();
    // The sort is stable: within each half the order stays.
    found.sort_by_key(|option| !begins(option));
    found
}

fn sample_text(sample: &Object, path: &str) -> Option<String> {
    Some(short_text(Path::parse(path)?.value_in(sample)?))
}

/// The beginning of a value, as text.
pub fn short_text(value: &Value) -> String {
    let text = match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::document::TaskId;

    use super::{field_options, narrowed};
    use crate::example;
    use crate::text::Words;

    fn check(query: &str, expected: &[&str]) {
        let workflow = example::workflow(&Words::default()).unwrap();
        let track = TaskId::parse("track").unwrap();
        let record = &workflow.samples[0].record;
        let options = field_options(&workflow, &track, record);
        let found: Vec<String> = narrowed(&options, query)
            .into_iter()
            .map(|option| option.path)
            .collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn more_letters_narrow_the_list() {
        check("ema", &["signup.email", "user.email"]);
        check("EMAIL sign", &["signup.email"]);
        check("signup.fi", &["signup.first_name"]);
        check("message", &["identify.messageId"]);
        check("xyzzy", &[]);
    }

    #[test]
    fn a_field_is_shown_with_its_sample() {
        let workflow = example::workflow(&Words::default()).unwrap();
        let track = TaskId::parse("track").unwrap();
        let options = field_options(&workflow, &track, &workflow.samples[0].record);
        let email = options.iter().find(|option| option.path == "signup.email");
        assert_eq!(email.unwrap().sample.as_deref(), Some("ana@example.com"));
        assert_eq!(email.unwrap().task_title, "Sign-up form");
    }
}
