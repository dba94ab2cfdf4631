//! The program `segflow`, as its own tests compile it: they have built it
//! already, or will.

use super::native;
use crate::problem::Result;
use crate::project::Project;

/// Builds the program; cargo itself knows whether there is anything to do.
pub(super) fn build(project: &Project) -> Result<()> {
    native::cargo(
        project,
        "Build the program segflow",
        "tests hand it what other programs wrote",
        &["build", "--package", "segflow", "--bin", "segflow"],
    )?;
    Ok(())
}
