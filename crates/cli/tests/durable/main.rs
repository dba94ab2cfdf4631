//! Workers on a real engine: whatever is killed, every message arrives, once by
//! its messageId, and no track before its identify.
//!
//! The engine's program is named by `SEGFLOW_TEST_ENGINE`; `cargo xtask test
//! durable` installs it. Each test has an address of this machine's own network
//! for itself, so that all can use the usual ports.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]

mod cluster;
mod crashes;
mod engine;
mod letters;
mod nested;
#[path = "../support/mod.rs"]
mod support;
mod together;
