//! wasm-opt makes the app's Wasm smaller; npm's package binaryen ships it.

use std::fs;

use super::{Tool, npm};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Cache, Project};

/// The version that Trunk.toml asks for and the lock file beside it pins.
const VERSION: &str = "132";

/// The committed files that say which package is installed, and how.
const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

pub(super) fn install(project: &Project, cache: &Cache) -> Result<Tool> {
    let version = format!("wasm-opt {VERSION}");
    let folder = cache.tool("wasm-opt", VERSION);
    let programs = folder.join("node_modules/.bin");
    if program::is_program(&programs.join("wasm-opt")) {
        return Ok(Tool {
            version,
            folder: Some(programs),
        });
    }
    let step = Step::begin(
        &format!("Install wasm-opt {VERSION} with npm"),
        "it makes the app smaller to load",
    );
    let staging = cache.staging("wasm-opt")?;
    for name in FILES {
        let from = project.root.join("xtask/wasm-opt").join(name);
        fs::copy(&from, staging.join(name)).map_err(Problem::file("copy", &from))?;
    }
    npm::install(&step, &staging)?;
    project::move_into_place(&staging, &folder)?;
    step.done();
    Ok(Tool {
        version,
        folder: Some(programs),
    })
}
