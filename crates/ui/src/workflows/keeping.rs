//! What is done to workflows as a whole, in storage.

use segflow_core::document::{Workflow, WorkflowId};
use segflow_web::storage::{Storage, StoredDocument};
use segflow_web::{Error, clock};

use super::entry::Entry;
use super::model::{Kept, Order};
use crate::importing;

/// The setting that keeps the order of the list.
const ORDER: &str = "workflows.order";

/// Every workflow, the last changed first, those that cannot be read among
/// them, and the order that was chosen.
pub(super) async fn read(storage: &Storage) -> Result<(Vec<Entry>, Order), Error> {
    let found = storage.documents().await?;
    let unreadable = found.unreadable.iter().map(Entry::of_unreadable);
    let entries = found.documents.iter().map(Entry::of).chain(unreadable);
    let order = storage.setting(ORDER).await.ok().flatten();
    Ok((
        entries.collect(),
        order.map(|name| Order::named(&name)).unwrap_or_default(),
    ))
}

/// Keeps the order of the list. It is a convenience: without storage it lasts
/// as long as the page.
pub(super) async fn keep_order(storage: &Storage, order: Order) {
    let _ = storage.save_setting(ORDER, order.name()).await;
}

/// What is kept under an id.
pub(super) async fn document(storage: &Storage, id: &str) -> Result<StoredDocument, Error> {
    let id = WorkflowId::parse(id).map_err(|_| Error::Unreadable)?;
    storage.document(&id).await?.ok_or(Error::Unreadable)
}

/// The workflow of an id.
pub(super) async fn workflow(storage: &Storage, id: &str) -> Result<Workflow, Error> {
    let text = document(storage, id).await?.text;
    let mut workflow = Workflow::load(&text).map_err(|_| Error::Unreadable)?;
    // It is kept under the id it was found under.
    workflow.id = WorkflowId::parse(id).map_err(|_| Error::Unreadable)?;
    Ok(workflow)
}

/// Gives a workflow another name.
pub(super) async fn rename(storage: &Storage, id: &str, name: String) -> Result<Entry, Error> {
    let mut workflow = workflow(storage, id).await?;
    workflow.name = name;
    keep(storage, workflow).await
}

/// Makes a workflow like another, under a name. What nobody has confirmed of the
/// one nobody has confirmed of the other.
pub(super) async fn duplicate(
    storage: &Storage,
    of: &Workflow,
    name: String,
) -> Result<Entry, Error> {
    let origin = importing::origin(storage, of.id.as_str()).await;
    let copy = Workflow { name, ..of.clone() };
    let id = importing::add(storage, copy, origin).await?;
    Ok(Entry::of(&document(storage, &id).await?))
}

/// Keeps a workflow as it is now.
pub(super) async fn keep(storage: &Storage, workflow: Workflow) -> Result<Entry, Error> {
    let document = StoredDocument {
        id: workflow.id.to_string(),
        text: workflow.save().to_string(),
        changed_at: clock::now(),
    };
    let entry = Entry::of_workflow(&document.id, &workflow, document.changed_at);
    storage.save_document(document).await?;
    Ok(entry)
}

/// Takes a workflow away; gives what was kept of it.
pub(super) async fn remove(storage: &Storage, id: &str) -> Result<Kept, Error> {
    let kept = Kept {
        document: document(storage, id).await?,
        versions: storage.versions(id).await?,
    };
    let id = WorkflowId::parse(id).map_err(|_| Error::Unreadable)?;
    storage.remove_document(&id).await?;
    Ok(kept)
}

/// Puts a workflow back as it was.
pub(super) async fn put_back(storage: &Storage, kept: Kept) -> Result<Entry, Error> {
    let Kept { document, versions } = kept;
    let (id, entry) = (document.id.clone(), Entry::of(&document));
    storage.save_document(document).await?;
    storage.save_versions(&id, versions).await?;
    Ok(entry)
}
