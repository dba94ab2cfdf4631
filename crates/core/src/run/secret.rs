//! Answers of password fields: a run that goes on keeps them in memory, and
//! nothing that is saved has them.

use crate::condition::{Condition, Operand};
use crate::document::{FormFieldType, Task, TaskId, TaskKind, Workflow};
use crate::json::{Object, Value};
use crate::template::{Path, Template};

/// The paths of the password fields of a workflow.
pub(super) struct Secrets<'w>(Vec<(&'w TaskId, &'w str)>);

impl<'w> Secrets<'w> {
    pub(super) fn of(workflow: &'w Workflow) -> Secrets<'w> {
        let forms = workflow
            .tasks
            .iter()
            .filter_map(|task| Some((&task.id, task.form()?)));
        let fields = forms.flat_map(|(form, content)| {
            let secret =
                |field: &&crate::document::FormField| field.field_type == FormFieldType::Password;
            let fields = content.fields.iter().filter(secret);
            fields.map(move |field| (form, field.id.as_str()))
        });
        Secrets(fields.collect())
    }

    /// The record without them, and the forms whose answers it lacks now.
    pub(super) fn withhold(&self, record: &Object) -> (Object, Vec<TaskId>) {
        let mut record = record.clone();
        let mut forms: Vec<TaskId> = Vec::new();
        for (form, field) in &self.0 {
            if let Some(Value::Object(answers)) = record.get_mut(form.as_str())
                && answers.remove(field).is_some()
                && !forms.contains(form)
            {
                forms.push((*form).clone());
            }
        }
        (record, forms)
    }

    /// Whether what the task sends, or hands to another workflow, may be made
    /// of one of them.
    pub(super) fn are_sent_by(&self, task: &Task) -> bool {
        let fields = match &task.kind {
            TaskKind::Form(_) => return false,
            TaskKind::Segment(segment) => &segment.fields,
            TaskKind::Workflow(sub) => &sub.input,
        };
        let mut values: Vec<&Value> = fields.iter().map(|(_, value)| value).collect();
        while let Some(value) = values.pop() {
            match value {
                Value::Text(text) => {
                    let template = Template::parse(text);
                    let mut paths = template.tags().flat_map(|tag| tag.paths());
                    if paths.any(|at| self.have(&at.path)) {
                        return true;
                    }
                }
                Value::List(items) => values.extend(items),
                Value::Object(object) => values.extend(object.iter().map(|(_, value)| value)),
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        false
    }

    /// Whether the condition compares one of them.
    pub(super) fn are_compared_by(&self, condition: &Condition) -> bool {
        let is_secret = |path: &str| Path::parse(path).is_some_and(|path| self.have(&path));
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|part| self.are_compared_by(part))
            }
            Condition::Not(part) => self.are_compared_by(part),
            Condition::Test(test) => {
                is_secret(&test.field)
                    || matches!(&test.operand, Operand::From(path) if is_secret(path))
            }
            Condition::Unreadable(_) => false,
        }
    }

    fn have(&self, path: &Path) -> bool {
        let mut secrets = self.0.iter();
        secrets.any(|(form, field)| form.as_str() == path.head && path.field() == Some(*field))
    }
}
