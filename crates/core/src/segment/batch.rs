use segflow_scan::Out;

use super::request::{SENT_AT_BYTES, WRITE_KEY_BYTES};
use super::{Account, Request, Transport};
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
#[derive(Debug, Clone)]
pub struct Batch {
    account: Account,
    text: Out,
    messages: usize,
}

impl Batch {
    /// A batch with nothing in it.
    pub fn new(account: Account) -> Batch {
        // Room that is not needed is never touched; growing copies all there is.
        let mut text = Out::with_room(MAX_BATCH_BYTES);
        text.push_str(HEAD);
        Batch {
            account,
            text,
            messages: 0,
        }
    }

    /// Whether so many more messages of so many bytes together fit in.
    pub fn has_room_for(&self, messages: usize, bytes: usize) -> bool {
        // The comma before the first message of a batch is counted, not written.
        self.body_bytes() + bytes + messages <= MAX_BATCH_BYTES
            && self.messages + messages <= MAX_BATCH_MESSAGES
    }

    /// Adds so many messages, the JSON texts of objects with commas between
    /// them.
    pub fn push(&mut self, messages: &[u8], count: usize) {
        if self.messages > 0 {
            self.text.push(b',');
        }
        self.text.push_bytes(messages);
        self.messages += count;
    }

    /// Takes all messages out.
    pub fn clear(&mut self) {
        self.text.truncate(HEAD.len());
        self.messages = 0;
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
    pub fn request(&self, sent_at: Timestamp) -> Request {
        let mut body = Out::with_room(self.text.len() + END.len());
        body.push_bytes(self.text.as_bytes());
        body.push_str(END);
        Request::to_account("batch", body.into_string(), Some(&self.account), sent_at)
    }
}
