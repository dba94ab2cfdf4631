use std::collections::HashSet;
use std::sync::Arc;

use super::Edit;
use super::new_task::new_task;
use super::row;
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
                next.tasks.extend(new_task(self, kind, label).map(Arc::new));
            }
            Edit::RemoveTask(id) => {
                next.take(&id);
            }
            Edit::MoveTask { task, to } => next.move_task(&task, to),
            Edit::PutBeside(id) => {
                let is_below = self.position(&id).is_some_and(|place| place > 0);
                next.change(&id, |task| task.beside_previous = is_below);
            }
            Edit::PutBelow(id) => next.change(&id, |task| task.beside_previous = false),
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

    /// Takes a task out. Those beside it stay on their level.
    fn take(&mut self, id: &TaskId) -> Option<Arc<Task>> {
        let place = self.position(id)?;
        let taken = self.tasks.remove(place);
        if let Some(next) = self.tasks.get_mut(place)
            && next.beside_previous
            && !taken.beside_previous
        {
            Arc::make_mut(next).beside_previous = false;
        }
        Some(taken)
    }

    fn move_task(&mut self, id: &TaskId, to: usize) {
        if self.position(id) == Some(to) {
            return;
        }
        let Some(mut moved) = self.take(id) else {
            return;
        };
        let to = to.min(self.tasks.len());
        let is_among = to > 0 && self.tasks.get(to).is_some_and(|next| next.beside_previous);
        if moved.beside_previous != is_among {
            Arc::make_mut(&mut moved).beside_previous = is_among;
        }
        self.tasks.insert(to, moved);
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
