//! What only the benches build.

use std::path::PathBuf;
use std::process::Command;

use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::Project;

/// Builds the core's bench as native programs are built, and says where it is.
pub(super) fn native_bench(project: &Project) -> Result<PathBuf> {
    let built = cargo(
        project,
        "Build the native bench",
        "it goes through rows as the command line does, and has a rival written by hand",
        &["--package", "segflow-core", "--bench", "bulk"],
    )?;
    built
        .lines()
        .filter(|line| line.contains("\"kind\":[\"bench\"]"))
        .find_map(executable)
        .ok_or_else(|| Problem::new("cargo did not say where it has built the bench; see that `cargo bench --no-run` works"))
}

/// Builds the program `segflow`, and says where it is.
pub(super) fn program(project: &Project) -> Result<PathBuf> {
    cargo(
        project,
        "Build the program segflow",
        "its worker is what the durable engine calls",
        &["--package", "segflow", "--bin", "segflow"],
    )?;
    Ok(project.target.join("native").join("segflow"))
}

fn cargo(project: &Project, what: &str, why: &str, packages: &[&str]) -> Result<String> {
    let step = Step::begin(what, why);
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&project.root)
        .args(["build", "--profile", "native", "--locked"])
        .arg("--message-format=json-render-diagnostics")
        .args(packages)
        .env("CARGO_TARGET_DIR", &project.target);
    let finished = program::must(
        &step,
        &mut cargo,
        "see above: mend the code, or let cargo reach its registry, and start again",
    )?;
    step.done();
    Ok(finished.stdout)
}

/// The program that a message of cargo's tells of.
fn executable(message: &str) -> Option<PathBuf> {
    let (_, after) = message.split_once("\"executable\":\"")?;
    let (path, _) = after.split_once('"')?;
    Some(PathBuf::from(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_says_where_the_bench_is() {
        let message = r#"{"reason":"compiler-artifact","target":{"kind":["bench"],"name":"bulk"},"filenames":["/t/deps/bulk-1"],"executable":"/t/deps/bulk-1","fresh":true}"#;
        assert_eq!(executable(message), Some(PathBuf::from("/t/deps/bulk-1")));
        assert_eq!(executable(r#"{"executable":null}"#), None);
    }
}
