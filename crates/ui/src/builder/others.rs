//! The other workflows of this device, which a task may run.

use std::sync::Arc;

use segflow_core::document::{TaskKind, Workflow};
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_effect_with};

use crate::model::{Action, Model};

/// Finds them as soon as a task runs one.
#[hook]
pub(super) fn use_others(model: &Model, storage: &Storage, act: &Callback<Action>) {
    let workflow = model.workflow();
    let id = workflow.id.to_string();
    let found = (runs_others(workflow, storage), id, storage.clone());
    use_effect_with((found, act.clone()), |((runs_any, id, storage), act)| {
        if *runs_any {
            let (id, storage, act) = (id.clone(), storage.clone(), act.clone());
            spawn_local(async move {
                // Without them a finding says that they are not there.
                if let Some(others) = beside(&storage, &id).await {
                    act.emit(Action::OthersKnown(others));
                }
            });
        }
    });
}

/// Whether a workflow runs others that are found in storage. A page around the
/// builder gives its own.
pub fn runs_others(workflow: &Workflow, storage: &Storage) -> bool {
    let mut tasks = workflow.tasks.iter();
    !storage.is_hosts() && tasks.any(|task| matches!(task.kind, TaskKind::Workflow(_)))
}

/// The workflows beside one that runs others, as they are now; none where it
/// runs none or they cannot be had.
pub(super) async fn others(workflow: &Workflow, storage: &Storage) -> Option<Vec<Arc<Workflow>>> {
    if !runs_others(workflow, storage) {
        return None;
    }
    beside(storage, workflow.id.as_str()).await
}

async fn beside(storage: &Storage, id: &str) -> Option<Vec<Arc<Workflow>>> {
    let stored = storage.documents().await.ok()?;
    let others = stored.documents.iter().filter(|stored| stored.id != id);
    let others = others.filter_map(|stored| Workflow::load(&stored.text).ok());
    Some(others.map(Arc::new).collect())
}
