use std::sync::Arc;

use super::{Change, Edit};
use crate::document::{Task, Workflow};
use crate::json::Pointer;

/// How many edits can be undone.
const DEPTH: usize = 200;

/// A workflow and the way back. Undo is right by construction: what was is
/// kept, its tasks shared with what is.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    now: Arc<Workflow>,
    pub(super) before: Vec<Step>,
    pub(super) after: Vec<Step>,
    is_settled: bool,
}

/// A change, and the workflow on its other side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub(super) change: Change,
    /// The edit that made it, which others may go on with; unknown where the
    /// step was kept.
    pub(super) edit: Option<Edit>,
    pub(super) workflow: Arc<Workflow>,
}

impl History {
    /// A workflow with nothing to undo.
    pub fn new(workflow: Arc<Workflow>) -> History {
        History {
            now: workflow,
            before: Vec::new(),
            after: Vec::new(),
            is_settled: true,
        }
    }

    /// The workflow as it is.
    pub fn workflow(&self) -> &Arc<Workflow> {
        &self.now
    }

    /// Makes an edit; `false` if it changed nothing. Edits of the same field
    /// one after the other become one, made from where the first began, until
    /// the history settles: what typing only passes through leaves no trace.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let typed_on = match self.before.last() {
            Some(Step {
                edit: Some(last),
                workflow: base,
                ..
            }) if !self.is_settled => {
                merged(last, &edit).map(|edit| (base.edited(edit.clone()), edit))
            }
            _ => None,
        };
        let is_typed_on = typed_on.is_some();
        let (next, edit) = typed_on.unwrap_or_else(|| (self.now.edited(edit.clone()), edit));
        if is_same(&next, &self.now) {
            return false;
        }
        let before = std::mem::replace(&mut self.now, Arc::new(next));
        self.after.clear();
        match self.before.last_mut() {
            Some(last) if is_typed_on => last.edit = Some(edit),
            _ => self.push(Change::from(&edit), Some(edit), before),
        }
        self.is_settled = false;
        true
    }

    /// Puts another workflow in the place of this one, as one step: what is
    /// taken over one after the other from elsewhere is one, too.
    pub fn replace(&mut self, workflow: Arc<Workflow>, change: Change) {
        let before = std::mem::replace(&mut self.now, workflow);
        self.after.clear();
        let is_going_on = change == Change::TakenOver && self.undoable() == Some(change);
        if !is_going_on {
            self.push(change, None, before);
        }
        self.is_settled = true;
    }

    fn push(&mut self, change: Change, edit: Option<Edit>, workflow: Arc<Workflow>) {
        self.before.push(Step {
            change,
            edit,
            workflow,
        });
        if self.before.len() > DEPTH {
            self.before.remove(0);
        }
    }

    /// Puts what was kept of the history before this one, if this one begins
    /// where that ended; whether it does.
    pub fn go_on_from(&mut self, mut kept: History) -> bool {
        let first = self.before.first().map_or(&self.now, |step| &step.workflow);
        if !Arc::ptr_eq(first, &kept.now) {
            return false;
        }
        if self.before.is_empty() && self.after.is_empty() {
            self.after = kept.after;
        }
        kept.before.append(&mut self.before);
        self.before = kept.before;
        true
    }

    /// Ends what a person was doing: the next edit is undone on its own, even
    /// if it is of the same field.
    pub fn settle(&mut self) {
        self.is_settled = true;
    }

    /// The edit that [`History::undo`] would take back.
    pub fn undoable(&self) -> Option<Change> {
        self.before.last().map(|step| step.change)
    }

    /// The edit that [`History::redo`] would make again.
    pub fn redoable(&self) -> Option<Change> {
        self.after.last().map(|step| step.change)
    }

    /// Takes the last edit back; `false` if there is none.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.before.pop() else {
            return false;
        };
        let workflow = std::mem::replace(&mut self.now, step.workflow);
        self.after.push(Step { workflow, ..step });
        self.is_settled = true;
        true
    }

    /// Makes the edit again that was taken back last; `false` if there is
    /// none.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.after.pop() else {
            return false;
        };
        let workflow = std::mem::replace(&mut self.now, step.workflow);
        self.before.push(Step { workflow, ..step });
        self.is_settled = true;
        true
    }
}

/// Whether two workflows are equal. Tasks that they share need no look.
fn is_same(one: &Workflow, other: &Workflow) -> bool {
    let share = |one: &Arc<Task>, other: &Arc<Task>| Arc::ptr_eq(one, other) || one == other;
    one.tasks.len() == other.tasks.len()
        && std::iter::zip(&one.tasks, &other.tasks).all(|(one, other)| share(one, other))
        && one.name == other.name
        && one.samples == other.samples
        && (Arc::ptr_eq(&one.plan, &other.plan) || one.plan == other.plan)
        && (&one.id, &one.rest) == (&other.id, &other.rest)
}

/// The one edit that two come to, where the second goes on with what the first
/// began, as typing does.
fn merged(last: &Edit, edit: &Edit) -> Option<Edit> {
    let continues = match (last, edit) {
        (Edit::RenameWorkflow(_), Edit::RenameWorkflow(_))
        | (Edit::SetSamples(_), Edit::SetSamples(_)) => true,
        (Edit::LabelTask { task: a, .. }, Edit::LabelTask { task: b, .. })
        | (Edit::SetActivateWhen { task: a, .. }, Edit::SetActivateWhen { task: b, .. })
        | (Edit::SetFormFields { task: a, .. }, Edit::SetFormFields { task: b, .. }) => a == b,
        (
            Edit::SetField {
                task: a,
                field: field_a,
                ..
            },
            Edit::SetField {
                task: b,
                field: field_b,
                ..
            },
        ) => a == b && field_a == field_b,
        (
            Edit::SetRow {
                task: a, at: at_a, ..
            },
            Edit::SetRow {
                task: b, at: at_b, ..
            },
        )
        | (
            Edit::PutRow {
                task: a, at: at_a, ..
            },
            Edit::PutRow {
                task: b, at: at_b, ..
            },
        )
        | (
            Edit::SetMissing {
                task: a, at: at_a, ..
            },
            Edit::SetMissing {
                task: b, at: at_b, ..
            },
        ) => a == b && at_a == at_b,
        (Edit::RenameSample { place: a, .. }, Edit::RenameSample { place: b, .. }) => a == b,
        (Edit::SetCompleteWhen { task: a, .. }, Edit::SetCompleteWhen { task: b, .. }) => a == b,
        (
            Edit::AddRow {
                task: a,
                at: added,
                value,
            },
            Edit::RenameRow { task: b, at, to },
        ) => {
            return (a == b && added == at).then(|| Edit::AddRow {
                task: a.clone(),
                at: beside(at, to),
                value: value.clone(),
            });
        }
        (
            Edit::RenameRow {
                task: a,
                at: first,
                to: now,
            },
            Edit::RenameRow { task: b, at, to },
        ) => {
            return (a == b && beside(first, now) == *at).then(|| Edit::RenameRow {
                task: a.clone(),
                at: first.clone(),
                to: to.clone(),
            });
        }
        _ => false,
    };
    continues.then(|| edit.clone())
}

/// The place of a row of that name beside another.
fn beside(at: &Pointer, name: &str) -> Pointer {
    at.parent().unwrap_or_default().key(name)
}
