//! Files of rows, as the npm package `segflow` goes through them.
//!
//! A module of its own, loaded when a file is first gone through: it is
//! compiled for speed, and the visitors of a page who only send a form's
//! answers load none of it. It does what the core's [bulk] says and nothing
//! besides: who reads, sends, waits and keeps is the facade in `www/npm`, or
//! a worker.
//!
//! [bulk]: segflow_core::bulk

mod compiled;
#[cfg(feature = "page")]
mod download;
mod error;
mod given;
mod handle;
#[cfg(feature = "page")]
mod look;
mod told;

#[cfg(feature = "page")]
pub use download::DownloadHandle;
pub use handle::{BulkHandle, begin, fingerprint};
#[cfg(feature = "page")]
pub use look::look;
