//! The program as a person or a script uses it: what it prints, and how it ends.

// Clippy spares tests only; here the functions that they share are tests too.
#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]

mod interchange;
mod one;
mod rows;
#[path = "../support/mod.rs"]
mod support;
