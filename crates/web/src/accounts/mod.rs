//! Connected accounts and their write keys.
//!
//! The core knows an account without its key; here the two are together. They
//! are kept encrypted with a key that the browser holds and gives to no one,
//! scripts of this page included. That guards copies of the disk; it does not
//! guard against scripts of this page's own origin.

mod account;
mod list;
mod store;
mod used;
mod vault;
mod write_key;

pub use account::{ConnectedAccount, RECEIVER_ACCOUNT_ID, RECEIVER_LABEL};
pub use list::Accounts;
pub use store::{AccountStore, LoadedAccounts, UnreadableAccount};
pub use write_key::WriteKey;
