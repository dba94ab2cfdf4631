use std::rc::Rc;

use segflow_core::document::WorkflowId;
use segflow_web::Error;
use yew::prelude::Reducible;

use super::entry::Entry;
use super::filter::{Entries, Filter};

/// What the list holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Model {
    /// The runs, the last begun first; `None` until they are there.
    pub(super) entries: Option<Entries>,
    /// So many are kept in a form that cannot be read.
    pub(super) unreadable: usize,
    /// Why there are none to be had.
    pub(super) refused: Option<Error>,
    /// What the list is narrowed to.
    pub(super) filter: Filter,
}

/// What happened to the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// The runs were read, and so many could not be.
    Read(Vec<Entry>, usize),
    /// They could not be read, for this reason.
    Refused(Error),
    /// A run stands like this now.
    Known(Entry),
    /// The runs of those ids were deleted.
    Removed(Rc<[String]>),
    /// The list was narrowed.
    Narrowed(Filter),
}

impl Model {
    /// The model after something happened.
    pub(super) fn after(&self, action: Action) -> Model {
        let mut next = self.clone();
        match action {
            Action::Read(entries, unreadable) => {
                let mut read: Vec<Rc<Entry>> = entries.into_iter().map(Rc::new).collect();
                // What was told while it was read is newer.
                for known in self.entries.iter().flat_map(|known| known.iter()) {
                    put(&mut read, Rc::clone(known));
                }
                next.entries = Some(Rc::new(read));
                next.unreadable = unreadable;
            }
            Action::Refused(reason) => {
                next.entries.get_or_insert_default();
                next.refused = Some(reason);
            }
            Action::Known(entry) => {
                let mut entries = next.entries.as_deref().cloned().unwrap_or_default();
                put(&mut entries, Rc::new(entry));
                next.entries = Some(Rc::new(entries));
            }
            Action::Removed(ids) => {
                let mut entries = next.entries.as_deref().cloned().unwrap_or_default();
                entries.retain(|entry| !ids.contains(&entry.summary.id));
                next.entries = Some(Rc::new(entries));
            }
            Action::Narrowed(filter) => next.filter = filter,
        }
        next
    }

    /// The workflows that ran, by what they were last called.
    pub(super) fn workflows(&self) -> Vec<(WorkflowId, String)> {
        let mut found: Vec<(WorkflowId, String)> = Vec::new();
        for entry in self.entries.iter().flat_map(|entries| entries.iter()) {
            let summary = &entry.summary;
            if found.iter().all(|(id, _)| *id != summary.workflow) {
                found.push((summary.workflow.clone(), summary.name.clone()));
            }
        }
        found.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
        found
    }
}

/// Puts a run in place of the one of its id, or where it belongs.
fn put(entries: &mut Vec<Rc<Entry>>, entry: Rc<Entry>) {
    let known = entries
        .iter_mut()
        .find(|known| known.summary.id == entry.summary.id);
    match known {
        Some(known) => *known = entry,
        None => {
            let begun = entry.summary.started_at;
            let place = entries.partition_point(|known| known.summary.started_at > begun);
            entries.insert(place, entry);
        }
    }
}

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}
