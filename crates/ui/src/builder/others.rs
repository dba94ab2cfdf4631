//! The other workflows of this device, which a task may run.

use std::sync::Arc;

use segflow_core::document::{TaskKind, Workflow};
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{Callback, hook, use_effect_with};

use crate::model::{Action, Model};

/// Finds them as soon as a task runs one. A page around the builder gives its
/// own.
#[hook]
pub(super) fn use_others(model: &Model, storage: &Storage, act: &Callback<Action>) {
    let mut tasks = model.workflow().tasks.iter();
    let runs_any = tasks.any(|task| matches!(task.kind, TaskKind::Workflow(_)));
    let id = model.workflow().id.to_string();
    let found = (runs_any, id, storage.clone(), act.clone());
    use_effect_with(found, |(runs_any, id, storage, act)| {
        if !runs_any || storage.is_hosts() {
            return;
        }
        let (id, storage, act) = (id.clone(), storage.clone(), act.clone());
        spawn_local(async move {
            // Without them a finding says that they are not there.
            let Ok(stored) = storage.documents().await else {
                return;
            };
            let others = stored.documents.iter().filter(|stored| stored.id != id);
            let others = others.filter_map(|stored| Workflow::load(&stored.text).ok());
            act.emit(Action::OthersKnown(others.map(Arc::new).collect()));
        });
    });
}
