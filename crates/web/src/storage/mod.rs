//! Keeps documents, runs and settings on this device, or says why it cannot.

mod bulk;
mod database;
mod document;
mod history;
mod run;
mod session;
mod tabs;
mod typed;
mod version;

pub use bulk::StoredBulk;
pub(crate) use database::{Database, Store};
pub use document::{StoredDocument, StoredDocuments, UnreadableDocument};
pub use run::{MAX_UNFINISHED, MAX_UNFINISHED_BYTES, Retention, StoredRun, StoredRuns};
pub use tabs::{Haste, OtherTabs};

pub use version::{Because, MAX_VERSION_BYTES, MAX_VERSIONS, StoredVersion};

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use segflow_core::document::WorkflowId;
use segflow_core::run::Run;
use segflow_core::time::Timestamp;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::Error;
use session::Session;

/// The setting that says for how many days runs are kept.
const RETENTION_DAYS: &str = "runs.days";

/// How full the storage is, in bytes; a browser tells it roughly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// What is kept.
    pub bytes: f64,
    /// What may be kept at most.
    pub most: f64,
}

/// Where a person's work is kept. Copies are the same storage.
#[derive(Clone)]
pub struct Storage(Rc<Place>, Noted);

/// When a version of each workflow was last thought of in this page.
type Noted = Rc<RefCell<BTreeMap<String, Timestamp>>>;

enum Place {
    /// The browser's database.
    Device(Database),
    /// This page's memory, and why.
    Session(Session, Error),
}

impl PartialEq for Storage {
    fn eq(&self, other: &Storage) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Storage")
            .field(&self.session_only())
            .finish()
    }
}

impl Storage {
    /// Opens the browser's storage. Where the browser refuses, work goes on in
    /// memory and [`Storage::session_only`] tells why.
    pub async fn open() -> Storage {
        match Database::open().await {
            Ok(database) => Storage(Rc::new(Place::Device(database)), Noted::default()),
            Err(reason) => Storage::in_memory(reason),
        }
    }

    /// Storage that lasts as long as the page.
    pub fn in_memory(reason: Error) -> Storage {
        let place = Place::Session(Session::default(), reason);
        Storage(Rc::new(place), Noted::default())
    }

    /// Storage of a page that keeps what is to be kept itself: nothing of it
    /// outlasts the page, and nothing is wrong with that.
    pub fn of_host() -> Storage {
        Storage::in_memory(Error::HostKeeps)
    }

    /// Whether whoever holds the page keeps what is to be kept.
    pub fn is_hosts(&self) -> bool {
        matches!(&*self.0, Place::Session(_, Error::HostKeeps))
    }

    /// Why all is gone when the page is closed; `None` where it is kept.
    pub fn session_only(&self) -> Option<&Error> {
        match &*self.0 {
            Place::Device(_) | Place::Session(_, Error::HostKeeps) => None,
            Place::Session(_, reason) => Some(reason),
        }
    }

    /// Every document, the last changed first.
    pub async fn documents(&self) -> Result<StoredDocuments, Error> {
        match &*self.0 {
            Place::Device(database) => {
                let entries = database.all(Store::Documents).await?;
                let read = |(id, entry): (String, JsValue)| StoredDocument::from_js(id, &entry);
                Ok(entries.into_iter().map(read).collect())
            }
            Place::Session(session, _) => Ok(session.documents().into_iter().map(Ok).collect()),
        }
    }

    /// The document of that id; `None` if there is none.
    pub async fn document(&self, id: &WorkflowId) -> Result<Option<StoredDocument>, Error> {
        match &*self.0 {
            Place::Device(database) => {
                let Some(entry) = database.get(Store::Documents, id.as_str()).await? else {
                    return Ok(None);
                };
                StoredDocument::from_js(id.to_string(), &entry)
                    .map(Some)
                    .map_err(|_| Error::Unreadable)
            }
            Place::Session(session, _) => Ok(session.document(id.as_str())),
        }
    }

    /// Keeps a document in place of the one of its id; done when it is kept.
    /// Where none was kept for some while, the one before stays as a version.
    pub async fn save_document(&self, document: StoredDocument) -> Result<(), Error> {
        let StoredDocument { id, text, .. } = &document;
        let is_due = self.is_version_due(id, document.changed_at);
        let before = match &*self.0 {
            Place::Device(database) => {
                let entry = document.to_js();
                let before = database.replace(Store::Documents, id, &entry).await?;
                before
                    .filter(|_| is_due)
                    .and_then(|entry| StoredDocument::from_js(id.clone(), &entry).ok())
            }
            Place::Session(session, _) => session.save_document(document.clone()),
        };
        let before = before.filter(|before| is_due && before.text != *text);
        self.keep_before(&document, before).await;
        Ok(())
    }

