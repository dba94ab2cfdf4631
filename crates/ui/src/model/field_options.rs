use std::sync::Arc;

use segflow_core::document::{FormFieldType, Task, TaskId, Workflow};
use segflow_core::json::{Object, Value};
use segflow_core::reference::References;
use segflow_core::template::{Path, Step};

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
/// and the sample. Equal if the tasks are the very same: quick to find out.
#[derive(Debug, Clone)]
pub struct Above {
    tasks: Vec<Arc<Task>>,
    /// The chosen sample's record.
    pub sample: Object,
}

impl Above {
    /// What stands above the chosen task.
    pub fn of(model: &Model) -> Above {
        let chosen = model.selected();
        Above {
            tasks: chosen
                .map(|task| model.workflow().tasks_before(&task.id).to_vec())
                .unwrap_or_default(),
            sample: model.record(),
        }
    }
}

impl PartialEq for Above {
    fn eq(&self, other: &Above) -> bool {
        self.tasks.len() == other.tasks.len()
            && std::iter::zip(&self.tasks, &other.tasks).all(|(one, other)| Arc::ptr_eq(one, other))
            && self.sample == other.sample
    }
}

/// How much of a sample's value is shown.
const SHOWN_CHARS: usize = 60;

/// The fields a task can use, with their values in a sample. Answers of
/// password fields are not shown.
pub fn field_options(workflow: &Workflow, task: &TaskId, sample: &Object) -> Vec<FieldOption> {
    References::of(workflow, task)
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
    let path = Path::parse(path)?;
    let mut value = sample.get(&path.head)?;
    for step in &path.steps {
        value = match step {
            Step::Key(key) => value.get(key)?,
            Step::Index(index) => value.as_list()?.get(*index)?,
        };
    }
    let text = match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    };
    Some(match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use segflow_core::document::TaskId;

    use super::{field_options, narrowed};
    use crate::example;

    fn check(query: &str, expected: &[&str]) {
        let workflow = example::workflow().unwrap();
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
        let workflow = example::workflow().unwrap();
        let track = TaskId::parse("track").unwrap();
        let options = field_options(&workflow, &track, &workflow.samples[0].record);
        let email = options.iter().find(|option| option.path == "signup.email");
        assert_eq!(email.unwrap().sample.as_deref(), Some("ana@example.com"));
        assert_eq!(email.unwrap().task_title, "Sign-up form");
    }
}
