//! Restate's server, on which the tests of `segflow worker` run. Its licence is
//! BSL 1.1; it is installed from npm and no part of what is built here.

use std::path::PathBuf;

use super::npm_tool::NpmTool;
use crate::problem::{Problem, Result};
use crate::program;
use crate::project::{Cache, Project};

const SERVER: NpmTool = NpmTool {
    program: "restate-server",
    version: "1.7.12",
    reason: "tests of the worker run on it",
};

/// Finds or installs it, and gives the program inside npm's package.
pub(super) fn install(project: &Project, cache: &Cache) -> Result<PathBuf> {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    let _ = SERVER.install(project, cache)?;
    let path = cache
        .tool(SERVER.program, SERVER.version)
        .join("node_modules/@restatedev")
        .join(format!("restate-server-{system}-{machine}"))
        .join("bin/restate-server");
    if program::is_program(&path) {
        Ok(path)
    } else {
        Err(Problem::new(format!(
            "npm has no {} for {system} on {machine}; `segflow worker` cannot be tested here",
            SERVER.program
        )))
    }
}
