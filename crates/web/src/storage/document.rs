use js_sys::{JSON, Object, Reflect};
use segflow_core::time::Timestamp;
use wasm_bindgen::JsValue;

/// A workflow document as it is kept: its text, whole, whether or not this
/// version can load it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDocument {
    /// The id under which it is kept.
    pub id: String,
    /// The document.
    pub text: String,
    /// When a person last changed it.
    pub changed_at: Timestamp,
}

/// The documents, the last changed first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoredDocuments {
    /// Those that are there.
    pub documents: Vec<StoredDocument>,
    /// Entries that are no documents; they are left as they are.
    pub unreadable: Vec<UnreadableDocument>,
}

/// An entry that has not the shape of a stored document.
#[derive(Debug, Clone, PartialEq)]
pub struct UnreadableDocument {
    /// The id under which it is kept.
    pub id: String,
    /// What is there, as JSON, to be looked at and saved elsewhere.
    pub content: String,
}

const TEXT: &str = "text";
const CHANGED_AT: &str = "changedAt";

impl StoredDocument {
    pub(super) fn to_js(&self) -> JsValue {
        let entry = Object::new();
        // Setting a key of a plain, new object cannot fail.
        let _ = Reflect::set(&entry, &TEXT.into(), &self.text.as_str().into());
        let changed_at = self.changed_at.millis() as f64;
        let _ = Reflect::set(&entry, &CHANGED_AT.into(), &changed_at.into());
        entry.into()
    }

    pub(super) fn from_js(
        id: String,
        entry: &JsValue,
    ) -> Result<StoredDocument, UnreadableDocument> {
        let read = |key: &str| Reflect::get(entry, &key.into()).ok();
        let text = read(TEXT).and_then(|text| text.as_string());
        let changed_at = read(CHANGED_AT).and_then(|millis| millis.as_f64());
        match (text, changed_at) {
            (Some(text), Some(millis)) => Ok(StoredDocument {
                id,
                text,
                changed_at: Timestamp::from_millis(millis as i64),
            }),
            _ => Err(UnreadableDocument {
                id,
                content: JSON::stringify(entry).map_or_else(|_| String::new(), String::from),
            }),
        }
    }
}

impl FromIterator<Result<StoredDocument, UnreadableDocument>> for StoredDocuments {
    fn from_iter<I>(entries: I) -> StoredDocuments
    where
        I: IntoIterator<Item = Result<StoredDocument, UnreadableDocument>>,
    {
        let mut sorted = StoredDocuments::default();
        for entry in entries {
            match entry {
                Ok(document) => sorted.documents.push(document),
                Err(unreadable) => sorted.unreadable.push(unreadable),
            }
        }
        sorted
            .documents
            .sort_by(|a, b| b.changed_at.cmp(&a.changed_at).then(a.id.cmp(&b.id)));
        sorted
    }
}
