//! One document in several tabs.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Place, Storage, Store, StoredDocument};
use crate::Error;

/// What tabs tell each other by: the ids of documents that were saved.
const CHANNEL: &str = "segflow.documents";

/// Whether the page is there to look before it saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// It stays: what another tab has saved is never replaced.
    Stays,
    /// It may be gone before an answer comes, so it saves first; what another tab
    /// has saved is put back by a page that lives to see it.
    MayBeLeft,
}

impl Storage {
    /// Keeps a document in place of the one of its id, if that is the one the
    /// page knows, by its text; gives the other one if it is not, which stays.
    /// Tells the other tabs.
    pub async fn save_over(
        &self,
        document: StoredDocument,
        is_known: impl FnOnce(&str) -> bool,
        haste: Haste,
    ) -> Result<Option<StoredDocument>, Error> {
        let Place::Device(database) = &*self.0 else {
            self.save_document(document).await?;
            return Ok(None);
        };
        let entry = document.to_js();
        let read = |entry: &JsValue| StoredDocument::from_js(document.id.clone(), entry).ok();
        // What cannot be read is no work of another tab.
        let is_known = |entry: &JsValue| read(entry).is_none_or(|other| is_known(&other.text));
        let id = &document.id;
        let is_due = self.is_version_due(id, document.changed_at);
        let put = match haste {
            Haste::Stays => {
                let over = |there: &JsValue| {
                    let may_be = there.is_undefined() || is_known(there);
                    may_be.then(|| entry.clone())
                };
                let changed = database.change(Store::Documents, id, Box::new(over));
                changed.await?
            }
            Haste::MayBeLeft => match database.replace(Store::Documents, id, &entry).await? {
                Some(other) if !is_known(&other) => {
                    database.put(Store::Documents, id, &other).await?;
                    Err(other)
                }
                before => Ok(before.unwrap_or_default()),
            },
        };
        let before = match put {
            Ok(before) => read(&before),
            Err(other) => return Ok(read(&other)),
        };
        let before = before.filter(|before| is_due && before.text != document.text);
        self.keep_before(&document, before).await;
        if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
            // A channel that is closed at once sends what it was given.
            let _ = channel.post_message(&document.id.as_str().into());
            channel.close();
        }
        Ok(None)
    }
}

/// Hears of documents that other tabs save, for as long as it is there.
pub struct OtherTabs {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl OtherTabs {
    /// Calls back whenever another tab has saved the document of that id.
    /// Nothing where the browser has no such channel.
    pub fn of(id: &str, mut on_saved: impl FnMut() + 'static) -> Option<OtherTabs> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let id = id.to_owned();
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().as_ref() == Some(&id) {
                on_saved();
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(OtherTabs {
            channel,
            _heard: heard,
        })
    }
}

impl Drop for OtherTabs {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
