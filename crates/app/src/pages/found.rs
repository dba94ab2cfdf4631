//! The workflow that a page is about, as it was found in storage.

use std::rc::Rc;

use segflow_core::document::{Workflow, WorkflowId};
use segflow_ui::builder::chosen_sample;
use segflow_ui::importing::{self, Origin};
use segflow_ui::opening::Refusal;
use segflow_ui::text::{Words, use_words};
use segflow_web::storage::{Because, Storage, StoredDocument, StoredVersion};
use segflow_web::{Error, clock};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{AttrValue, UseStateHandle, hook, use_effect_with, use_state};

/// A workflow, and what is known of it besides.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opened {
    pub(super) workflow: Rc<Workflow>,
    /// The name of the sample that was chosen last.
    pub(super) sample: Option<AttrValue>,
    /// Where it came from.
    pub(super) origin: Origin,
}

/// What was found under the id of the address.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    Nothing,
    Workflow(Opened),
    Refused(Refusal),
}

/// What is kept under an id, once it was looked for.
#[hook]
pub(super) fn use_found(id: &AttrValue, storage: &Storage) -> UseStateHandle<Found> {
    let words = use_words();
    let found = use_state(|| Found::Nothing);
    use_effect_with(id.clone(), {
        let found = found.clone();
        let storage = storage.clone();
        move |id| {
            let id = id.clone();
            spawn_local(async move { found.set(open(&words, &storage, &id).await) });
        }
    });
    found
}

async fn open(words: &Words, storage: &Storage, id: &str) -> Found {
    let Ok(workflow_id) = WorkflowId::parse(id) else {
        return Found::Refused(Refusal::Unknown);
    };
    let text = match storage.document(&workflow_id).await {
        Ok(Some(document)) => {
            keep_opened(storage, &document);
            document.text
        }
        Ok(None) => return Found::Refused(Refusal::Unknown),
        Err(error) => return Found::Refused(refusal(words, storage, id, &error).await),
    };
    match Workflow::load(&text) {
        Ok(mut workflow) => {
            // It is saved under the id it was found under.
            workflow.id = workflow_id;
            let sample = storage.setting(&chosen_sample(id)).await.ok().flatten();
            Found::Workflow(Opened {
                workflow: Rc::new(workflow),
                sample: sample.map(AttrValue::from),
                origin: importing::origin(storage, id).await,
            })
        }
        Err(error) => Found::Refused(Refusal::Unreadable {
            reason: words.say(&error),
            text: text.into(),
        }),
    }
}

/// How the workflow is when it is opened stays as a version. Nobody waits for
/// that, and the workflow is there without it.
fn keep_opened(storage: &Storage, document: &StoredDocument) {
    let (storage, id) = (storage.clone(), document.id.clone());
    let version = StoredVersion {
        at: document.changed_at,
        text: document.text.clone(),
        because: Because::Opened,
    };
    spawn_local(async move {
        let _ = storage.keep_version(&id, version, clock::now()).await;
    });
}

/// What can still be told of an entry that the storage could not read.
async fn refusal(words: &Words, storage: &Storage, id: &str, error: &Error) -> Refusal {
    let reason = words.say(error);
    let entries = storage.documents().await.map(|found| found.unreadable);
    let entry = entries
        .unwrap_or_default()
        .into_iter()
        .find(|entry| entry.id == id);
    match entry {
        Some(entry) => Refusal::Unreadable {
            reason,
            text: entry.content.into(),
        },
        None => Refusal::NoStorage { reason },
    }
}
