use std::cell::RefCell;
use std::collections::BTreeMap;

use super::run::SessionRuns;
use super::{StoredBulk, StoredDocument, StoredVersion};

/// What lasts as long as the page.
#[derive(Default)]
pub(super) struct Session {
    documents: RefCell<BTreeMap<String, StoredDocument>>,
    settings: RefCell<BTreeMap<String, String>>,
    pub(super) runs: RefCell<SessionRuns>,
    bulks: RefCell<Vec<StoredBulk>>,
    versions: RefCell<BTreeMap<String, Vec<StoredVersion>>>,
}

impl Session {
    pub(super) fn clear(&self) {
        self.documents.borrow_mut().clear();
        self.settings.borrow_mut().clear();
        self.runs.take();
        self.bulks.borrow_mut().clear();
        self.versions.borrow_mut().clear();
    }

    pub(super) fn documents(&self) -> Vec<StoredDocument> {
        self.documents.borrow().values().cloned().collect()
    }

    pub(super) fn document(&self, id: &str) -> Option<StoredDocument> {
        self.documents.borrow().get(id).cloned()
    }

    /// Gives what was kept under its id before.
    pub(super) fn save_document(&self, document: StoredDocument) -> Option<StoredDocument> {
        self.documents
            .borrow_mut()
            .insert(document.id.clone(), document)
    }

    pub(super) fn versions(&self, id: &str) -> Vec<StoredVersion> {
        self.versions.borrow().get(id).cloned().unwrap_or_default()
    }

    pub(super) fn save_versions(&self, id: &str, versions: Vec<StoredVersion>) {
        self.versions.borrow_mut().insert(id.to_owned(), versions);
    }

    pub(super) fn remove_document(&self, id: &str) {
        self.documents.borrow_mut().remove(id);
    }

    pub(super) fn setting(&self, name: &str) -> Option<String> {
        self.settings.borrow().get(name).cloned()
    }

    pub(super) fn save_setting(&self, name: &str, value: &str) {
        self.settings
            .borrow_mut()
            .insert(name.to_owned(), value.to_owned());
    }

    pub(super) fn save_bulk(&self, bulk: &StoredBulk) {
        self.remove_bulk(&bulk.id);
        self.bulks.borrow_mut().push(bulk.clone());
    }

    pub(super) fn bulks(&self) -> Vec<StoredBulk> {
        self.bulks.borrow().clone()
    }

    pub(super) fn remove_bulk(&self, id: &str) {
        self.bulks.borrow_mut().retain(|known| known.id != id);
    }
}
