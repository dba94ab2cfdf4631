use sha2::{Digest, Sha256};

use crate::base64::encode_url;

/// What makes a message one and the same: retried, resumed or rerun, it keeps
/// its id, so that Segment counts it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageIdParts<'a> {
    /// The workflow's id.
    pub workflow: &'a str,
    /// The run's id.
    pub run: &'a str,
    /// The task's id.
    pub task: &'a str,
    /// The account's id; ids are not to be used twice across sources.
    pub account: &'a str,
    /// The row of the source, from 1; 0 for a single run.
    pub row: u64,
    /// How often the task has been activated, from 1.
    pub activation: u32,
}

/// What the ids of one task's messages in one run have in common: all but the
/// row and the activation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MessageIdStem(String);

impl MessageIdStem {
    /// The stem for a workflow, run, task and account.
    pub(crate) fn new(workflow: &str, run: &str, task: &str, account: &str) -> MessageIdStem {
        let mut digest = Sha256::new();
        for part in [workflow, run, task, account] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part.as_bytes());
        }
        let encoded = encode_url(&digest.finalize());
        let short = encoded.get(..22).unwrap_or(&encoded);
        MessageIdStem(format!("sf-{short}-"))
    }

    /// The stem as it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of a row.
    pub(crate) fn id(&self, row: u64, activation: u32) -> String {
        format!("{}{row}-{activation}", self.0)
    }
}

/// The `messageId`: `sf-`, 22 characters of a digest, the row, the activation.
///
/// The digest is SHA-256 over workflow, run, task and account, each preceded
/// by its length in bytes as eight bytes, largest first; 22 characters of
/// base64url are its first 132 bits.
pub fn message_id(parts: &MessageIdParts<'_>) -> String {
    MessageIdStem::new(parts.workflow, parts.run, parts.task, parts.account)
        .id(parts.row, parts.activation)
}

#[cfg(test)]
mod tests {
    use super::{MessageIdParts, message_id};

    #[test]
    fn parts_cannot_be_confused() {
        let parts = MessageIdParts {
            workflow: "wf_1",
            run: "r1",
            task: "identify",
            account: "main",
            row: 0,
            activation: 1,
        };
        let id = message_id(&parts);
        assert_eq!(id.len(), "sf-".len() + 22 + "-0-1".len());
        // Known once, the same for ever: a change would double events.
        assert_eq!(id, "sf-qBBGbqJINSGLf0QUW4Frp4-0-1");
        let shifted = MessageIdParts {
            workflow: "wf_1r",
            run: "1",
            ..parts
        };
        assert_ne!(message_id(&shifted), id);
    }
}
