//! Programs that npm ships, installed once into the cache.

use std::fs;

use super::{Tool, npm};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Cache, Project};

/// The committed files that say which package is installed, and how.
const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// A program, the folder of `xtask` that pins it, and what it is for.
pub(super) struct NpmTool {
    pub(super) program: &'static str,
    /// The version that the lock file pins.
    pub(super) version: &'static str,
    pub(super) reason: &'static str,
}

/// Makes Wasm smaller; npm's package binaryen ships it. Trunk.toml asks for
/// this version.
pub(super) const WASM_OPT: NpmTool = NpmTool {
    program: "wasm-opt",
    version: "132",
    reason: "it makes the app smaller to load",
};

/// Puts many files into one and makes it small.
pub(super) const ESBUILD: NpmTool = NpmTool {
    program: "esbuild",
    version: "0.28.2",
    reason: "it makes one file of many, for the app and for the npm package",
};

impl NpmTool {
    pub(super) fn install(&self, project: &Project, cache: &Cache) -> Result<Tool> {
        let version = format!("{} {}", self.program, self.version);
        let folder = cache.tool(self.program, self.version);
        let programs = folder.join("node_modules/.bin");
        if program::is_program(&programs.join(self.program)) {
            return Ok(Tool {
                version,
                folder: Some(programs),
            });
        }
        let step = Step::begin(&format!("Install {version} with npm"), self.reason);
        let staging = cache.staging(self.program)?;
        for name in FILES {
            let from = project.root.join("xtask").join(self.program).join(name);
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
}
