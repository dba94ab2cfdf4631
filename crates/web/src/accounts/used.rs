use segflow_core::document::AccountId;
use segflow_core::time::Timestamp;

use crate::storage::Storage;

impl Storage {
    /// When something was sent to an account from this device last, if it was.
    pub async fn account_used_at(&self, id: &AccountId) -> Option<Timestamp> {
        let kept = self.setting(&used_at(id)).await.ok()??;
        Some(Timestamp::from_millis(kept.parse().ok()?))
    }

    /// Takes note that something was sent to an account. It is a convenience:
    /// where it cannot be kept, nothing else fails.
    pub async fn note_account_used(&self, id: &AccountId, at: Timestamp) {
        let _ = self
            .save_setting(&used_at(id), &at.millis().to_string())
            .await;
    }
}

/// The name of the setting.
fn used_at(id: &AccountId) -> String {
    format!("account-used:{id}")
}