    /// Keeps what a document was before, if that is to be a version.
    async fn keep_before(&self, document: &StoredDocument, before: Option<StoredDocument>) {
        if let Some(before) = before {
            let version = StoredVersion {
                at: before.changed_at,
                text: before.text,
                because: Because::Edited,
            };
            // The document is kept; without a version of before it is, too.
            let (id, now) = (&document.id, document.changed_at);
            let _ = self.keep_version(id, version, now).await;
        }
    }

    /// Deletes the document of that id, if there is one, and its versions.
    pub async fn remove_document(&self, id: &WorkflowId) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => {
                let stores = [Store::Documents, Store::Versions, Store::Histories];
                database.remove_all(&stores, [id.as_str()]).await
            }
            Place::Session(session, _) => {
                session.remove_document(id.as_str());
                session.save_versions(id.as_str(), Vec::new());
                Ok(())
            }
        }
    }

    /// The versions of a workflow, the oldest first.
    pub async fn versions(&self, id: &str) -> Result<Vec<StoredVersion>, Error> {
        match &*self.0 {
            Place::Device(database) => {
                let entries = database.get(Store::Versions, id).await?;
                Ok(entries
                    .map(|entries| version::from_js(&entries))
                    .unwrap_or_default())
            }
            Place::Session(session, _) => Ok(session.versions(id)),
        }
    }

    /// Keeps versions of a workflow in place of those there are.
    pub async fn save_versions(&self, id: &str, versions: Vec<StoredVersion>) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => {
                let entries = version::to_js(&versions);
                database.put(Store::Versions, id, &entries).await
            }
            Place::Session(session, _) => {
                session.save_versions(id, versions);
                Ok(())
            }
        }
    }

    /// Keeps one more version of a workflow, unless it is the same as the last.
    /// Whoever holds the page keeps versions itself.
    pub async fn keep_version(
        &self,
        id: &str,
        new: StoredVersion,
        now: Timestamp,
    ) -> Result<(), Error> {
        if self.is_hosts() {
            return Ok(());
        }
        self.1.borrow_mut().insert(id.to_owned(), now);
        match &*self.0 {
            Place::Device(database) => {
                // Another tab may keep one at the same time.
                let more = |entries: &JsValue| {
                    let versions = version::from_js(entries);
                    Some(version::to_js(&version::with_version(versions, new)?))
                };
                let changed = database.change(Store::Versions, id, Box::new(more));
                changed.await.map(|_| ())
            }
            Place::Session(session, _) => {
                if let Some(versions) = version::with_version(session.versions(id), new) {
                    session.save_versions(id, versions);
                }
                Ok(())
            }
        }
    }

    /// Whether so long ago a version was thought of that another is due.
    fn is_version_due(&self, id: &str, now: Timestamp) -> bool {
        let noted = self.1.borrow();
        let last = noted.get(id).map_or(i64::MIN, |last| last.millis());
        now.millis().saturating_sub(last) >= version::APART_MILLIS
    }

    /// Keeps a run, whole, in place of the one of its id; done when it is on the
    /// disk.
    pub async fn save_run(&self, run: &Run) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => {
                let (whole, summary) = run::to_js(&run.save(), &run.summary());
                let entries = [(Store::Runs, &whole), (Store::RunSummaries, &summary)];
                database.put_surely(run.id(), &entries).await
            }
            Place::Session(session, _) => {
                session.runs.borrow_mut().save(run);
                Ok(())
            }
        }
    }

    /// What is known of every run, the last begun first.
    pub async fn runs(&self) -> Result<StoredRuns, Error> {
        match &*self.0 {
            Place::Device(database) => {
                Ok(run::all_from_js(database.all(Store::RunSummaries).await?))
            }
            Place::Session(session, _) => Ok(session.runs.borrow().all()),
        }
    }

    /// The text of the run of that id, for [`Run::load`] and to be saved
    /// elsewhere; `None` if there is none.
    pub async fn run(&self, id: &str) -> Result<Option<String>, Error> {
        match &*self.0 {
            Place::Device(database) => {
                let text = database.get(Store::Runs, id).await?;
                text.map(|text| text.as_string().ok_or(Error::Unreadable))
                    .transpose()
            }
            Place::Session(session, _) => Ok(session.runs.borrow().text(id)),
        }
    }

    /// Deletes the runs of those ids.
    pub async fn remove_runs(&self, ids: &[&str]) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => {
                let stores = [Store::Runs, Store::RunSummaries];
                database.remove_all(&stores, ids.iter().copied()).await
            }
            Place::Session(session, _) => {
                for id in ids {
                    session.runs.borrow_mut().remove(id);
                }
                Ok(())
            }
        }
    }

    /// Keeps a run of a file in place of the one of its id; done when it is on
    /// the disk.
    pub async fn save_bulk(&self, bulk: &StoredBulk) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => {
                let entry = bulk.to_js();
                database.put(Store::BulkRuns, &bulk.id, &entry).await
            }
            Place::Session(session, _) => {
                session.save_bulk(bulk);
                Ok(())
            }
        }
    }

    /// Every run of a file, in no order. What cannot be read is left out, and
    /// left as it is.
    pub async fn bulks(&self) -> Result<Vec<StoredBulk>, Error> {
        match &*self.0 {
            Place::Device(database) => {
                let entries = database.all(Store::BulkRuns).await?;
                let read = |(id, entry): (String, JsValue)| StoredBulk::from_js(id, &entry);
                Ok(entries.into_iter().filter_map(read).collect())
            }
            Place::Session(session, _) => Ok(session.bulks()),
        }
    }

    /// Deletes the run of a file of that id.
    pub async fn remove_bulk(&self, id: &str) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => database.remove(Store::BulkRuns, id).await,
            Place::Session(session, _) => {
                session.remove_bulk(id);
                Ok(())
            }
        }
    }

    /// How much of the past is kept: what a person chose, or the usual.
    pub async fn retention(&self) -> Retention {
        let days = self.setting(RETENTION_DAYS).await.ok().flatten();
        let days = days.and_then(|days| days.parse().ok());
        Retention {
            days: days.unwrap_or(Retention::USUAL.days),
            ..Retention::USUAL
        }
    }

    /// Keeps runs for so many days at most from now on.
    pub async fn keep_runs_for(&self, days: i64) -> Result<(), Error> {
        self.save_setting(RETENTION_DAYS, &days.to_string()).await
    }

    /// A setting of this device; `None` until it is saved.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        match &*self.0 {
            Place::Device(database) => {
                let value = database.get(Store::Settings, name).await?;
                Ok(value.and_then(|value| value.as_string()))
            }
            Place::Session(session, _) => Ok(session.setting(name)),
        }
    }

    /// Keeps a setting of this device.
    pub async fn save_setting(&self, name: &str, value: &str) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => database.put(Store::Settings, name, &value.into()).await,
            Place::Session(session, _) => {
                session.save_setting(name, value);
                Ok(())
            }
        }
    }

    /// Deletes everything that is kept on this device: workflows, runs, accounts
    /// with the key that encrypts them, and settings. What this page holds in
    /// its memory is not touched: it has to be loaded anew.
    pub async fn remove_everything(&self) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => database.clear().await?,
            Place::Session(session, _) => session.clear(),
        }
        // Nothing is kept there where storage is refused.
        if let Some(window) = web_sys::window() {
            let small = [window.local_storage(), window.session_storage()];
            for small in small.into_iter().filter_map(|small| small.ok().flatten()) {
                let _ = small.clear();
            }
        }
        Ok(())
    }

    /// How many bytes the browser keeps for this address, and how many it would;
    /// `None` where it does not say.
    pub async fn usage(&self) -> Option<Usage> {
        let navigator = web_sys::window()?.navigator();
        let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
        let estimate: Function = Reflect::get(&manager, &"estimate".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let told: Promise = estimate.call0(&manager).ok()?.dyn_into().ok()?;
        let told = JsFuture::from(told).await.ok()?;
        let bytes = |name: &str| Reflect::get(&told, &name.into()).ok()?.as_f64();
        Some(Usage {
            bytes: bytes("usage")?,
            most: bytes("quota")?,
        })
    }

    /// The browser's database, for what is kept there in a form of its own.
    pub(crate) fn database(&self) -> Result<&Database, Error> {
        match &*self.0 {
            Place::Device(database) => Ok(database),
            Place::Session(_, reason) => Err(reason.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use segflow_core::document::WorkflowId;
    use segflow_core::time::Timestamp;

    use super::{Storage, StoredBulk, StoredDocument, StoredDocuments, UnreadableDocument};
    use crate::Error;

    /// Memory has its answer at once.
    fn now<T>(future: impl Future<Output = Result<T, Error>>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer.unwrap(),
            Poll::Pending => panic!("memory keeps nobody waiting"),
        }
    }

    fn document(id: &str, changed_at: i64) -> StoredDocument {
        StoredDocument {
            id: id.to_owned(),
            text: format!("text of {id} at {changed_at}"),
            changed_at: Timestamp::from_millis(changed_at),
        }
    }

    fn ids(documents: &StoredDocuments) -> Vec<&str> {
        documents.documents.iter().map(|each| &*each.id).collect()
    }

    #[test]
    fn memory_serves_where_storage_is_refused() {
        let storage = Storage::in_memory(Error::StorageHeld);
        assert_eq!(storage.session_only(), Some(&Error::StorageHeld));
        for (id, changed_at) in [("wf_a", 1), ("wf_b", 2), ("wf_a", 3)] {
            now(storage.save_document(document(id, changed_at)));
        }
        assert_eq!(ids(&now(storage.documents())), ["wf_a", "wf_b"]);
        let id = WorkflowId::parse("wf_a").unwrap();
        let other = storage.clone();
        assert_eq!(now(other.document(&id)), Some(document("wf_a", 3)));
        now(other.remove_document(&id));
        assert_eq!(now(storage.document(&id)), None);
        assert_eq!(ids(&now(storage.documents())), ["wf_b"]);

        let bulk = |id: &str, text: &str| StoredBulk {
            id: id.to_owned(),
            text: text.to_owned(),
            handle: None,
        };
        for (id, text) in [("a", "1"), ("b", "2"), ("a", "3")] {
            now(storage.save_bulk(&bulk(id, text)));
        }
        assert_eq!(now(other.bulks()), [bulk("b", "2"), bulk("a", "3")]);
        now(other.remove_bulk("b"));
        assert_eq!(now(storage.bulks()), [bulk("a", "3")]);

        assert_eq!(now(async { Ok(storage.retention().await) }).days, 90);
        now(storage.keep_runs_for(7));
        assert_eq!(now(async { Ok(storage.retention().await) }).days, 7);

        assert_eq!(now(storage.setting("example")), None);
        now(storage.save_setting("example", "shown"));
        assert_eq!(now(other.setting("example")).as_deref(), Some("shown"));
    }

    #[test]
    fn what_is_replaced_stays_as_a_version_now_and_then() {
        const MINUTE: i64 = 60_000;
        let kept = |storage: &Storage| {
            for minutes in [0, 1, 5, 12, 13, 30] {
                now(storage.save_document(document("wf_a", minutes * MINUTE)));
            }
            let versions = now(storage.versions("wf_a"));
            let minutes = versions.iter().map(|one| one.at.millis() / MINUTE);
            minutes.collect::<Vec<i64>>()
        };
        let storage = Storage::in_memory(Error::StorageHeld);
        assert_eq!(kept(&storage), [0, 5, 13]);
        now(storage.remove_document(&WorkflowId::parse("wf_a").unwrap()));
        assert_eq!(now(storage.versions("wf_a")), []);
        // Whoever holds the page keeps what was before.
        assert_eq!(kept(&Storage::of_host()), [0; 0]);
    }

    #[test]
    fn memory_that_a_page_wants_is_no_misfortune() {
        let storage = Storage::of_host();
        assert!(storage.is_hosts());
        assert_eq!(storage.session_only(), None);
        now(storage.save_document(document("wf_a", 1)));
        assert_eq!(ids(&now(storage.documents())), ["wf_a"]);
        assert!(!Storage::in_memory(Error::StorageFull).is_hosts());
    }

    #[test]
    fn the_last_changed_comes_first_and_nothing_is_left_out() {
        let unreadable = UnreadableDocument {
            id: "wf_c".to_owned(),
            content: "7".to_owned(),
        };
        let documents: StoredDocuments = [
            Ok(document("wf_b", 5)),
            Err(unreadable.clone()),
            Ok(document("wf_d", 9)),
            Ok(document("wf_a", 5)),
        ]
        .into_iter()
        .collect();
        assert_eq!(ids(&documents), ["wf_d", "wf_a", "wf_b"]);
        assert_eq!(documents.unreadable, [unreadable]);
    }
}
