//! The tests in a real browser, run by Node.

use std::fs;
use std::process::Command;

use super::Run;
use super::tally::Tally;
use crate::problem::{Problem, Result};

/// A single test that takes longer hangs.
const TEST_MILLIS: u32 = 240_000;

/// Runs `tests/e2e/*.test.mjs` against the built app and receiver.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let build = run.build()?;
    let chromium = run
        .tools
        .chromium
        .as_ref()
        .ok_or_else(|| Problem::new("this suite has to name the browser among its needs"))?;
    let tests = run.project.root.join("tests");
    let folder = tests.join("e2e");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map_err(Problem::file("read", &folder))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Ok(Tally::default());
    }
    let mut node = Command::new("node");
    node.current_dir(&tests)
        .args(["--test", "--test-concurrency=1", "--test-reporter=tap"])
        .arg(format!("--test-timeout={TEST_MILLIS}"))
        .args(files)
        .env("SEGFLOW_CHROMIUM", chromium)
        .env("SEGFLOW_APP", &build.app)
        .env("SEGFLOW_RECEIVER", &build.receiver)
        .env(
            "SEGFLOW_SCREENSHOTS",
            run.project.target.join("screenshots"),
        );
    let finished = run.follow(&mut node)?;
    let mut tally = Tally::in_tap(&finished.lines);
    if !finished.success {
        if tally.failed == 0 {
            tally += Tally::failure();
        }
        Problem::new("the tests in the browser did not all pass; what failed is told above")
            .with_output(finished.lines)
            .tell();
    }
    Ok(tally)
}
