use std::collections::HashSet;
use std::sync::Arc;

use super::Edit;
use super::new_task::{copy_of, new_task};
use super::{Stands, row};
use crate::document::{SegmentTask, SubWorkflow, Task, TaskId, TaskKind, Workflow};

impl Workflow {
    /// The workflow after an edit; tasks that did not change are shared.
    #[must_use]
    pub fn edited(&self, edit: Edit) -> Workflow {
        let mut next = self.clone();
        let may_bring_secrets = matches!(
            edit,
            Edit::SetFormFields { .. } | Edit::SetSamples(_) | Edit::AddSample(_)
        );
        match edit {
            Edit::RenameWorkflow(name) => next.name = name,
            Edit::AddTask { kind, label } => {
                let added = new_task(self, kind, label, self.tasks.len());
                next.tasks.extend(added.map(Arc::new));
            }
            Edit::InsertTask { kind, label, to } => {
                if let Some(task) = new_task(self, kind, label, to) {
                    next.put_in(to, Arc::new(task), Stands::Alone);
                }
            }
            Edit::DuplicateTask { task, label } => {
                if let Some(place) = self.position(&task)
                    && let Some(copy) = copy_of(self, &task, label)
                {
                    let stands = if self.level_of(place).len() > 1 {
                        Stands::BesidePrevious
                    } else {
                        Stands::Alone
                    };
                    next.put_in(place + 1, Arc::new(copy), stands);
                }
            }
            Edit::RemoveTask(id) => {
                if let Some(place) = self.position(&id) {
                    next.take_out(place);
                }
            }
            Edit::MoveTask { task, to, stands } => {
                if let Some(from) = self.position(&task)
                    && let Some(moved) = next.take_out(from)
                {
                    next.put_in(to, moved, stands);
                }
            }
            Edit::LabelTask { task, label } => next.change(&task, |task| task.label = label),
            Edit::RenameTask { task, to } => next.rename_task(task, to),
            Edit::RenameField { task, field, to } => next.rename_field(task, field, to),
            Edit::SetField { task, field, value } => {
                next.change_segment(&task, |segment| row::set_field(segment, field, value));
            }
            Edit::AddRow { task, at, value } => {
                next.change_segment(&task, |segment| row::add(segment, &at, value));
            }
            Edit::AddRows { task, at, rows } => {
                next.change_segment(&task, |segment| row::add_many(segment, &at, rows));
            }
            Edit::PutRow { task, at, value } => {
                next.change_segment(&task, |segment| row::put(segment, &at, value));
            }
            Edit::SetRow { task, at, value } => {
                next.change_segment(&task, |segment| row::set(segment, &at, value));
            }
            Edit::RenameRow { task, at, to } => {
                next.change_segment(&task, |segment| row::rename(segment, &at, &to));
            }
            Edit::RemoveRow { task, at } => {
                next.change_segment(&task, |segment| row::remove(segment, &at));
            }
            Edit::MoveRow { task, at, to } => {
                next.change_segment(&task, |segment| row::move_to(segment, &at, to));
            }
            Edit::SetMissing { task, at, rule } => {
                next.change_segment(&task, |segment| segment.missing.set(&at, rule));
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
            Edit::SetWorkflow { task, workflow } => {
                next.change_sub(&task, |sub| sub.workflow = workflow);
            }
            Edit::SetInput { task, field, value } => {
                next.change_sub(&task, |sub| match value {
                    Some(value) => sub.input.insert(field, value),
                    None => {
                        sub.input.remove(&field);
                    }
                });
            }
            Edit::SetFormFields { task, fields } => next.change(&task, |task| {
                if let TaskKind::Form(form) = &mut task.kind {
                    let mut ids = HashSet::new();
                    form.fields = fields;
                    form.fields.retain(|field| ids.insert(field.id.clone()));
                }
            }),
            Edit::SetSamples(samples) => next.samples = samples,
            Edit::AddSample(sample) => next.samples.push(sample),
            Edit::RenameSample { place, name } => {
                if let Some(sample) = next.samples.get_mut(place) {
                    sample.name = name;
                }
            }
            Edit::SetPlan(plan) => next.plan = Arc::new(plan),
            Edit::RemoveSample(place) => {
                if place < next.samples.len() {
                    next.samples.remove(place);
                }
            }
        }
        if may_bring_secrets {
            next.forget_secrets();
        }
        next
    }

    fn change(&mut self, id: &TaskId, change: impl FnOnce(&mut Task)) {
        if let Some(task) = self.tasks.iter_mut().find(|task| task.id == *id) {
            change(Arc::make_mut(task));
        }
    }

    fn change_sub(&mut self, id: &TaskId, change: impl FnOnce(&mut SubWorkflow)) {
        self.change(id, |task| {
            if let TaskKind::Workflow(sub) = &mut task.kind {
                change(sub);
            }
        });
    }

    fn change_segment(&mut self, id: &TaskId, change: impl FnOnce(&mut SegmentTask)) {
        self.change(id, |task| {
            if let TaskKind::Segment(segment) = &mut task.kind {
                change(segment);
            }
        });
    }
}
