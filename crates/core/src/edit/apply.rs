use std::collections::HashSet;
use std::sync::Arc;

use super::Edit;
use super::new_task::new_task;
use crate::document::{SegmentField, SegmentTask, Task, TaskId, TaskKind, Workflow};
use crate::json::Value;

impl Workflow {
    /// The workflow after an edit; tasks that did not change are shared.
    #[must_use]
    pub fn edited(&self, edit: Edit) -> Workflow {
        let mut next = self.clone();
        match edit {
            Edit::RenameWorkflow(name) => next.name = name,
            Edit::AddTask { kind, label } => {
                next.tasks.extend(new_task(self, kind, label).map(Arc::new));
            }
            Edit::RemoveTask(id) => next.tasks.retain(|task| task.id != id),
            Edit::MoveTask { task, to } => {
                if let Some(from) = self.position(&task) {
                    let moved = next.tasks.remove(from);
                    next.tasks.insert(to.min(next.tasks.len()), moved);
                }
            }
            Edit::LabelTask { task, label } => next.change(&task, |task| task.label = label),
            Edit::RenameTask { task, to } => next.rename_task(task, to),
            Edit::RenameField { task, field, to } => next.rename_field(task, field, to),
            Edit::SetField { task, field, value } => {
                next.change_segment(&task, |segment| match value {
                    Some(value) => segment.fields.insert(field.name(), value),
                    None => drop(segment.fields.remove(field.name())),
                });
            }
            Edit::RenameRow {
                task,
                field,
                from,
                to,
            } => next.change_segment(&task, |segment| rename_row(segment, field, &from, &to)),
            Edit::RemoveRow { task, field, name } => {
                next.change_segment(&task, |segment| {
                    if let Some(Value::Object(rows)) = segment.fields.get_mut(field.name()) {
                        drop(rows.remove(&name));
                        segment.missing.remove(&field.pointer().key(&name));
                    }
                });
            }
            Edit::SetAccount { task, account } => {
                next.change_segment(&task, |segment| segment.account = account);
            }
            Edit::SetActivateWhen { task, condition } => {
                next.change(&task, |task| task.activate_when = condition);
            }
            Edit::SetCompleteWhen { task, condition } => {
                next.change(&task, |task| task.complete_when = condition);
            }
            Edit::SetFormFields { task, fields } => next.change(&task, |task| {
                if let TaskKind::Form(form) = &mut task.kind {
                    let mut ids = HashSet::new();
                    form.fields = fields;
                    form.fields.retain(|field| ids.insert(field.id.clone()));
                }
            }),
            Edit::SetSamples(samples) => next.samples = samples,
        }
        next
    }

    fn change(&mut self, id: &TaskId, change: impl FnOnce(&mut Task)) {
        if let Some(task) = self.tasks.iter_mut().find(|task| task.id == *id) {
            change(Arc::make_mut(task));
        }
    }

    fn change_segment(&mut self, id: &TaskId, change: impl FnOnce(&mut SegmentTask)) {
        self.change(id, |task| {
            if let TaskKind::Segment(segment) = &mut task.kind {
                change(segment);
            }
        });
    }
}

fn rename_row(segment: &mut SegmentTask, field: SegmentField, from: &str, to: &str) {
    let Some(Value::Object(rows)) = segment.fields.get_mut(field.name()) else {
        return;
    };
    if rows.rename(from, to) {
        let place = field.pointer();
        segment.missing.rename(&place.key(from), &place.key(to));
    }
}
