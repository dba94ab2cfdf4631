//! The npm package in Node, judged by programs that others wrote.

use super::tally::Tally;
use super::{Run, node};
use crate::problem::{Problem, Result};

const TEST_MILLIS: u32 = 120_000;

/// Runs `tests/conformance/*.test.mjs` with the packed engine.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let package = run.package()?;
    let python = run
        .tools
        .python
        .as_ref()
        .ok_or_else(|| Problem::new("this suite has to name the judges among its needs"))?;
    node::run(
        run,
        "conformance",
        TEST_MILLIS,
        &[
            ("SEGFLOW_CLI", run.cli()?),
            ("SEGFLOW_PACKAGE", &package.folder),
            ("SEGFLOW_TARBALL", &package.tarball),
            ("SEGFLOW_RECEIVER", run.receiver()?),
            ("SEGFLOW_PYTHON", python),
        ],
    )
}
