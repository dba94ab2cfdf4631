//! What can be undone in a workflow, kept beside it.

use segflow_core::document::WorkflowId;

use super::{Place, Storage, Store};
use crate::Error;

impl Storage {
    /// What was kept of the history of a workflow; `None` if nothing was.
    pub async fn history(&self, id: &WorkflowId) -> Result<Option<String>, Error> {
        match &*self.0 {
            Place::Device(database) => {
                let kept = database.get(Store::Histories, id.as_str()).await?;
                Ok(kept.and_then(|kept| kept.as_string()))
            }
            // What lasts as long as the page is there already.
            Place::Session(..) => Ok(None),
        }
    }

    /// Keeps the history of a workflow in place of what was kept of it.
    pub async fn save_history(&self, id: &WorkflowId, text: &str) -> Result<(), Error> {
        match &*self.0 {
            Place::Device(database) => {
                let id = id.as_str();
                database.put(Store::Histories, id, &text.into()).await
            }
            Place::Session(..) => Ok(()),
        }
    }
}
