//! The tests in a real browser, run by Node.

use super::tally::Tally;
use super::{Run, node};
use crate::problem::Result;

/// A single test that takes longer hangs.
const TEST_MILLIS: u32 = 240_000;

/// Runs `tests/e2e/*.test.mjs` against what was built.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let screenshots = run.project.target.join("screenshots");
    node::run(
        run,
        "e2e",
        TEST_MILLIS,
        &[
            ("SEGFLOW_CHROMIUM", run.chromium()?),
            ("SEGFLOW_APP", run.app()?),
            ("SEGFLOW_RECEIVER", run.receiver()?),
            ("SEGFLOW_PACKAGE", &run.package()?.folder),
            ("SEGFLOW_SCREENSHOTS", &screenshots),
        ],
    )
}
