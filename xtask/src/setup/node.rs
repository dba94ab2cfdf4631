//! Node runs wasm-opt and the browser tests, and compresses the app's files.

use std::process::Command;

use crate::problem::{Problem, Result};
use crate::program;

const OLDEST: u32 = 20;

/// Sees that Node is there and new enough, and gives its version.
pub(super) fn check() -> Result<String> {
    let said = program::ask(Command::new("node").arg("--version")).unwrap_or_default();
    let version = program::version_in(&said);
    match version.and_then(major) {
        Some(major) if major >= OLDEST => Ok(format!("node {}", version.unwrap_or_default())),
        Some(_) => Err(Problem::new(format!(
            "the Node on the PATH is {}; install Node {OLDEST} or newer",
            said.trim()
        ))),
        None => Err(Problem::new(format!(
            "there is no `node` on the PATH; install Node {OLDEST} or newer"
        ))),
    }
}

fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}
