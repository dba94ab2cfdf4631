//! Native programs, as cargo builds them.

use std::process::Command;

use crate::problem::Result;
use crate::program;
use crate::progress::Step;
use crate::project::Project;

/// Has cargo build something, and gives the lines that it has said.
pub(crate) fn cargo(
    project: &Project,
    what: &str,
    why: &str,
    command: &[&str],
) -> Result<Vec<String>> {
    let step = Step::begin(what, why);
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&project.root)
        .args(command)
        .arg("--locked")
        .env("CARGO_TARGET_DIR", &project.target);
    let finished = program::must(
        &step,
        &mut cargo,
        "see above: mend the code, or let cargo reach its registry, and start again",
    )?;
    step.done();
    Ok(finished.lines)
}
