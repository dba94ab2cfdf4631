//! The tests in a real browser, run by Node.

use super::tally::Tally;
use super::{Run, node};
use crate::problem::{Problem, Result};

/// A single test that takes longer hangs.
const TEST_MILLIS: u32 = 240_000;

/// Runs `tests/e2e/*.test.mjs` against what was built.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let chromium = run
        .tools
        .chromium
        .as_ref()
        .ok_or_else(|| Problem::new("this suite has to name the browser among its needs"))?;
    let screenshots = run.project.target.join("screenshots");
    node::run(
        run,
        "e2e",
        TEST_MILLIS,
        &[
            ("SEGFLOW_CHROMIUM", chromium),
            ("SEGFLOW_APP", run.app()?),
            ("SEGFLOW_RECEIVER", run.receiver()?),
            ("SEGFLOW_PACKAGE", &run.package()?.folder),
            ("SEGFLOW_SCREENSHOTS", &screenshots),
        ],
    )
}
