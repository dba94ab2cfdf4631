use std::sync::Arc;

use super::Named;
use crate::document::{FieldId, TaskId, TaskKind, Workflow};
use crate::json::{Object, Value};

impl Workflow {
    pub(super) fn rename_task(&mut self, from: TaskId, to: TaskId) {
        if self.task(&to).is_some() {
            return;
        }
        let Some(task) = self.tasks.iter_mut().find(|task| task.id == from) else {
            return;
        };
        Arc::make_mut(task).id = to.clone();
        for sample in &mut self.samples {
            take_over(&mut sample.record, from.as_str(), to.as_str());
            if let Some(expected) = &mut sample.expected {
                take_over(expected, from.as_str(), to.as_str());
            }
        }
        self.rename_mentions(&Named::Task(from), to.as_str());
    }

    pub(super) fn rename_field(&mut self, task: TaskId, from: FieldId, to: FieldId) {
        let Some(shared) = self.tasks.iter_mut().find(|shared| shared.id == task) else {
            return;
        };
        let is_possible = shared.form().is_some_and(|form| {
            form.field(from.as_str()).is_some() && form.field(to.as_str()).is_none()
        });
        if !is_possible {
            return;
        }
        if let TaskKind::Form(form) = &mut Arc::make_mut(shared).kind {
            for field in form.fields.iter_mut().filter(|field| field.id == from) {
                field.id = to.clone();
            }
        }
        for sample in &mut self.samples {
            if let Some(Value::Object(answers)) = sample.record.get_mut(task.as_str()) {
                take_over(answers, from.as_str(), to.as_str());
            }
        }
        self.rename_mentions(&Named::Field(task, from), to.as_str());
    }
}

/// Renames a member, in the place of one of the new name that nothing uses.
fn take_over(object: &mut Object, from: &str, to: &str) {
    if object.get(from).is_some() {
        object.remove(to);
        object.rename(from, to);
    }
}
