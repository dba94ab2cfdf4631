//! The program `segflow`, as its own tests compile it: they have built it
//! already, or will.

use std::process::Command;

use crate::problem::Result;
use crate::program;
use crate::progress::Step;
use crate::project::Project;

/// Builds the program; cargo itself knows whether there is anything to do.
pub(super) fn build(project: &Project) -> Result<()> {
    let step = Step::begin(
        "Build the program segflow",
        "tests hand it what other programs wrote",
    );
    program::must(
        &step,
        Command::new("cargo")
            .current_dir(&project.root)
            .args(["build", "--package", "segflow", "--bin", "segflow"])
            .arg("--locked")
            .env("CARGO_TARGET_DIR", &project.target),
        "see above: mend the code, or let cargo reach its registry, and start again",
    )?;
    step.done();
    Ok(())
}
