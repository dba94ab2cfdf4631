//! Segment's Python library, which judges what we send.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::system_packages::{self, Package};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Cache};

/// The library and all it needs, pinned.
const REQUIREMENTS: &str = include_str!("../../python/requirements.txt");

const PACKAGE: Package = Package {
    name: "python3-venv",
    reason: "it keeps Segment's Python library apart from the system's",
};

/// Whether Python can make a place for the library.
pub(super) fn is_there() -> bool {
    program::ask(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_some()
}

/// What has to be installed for that, where a program can do so.
pub(super) fn packages() -> Vec<Package> {
    if system_packages::available() {
        system_packages::missing(&[PACKAGE])
    } else {
        Vec::new()
    }
}

/// Gives the Python that has the library.
pub(super) fn install(cache: &Cache) -> Result<PathBuf> {
    let version = version(REQUIREMENTS).unwrap_or_default();
    let folder = cache.tool("segment-analytics-python", version);
    let python = folder.join("bin/python");
    let stamp = folder.join("requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == REQUIREMENTS) {
        return Ok(python);
    }
    let step = Step::begin(
        "Install Segment's Python library",
        "what it sends is compared with what we send",
    );
    // Programs in it name their place, so it is made where it stays; the file
    // of requirements, written last, says that it is complete.
    project::remove_folder(&folder)?;
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv"]).arg(&folder);
    program::must(
        &step,
        &mut venv,
        "install Python 3.9 or newer with its module venv (python3-venv)",
    )?;
    let requirements = cache.staging("python")?.join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS).map_err(Problem::file("write", &requirements))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps"])
        .args(["--disable-pip-version-check", "--requirement"])
        .arg(&requirements);
    program::must(
        &step,
        &mut pip,
        "see that PyPI can be reached, and start again",
    )?;
    fs::write(&stamp, REQUIREMENTS).map_err(Problem::file("write", &stamp))?;
    step.done();
    Ok(python)
}

/// The version of the library in the list.
fn version(requirements: &str) -> Option<&str> {
    requirements
        .lines()
        .find_map(|line| line.strip_prefix("segment-analytics-python=="))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_pins_everything() {
        assert!(super::version(super::REQUIREMENTS).is_some());
        for line in super::REQUIREMENTS.lines() {
            assert!(line.contains("=="), "{line}");
        }
    }
}
