//! Workers on Restate's own server, which `setup` installs for this suite alone.

use super::tally::Tally;
use super::{Run, crates};
use crate::problem::{Problem, Result};

pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let Some(engine) = &run.tools.engine else {
        return Err(Problem::new(
            "the suite `durable` did not run, because the engine's server could not be had: see above",
        ));
    };
    crates::run_by(run, crates::CLI, |cargo| {
        cargo
            .args(["--features", "durable-tests", "--test", "durable"])
            .env("SEGFLOW_TEST_ENGINE", engine)
            // One engine needs a machine; two and npm beside them lose their hold of it.
            .env("RUST_TEST_THREADS", "1");
    })
}
