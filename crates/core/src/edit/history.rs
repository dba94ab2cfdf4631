use std::sync::Arc;

use super::Edit;
use crate::document::{Task, Workflow};
use crate::json::Pointer;

/// How many edits can be undone.
const DEPTH: usize = 200;

/// A workflow and the way back. Undo is right by construction: what was is
/// kept, its tasks shared with what is.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    now: Arc<Workflow>,
    before: Vec<(Edit, Arc<Workflow>)>,
    after: Vec<(Edit, Arc<Workflow>)>,
    is_settled: bool,
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
            Some((last, base)) if !self.is_settled => {
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
            Some((last, _)) if is_typed_on => *last = edit,
            _ => self.before.push((edit, before)),
        }
        self.is_settled = false;
        if self.before.len() > DEPTH {
            self.before.remove(0);
        }
        true
    }

    /// Ends what a person was doing: the next edit is undone on its own, even
    /// if it is of the same field.
    pub fn settle(&mut self) {
        self.is_settled = true;
    }

    /// The edit that [`History::undo`] would take back.
    pub fn undoable(&self) -> Option<&Edit> {
        self.before.last().map(|(edit, _)| edit)
    }

    /// The edit that [`History::redo`] would make again.
    pub fn redoable(&self) -> Option<&Edit> {
        self.after.last().map(|(edit, _)| edit)
    }

    /// Takes the last edit back; `false` if there is none.
    pub fn undo(&mut self) -> bool {
        let Some((edit, before)) = self.before.pop() else {
            return false;
        };
        let now = std::mem::replace(&mut self.now, before);
        self.after.push((edit, now));
        self.is_settled = true;
        true
    }

    /// Makes the edit again that was taken back last; `false` if there is
    /// none.
    pub fn redo(&mut self) -> bool {
        let Some((edit, after)) = self.after.pop() else {
            return false;
        };
        let now = std::mem::replace(&mut self.now, after);
        self.before.push((edit, now));
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
