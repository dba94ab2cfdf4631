//! What only the benches build.

use std::path::PathBuf;

use crate::build::native;
use crate::problem::{Problem, Result};
use crate::project::Project;

/// Builds the core's bench as native programs are built, and says where it is.
pub(super) fn native_bench(project: &Project) -> Result<PathBuf> {
    let built = native::cargo(
        project,
        "Build the native bench",
        "it goes through rows as the command line does, and has a rival written by hand",
        &[
            "bench",
            "--no-run",
            "--package",
            "segflow-core",
            "--bench",
            "bulk",
            "--profile",
            "native",
        ],
    )?;
    let place = built.iter().find_map(|line| executable(line));
    place.map(|path| project.root.join(path)).ok_or_else(|| {
        Problem::new(
            "cargo did not say where it has built the bench; see that `cargo bench --no-run` does",
        )
    })
}

/// Builds the program `segflow`, and says where it is.
pub(super) fn program(project: &Project) -> Result<PathBuf> {
    native::cargo(
        project,
        "Build the program segflow",
        "its worker is what the durable engine calls",
        &[
            "build",
            "--package",
            "segflow",
            "--bin",
            "segflow",
            "--profile",
            "native",
        ],
    )?;
    Ok(project.target.join("native").join("segflow"))
}

/// The program that a line of cargo's tells of.
fn executable(line: &str) -> Option<&str> {
    let (_, after) = line.trim().strip_prefix("Executable ")?.split_once('(')?;
    after.strip_suffix(')')
}

#[cfg(test)]
mod tests {
    use super::executable;

    #[test]
    fn cargo_says_where_the_bench_is() {
        let line = "  Executable benches/bulk.rs (/t/native/deps/bulk-1)";
        assert_eq!(executable(line), Some("/t/native/deps/bulk-1"));
        assert_eq!(executable("    Finished `native` profile (1 s)"), None);
    }
}
