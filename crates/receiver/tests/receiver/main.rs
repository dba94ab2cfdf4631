//! Drives a real receiver over sockets.

// Clippy spares tests only; here the functions that they share are tests too.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]

mod cases;
mod faults;
mod forward;
mod hostile;
mod http;
mod lasting;
mod process;
mod server;
mod stream;
mod verdicts;
