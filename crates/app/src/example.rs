//! The example is there from the first visit on, and does not come back once
//! it is deleted.

use segflow_ui::example::workflow;
use segflow_ui::text::Words;
use segflow_web::storage::{Storage, StoredDocument};
use segflow_web::{Error, clock, random};

const SETTING: &str = "example";

/// Keeps the example on this device, if that was never done.
pub(crate) async fn keep_example(storage: &Storage, words: Words) -> Result<(), Error> {
    if storage.setting(SETTING).await?.is_some() {
        return Ok(());
    }
    let mut example = workflow(&words).map_err(|_| Error::Unreadable)?;
    example.id = random::workflow_id()?;
    storage
        .save_document(StoredDocument {
            id: example.id.to_string(),
            text: example.save().to_string(),
            changed_at: clock::now(),
        })
        .await?;
    storage.save_setting(SETTING, "kept").await
}
