//! The tests of the crates, run natively by cargo.

use std::process::Command;

use super::Run;
use super::tally::Tally;
use crate::problem::{Problem, Result};

pub(super) const CORE: &[&str] = &["segflow-core", "segflow-interchange", "segflow-scan"];
pub(super) const RECEIVER: &[&str] = &["segflow-receiver"];
/// Those which are compiled to Wasm; what of them is logic is tested natively.
pub(super) const INTERFACE: &[&str] = &[
    "segflow-catalog",
    "segflow-web",
    "segflow-ui",
    "segflow-app",
    "segflow-boundary",
    "segflow-bulk",
    "segflow-engine",
    "segflow-widget",
];
pub(super) const CLI: &[&str] = &["segflow"];
pub(super) const XTASK: &[&str] = &["xtask"];

/// Every crate of the workspace has its suite.
pub(super) const ALL: [&[&str]; 5] = [CORE, RECEIVER, CLI, INTERFACE, XTASK];

/// Runs the tests of some crates and counts them.
pub(super) fn run(run: &Run<'_>, packages: &[&str]) -> Result<Tally> {
    run_by(run, packages, |_| {})
}

/// The same, with more said to cargo.
pub(super) fn run_by(
    run: &Run<'_>,
    packages: &[&str],
    more: impl FnOnce(&mut Command),
) -> Result<Tally> {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&run.project.root)
        .args(["test", "--locked", "--no-fail-fast"])
        .env("CARGO_TARGET_DIR", &run.project.target);
    for package in packages {
        cargo.args(["--package", package]);
    }
    more(&mut cargo);
    let finished = run.follow(&mut cargo)?;
    let mut tally = Tally::in_cargo_output(&finished.lines);
    if !finished.success {
        let told = finished.lines.into_iter().filter(|line| !passed(line));
        Problem::new(format!(
            "not all tests of {} passed; mend what is told above",
            packages.join(", ")
        ))
        .with_output(told.collect())
        .tell();
        if tally.failed == 0 {
            tally += Tally::failure();
        }
    }
    Ok(tally)
}

/// A line that would only hide those which tell what is wrong.
fn passed(line: &str) -> bool {
    line.ends_with(" ... ok") || line.trim().is_empty()
}
