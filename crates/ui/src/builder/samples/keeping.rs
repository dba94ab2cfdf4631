use segflow_core::document::Workflow;
use segflow_web::storage::{Storage, StoredDocument};
use segflow_web::{Error, clock};

/// Keeps a workflow that is not on the page, and which of its samples is to be
/// shown: the one of that name.
pub async fn keep_with_sample(
    storage: &Storage,
    workflow: &Workflow,
    sample: &str,
) -> Result<(), Error> {
    let document = StoredDocument {
        id: workflow.id.to_string(),
        text: workflow.save().to_string(),
        changed_at: clock::now(),
    };
    storage.save_document(document).await?;
    let setting = chosen_sample(workflow.id.as_str());
    storage.save_setting(&setting, sample).await
}

/// The setting that names the sample chosen in a workflow.
pub fn chosen_sample(workflow: &str) -> String {
    format!("sample.{workflow}")
}
