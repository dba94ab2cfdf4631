//! Packages of npm, at the versions of a committed lock file.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fingerprint::Fingerprint;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};

/// Installs what a folder's lock file names into its `node_modules`.
pub(super) fn install(step: &Step, folder: &Path) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.current_dir(folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        // The tests use the system's browser.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    program::must(
        step,
        &mut npm,
        "see that npm is installed and its registry can be reached, and start again",
    )?;
    Ok(())
}

/// Installs the tools of the browser tests beside them.
pub(super) fn install_for_tests(project: &Project) -> Result<()> {
    install_once(
        &project.root.join("tests"),
        "Install the locked npm packages of the tests",
        "they drive the browser and judge the pages",
    )
}

/// Installs what the benches measure against, and what judges pages, beside
/// them.
pub(super) fn install_for_benches(project: &Project) -> Result<()> {
    install_once(
        &project.root.join("tests/bench"),
        "Install the locked npm packages of the benches",
        "what else renders templates, and Lighthouse",
    )
}

/// Installs what pages are built with, to try the npm package in, beside them.
pub(super) fn install_for_packaging(project: &Project) -> Result<()> {
    install_once(
        &project.root.join("tests/packaging"),
        "Install the locked npm packages of the packaging tests",
        "pages are built with them, to try the npm package in",
    )
}

fn install_once(folder: &Path, what: &str, why: &str) -> Result<()> {
    let modules = folder.join("node_modules");
    let mut fingerprint = Fingerprint::default();
    for file in ["package.json", "package-lock.json"] {
        fingerprint.add_file(folder, Path::new(file))?;
    }
    let wanted = fingerprint.text();
    // Written last, so an interrupted installation is not taken for a finished one.
    let stamp = modules.join(".segflow-installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let step = Step::begin(what, why);
    project::remove_folder(&modules)?;
    install(&step, folder)?;
    fs::write(&stamp, wanted).map_err(Problem::file("write", &stamp))?;
    step.done();
    Ok(())
}
