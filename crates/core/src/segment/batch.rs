use super::request::{SENT_AT_BYTES, WRITE_KEY_BYTES};
use super::{Account, Message, Request, Transport};
use crate::time::Timestamp;

/// The largest body of a batch, in bytes of UTF-8. Segment refuses more than
/// 500 KB, and does not say of which kind.
pub const MAX_BATCH_BYTES: usize = 475_000;
/// Of more messages than that Segment takes the request and drops them.
pub const MAX_BATCH_MESSAGES: usize = 2_500;

const HEAD: &str = "{\"batch\":[";
const END: &str = "]}";

/// Messages to one account that leave in one request.
///
/// They are rendered already and are put one after the other; nothing is read
/// again.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    account: Account,
    text: String,
    messages: usize,
}

impl Batch {
    /// A batch with nothing in it.
    pub fn new(account: Account) -> Batch {
        Batch {
            account,
            text: HEAD.to_owned(),
            messages: 0,
        }
    }

    /// Adds the messages of a row, all or none: `false`, and nothing added,
    /// if they would make the batch too large. Messages that are refused by
    /// an empty batch fit into none.
    pub fn add(&mut self, row: &[Message]) -> bool {
        let bytes: usize = row.iter().map(|message| message.text.len() + 1).sum();
        // The comma before the first message of a batch is counted, not written.
        let fits = self.body_bytes() + bytes <= MAX_BATCH_BYTES
            && self.messages + row.len() <= MAX_BATCH_MESSAGES;
        if fits {
            for message in row {
                if self.messages > 0 {
                    self.text.push(',');
                }
                self.text.push_str(&message.text);
                self.messages += 1;
            }
        }
        fits
    }

    /// Where the batch goes.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// How many messages are in it.
    pub fn len(&self) -> usize {
        self.messages
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.messages == 0
    }

    /// The length of the body in bytes of UTF-8, the real key counted.
    pub fn body_bytes(&self) -> usize {
        let key = match self.account.transport {
            Transport::Simple => WRITE_KEY_BYTES + self.account.key.bytes(),
            Transport::Basic => 0,
        };
        self.text.len() + END.len() + SENT_AT_BYTES + key
    }

    /// The request that hands the messages over.
    pub fn into_request(mut self, sent_at: Timestamp) -> Request {
        self.text.push_str(END);
        Request::to_account("batch", self.text, Some(&self.account), sent_at)
    }
}
