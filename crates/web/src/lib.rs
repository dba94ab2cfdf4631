//! Performs the core's effects in a browser.
//!
//! The core decides and never acts; here is what acts for it: requests are
//! [sent](send), documents and encrypted accounts are [kept](storage), ids are
//! [made](random), the [clock] is read, the receiver's [debugger] is listened
//! to, [runs] are performed and kept by one tab at a time. Nothing here decides anything about a workflow.
//!
//! - Write keys live in [`accounts`] and nowhere else. They leave it in three
//!   ways: encrypted into storage, into a request as it is sent, and to the
//!   [worker](bulk) that sends the requests of a file.
//! - Every future may be dropped at any point: a request is then aborted, and a
//!   change to storage is then either whole or not made.
//! - What a browser refuses becomes an [`Error`] with a sentence that says what
//!   to do.

pub mod accounts;
pub mod bulk;
pub mod calendar;
pub mod check;
pub mod clock;
pub mod debugger;
mod error;
mod fetch;
pub mod network;
pub mod packing;
pub mod program;
pub mod random;
pub mod receiver;
pub mod runs;
pub mod send;
pub mod storage;

pub use error::Error;
