//! The receiver: a native program.

use std::process::Command;

use super::{BROWSER_ONLY, Stamp, native};
use crate::problem::{Problem, Result};
use crate::program;
use crate::project::Project;

/// Builds the receiver and gives the fingerprint of what it was made of.
pub(super) fn build(project: &Project) -> Result<String> {
    let compiler = program::ask(Command::new("rustc").arg("--version"))
        .ok_or_else(|| Problem::new("`rustc` does not answer; install Rust with rustup"))?;
    let made_of = super::fingerprint(project, &BROWSER_ONLY, &[], &[compiler])?;
    let product = project.receiver();
    let stamp = Stamp::beside(&product);
    if stamp.is(&made_of) && product.exists() {
        return Ok(made_of);
    }
    stamp.remove()?;
    native::cargo(
        project,
        "Build the receiver",
        "it serves the app and takes the place of Segment on this machine",
        &[
            "build",
            "--package",
            "segflow-receiver",
            "--bin",
            "segflow-receiver",
            "--profile",
            "native",
        ],
    )?;
    stamp.write(&made_of)?;
    Ok(made_of)
}
