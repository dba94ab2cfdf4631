//! The tarball in pages that bundlers and frameworks build.

use super::tally::Tally;
use super::{Run, node};
use crate::problem::Result;

/// A single test that takes longer hangs.
const TEST_MILLIS: u32 = 120_000;

/// Runs `tests/packaging/*.test.mjs` with the tarball.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    node::run(
        run,
        "packaging",
        TEST_MILLIS,
        &[
            ("SEGFLOW_CHROMIUM", run.chromium()?),
            ("SEGFLOW_TARBALL", &run.package()?.tarball),
            ("SEGFLOW_RECEIVER", run.receiver()?),
        ],
    )
}
