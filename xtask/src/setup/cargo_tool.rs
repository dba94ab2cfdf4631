//! Tools written in Rust: found, or fetched ready-made, or compiled once.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::Tool;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Cache};

/// Fetching a ready-made program is not worth waiting longer for than compiling it takes.
const BINSTALL_LIMIT: Duration = Duration::from_secs(120);

/// A tool and the very version that is wanted of it.
pub(super) struct CargoTool<'a> {
    /// The name of its program, and of its folder in the cache.
    pub(super) program: &'a str,
    /// The name of its package at the registry.
    pub(super) package: &'a str,
    pub(super) version: &'a str,
    /// What makes it tell its version; nothing does for some.
    pub(super) version_flag: Option<&'a str>,
    /// Which of its features are compiled.
    pub(super) features: &'a [&'a str],
    pub(super) reason: &'a str,
}

impl CargoTool<'_> {
    pub(super) fn install(&self, cache: &Cache) -> Result<Tool> {
        let version = format!("{} {}", self.program, self.version);
        let folder = cache.tool(self.program, self.version);
        let programs = folder.join("bin");
        if program::is_program(&programs.join(self.program)) {
            return Ok(Tool {
                version,
                folder: Some(programs),
            });
        }
        if self.is_right(Path::new(self.program)) {
            return Ok(Tool {
                version,
                folder: None,
            });
        }
        let staging = cache.staging(self.program)?;
        if !self.fetch(&staging) {
            self.compile(&staging, cache)?;
        }
        project::move_into_place(&staging, &folder)?;
        Ok(Tool {
            version,
            folder: Some(programs),
        })
    }

    fn is_right(&self, program: &Path) -> bool {
        match self.version_flag {
            Some(flag) => program::ask(Command::new(program).arg(flag))
                .is_some_and(|said| program::version_in(&said) == Some(self.version)),
            None => program::is_program(program),
        }
    }

    fn wanted(&self) -> String {
        format!("{}@{}", self.package, self.version)
    }

    /// Fetches the program ready-made, where the person has the tool for that.
    fn fetch(&self, staging: &Path) -> bool {
        if program::find("cargo-binstall").is_none() {
            return false;
        }
        let step = Step::begin(&format!("Fetch {}", self.wanted()), self.reason);
        let mut binstall = Command::new("cargo-binstall");
        binstall
            .arg("binstall")
            .args(["--no-confirm", "--disable-strategies", "compile", "--root"])
            .arg(staging)
            .arg(self.wanted());
        let fetched = program::follow(&step, &mut binstall, Some(BINSTALL_LIMIT))
            .is_ok_and(|finished| finished.success)
            && self.is_right(&staging.join("bin").join(self.program));
        if fetched {
            step.done();
        } else {
            eprintln!("  no ready-made program can be had here; it will be compiled instead");
        }
        fetched
    }

    fn compile(&self, staging: &Path, cache: &Cache) -> Result<()> {
        let step = Step::begin(
            &format!("Compile {}", self.wanted()),
            &format!("{}; it takes minutes, but only once", self.reason),
        );
        let workshop = cache.workshop(self.program);
        let mut finished = program::follow(
            &step,
            self.cargo_install(staging, &workshop).arg("--locked"),
            None,
        )?;
        if !finished.success && is_lock_trouble(&finished.lines) {
            // Its lock file may name a crate that this registry does not have.
            finished = program::follow(&step, &mut self.cargo_install(staging, &workshop), None)?;
        }
        if !finished.success || !self.is_right(&staging.join("bin").join(self.program)) {
            return Err(Problem::new(format!(
                "{} could not be compiled: see above; if the crate registry or a C compiler is missing, mend that and start again, or put {} {} on the PATH yourself",
                self.package, self.program, self.version
            ))
            .with_output(finished.lines));
        }
        project::remove_folder(&workshop)?;
        step.done();
        Ok(())
    }

    /// Quick to compile matters here; the tools are fast enough all the same.
    fn cargo_install(&self, staging: &Path, workshop: &Path) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(staging)
            .args(["install", "--force", "--root"])
            .arg(staging)
            .arg(self.wanted())
            .env("CARGO_TARGET_DIR", workshop)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "none")
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
        if !self.features.is_empty() {
            cargo.args(["--no-default-features", "--features"]);
            cargo.arg(self.features.join(","));
        }
        cargo
    }
}

/// Tells a lock file that cannot be followed from code that cannot be compiled.
fn is_lock_trouble(lines: &[String]) -> bool {
    !lines
        .iter()
        .any(|line| line.trim().starts_with("Compiling "))
}
