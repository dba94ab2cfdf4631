//! Segment's calls: from a task and a record to the exact request.

mod account;
mod batch;
mod endpoint;
mod message;
mod message_id;
mod request;

pub use account::{Account, KeyFacts, Region, Transport};
pub use batch::{Batch, MAX_BATCH_BYTES, MAX_BATCH_MESSAGES};
pub use endpoint::{Endpoint, EndpointError};
pub(crate) use message::{InputProgram, Keep, Stamp};
pub use message::{Message, MessageProgram};
pub(crate) use message_id::MessageIdStem;
pub use message_id::{MessageIdParts, message_id};
pub use request::{Request, ShownRequest};

/// The largest event Segment takes, in bytes of UTF-8.
pub const MAX_EVENT_BYTES: usize = 32 * 1024;

/// What `context.library` says of us.
pub const LIBRARY_NAME: &str = "segflow";
