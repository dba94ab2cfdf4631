//! Keeps documents and settings on this device, or says why it cannot.

mod database;
mod document;
mod session;

pub(crate) use database::{Database, Store};
pub use document::{StoredDocument, StoredDocuments, UnreadableDocument};

use std::rc::Rc;

use segflow_core::document::WorkflowId;
use wasm_bindgen::JsValue;

use crate::Error;
use session::Session;

/// Where a person's work is kept. Copies are the same storage.
#[derive(Clone)]
pub struct Storage(Rc<Place>);

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
            Ok(database) => Storage(Rc::new(Place::Device(database))),
            Err(reason) => Storage::in_memory(reason),
        }
    }

    /// Storage that lasts as long as the page.
    pub fn in_memory(reason: Error) -> Storage {
        Storage(Rc::new(Place::Session(Session::default(), reason)))
    }

    /// Why all is gone when the page is closed; `None` where it is kept.
    pub fn session_only(&self) -> Option<&Error> {
        match &*self.0 {
            Place::Device(_) => None,
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
    pub async fn save_document(&self, document: StoredDocument) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => {
                let entry = document.to_js();
                database.put(Store::Documents, &document.id, &entry).await
            }
            Place::Session(session, _) => {
                session.save_document(document);
                Ok(())
            }
        }
    }

    /// Deletes the document of that id, if there is one.
    pub async fn remove_document(&self, id: &WorkflowId) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => database.remove(Store::Documents, id.as_str()).await,
            Place::Session(session, _) => {
                session.remove_document(id.as_str());
                Ok(())
            }
        }
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

    /// The browser's database, for what is kept there in a form of its own.
    pub(crate) fn database(&self) -> Result<&Database, Error> {
        match &*self.0 {
            Place::Device(database) => Ok(database),
            Place::Session(_, reason) => Err(reason.clone()),
        }
    }
}
