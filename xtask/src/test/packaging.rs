//! The tarball in pages that bundlers and frameworks build.

use super::tally::Tally;
use super::{Run, node};
use crate::problem::{Problem, Result};

/// A single test that takes longer hangs.
const TEST_MILLIS: u32 = 120_000;

/// Runs `tests/packaging/*.test.mjs` with the tarball.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let chromium = run
        .tools
        .chromium
        .as_ref()
        .ok_or_else(|| Problem::new("this suite has to name the browser among its needs"))?;
    node::run(
        run,
        "packaging",
        TEST_MILLIS,
        &[
            ("SEGFLOW_CHROMIUM", chromium),
            ("SEGFLOW_TARBALL", &run.package()?.tarball),
            ("SEGFLOW_RECEIVER", run.receiver()?),
        ],
    )
}
