use std::fmt;
use std::sync::Arc;

use segflow_core::document::Workflow;
use segflow_web::storage::{Storage, StoredDocument};
use segflow_web::{Error, clock, random};

/// Where a workflow came from, as far as it matters before its first run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// It was made here, or a person has looked at what it sends.
    #[default]
    Own,
    /// It came from elsewhere, and nobody has confirmed what it sends.
    Foreign,
}

/// The setting that says so.
fn setting(id: &dyn fmt::Display) -> String {
    format!("unconfirmed.{id}")
}

/// Keeps a workflow that came from somewhere under an id that nobody else has;
/// gives the id.
pub async fn add(storage: &Storage, workflow: Workflow, from: Origin) -> Result<String, Error> {
    let workflow = Workflow {
        id: random::workflow_id()?,
        ..workflow
    };
    let id = workflow.id.to_string();
    // First, so that there is no moment in which it could run unseen.
    if from == Origin::Foreign {
        storage.save_setting(&setting(&id), "yes").await?;
    }
    let document = StoredDocument {
        id: id.clone(),
        text: workflow.save().to_string(),
        changed_at: clock::now(),
    };
    storage.save_document(document).await?;
    Ok(id)
}

/// Where the workflow of an id came from.
pub async fn origin(storage: &Storage, id: &str) -> Origin {
    match storage.setting(&setting(&id)).await {
        Ok(Some(said)) if !said.is_empty() => Origin::Foreign,
        _ => Origin::Own,
    }
}

/// Those of some workflows that came from elsewhere and were not seen since.
pub(crate) async fn foreign(
    storage: &Storage,
    workflows: impl IntoIterator<Item = &Arc<Workflow>>,
) -> Vec<Arc<Workflow>> {
    let mut foreign = Vec::new();
    for workflow in workflows {
        if origin(storage, workflow.id.as_str()).await == Origin::Foreign {
            foreign.push(Arc::clone(workflow));
        }
    }
    foreign
}

/// A person has seen what the workflow of an id sends, and where to. Where that
/// cannot be kept they are asked again.
pub(crate) async fn confirm(storage: &Storage, id: &str) {
    let _ = storage.save_setting(&setting(&id), "").await;
}
