//! The browser in which the tests use the app as a person would.

use std::path::{Path, PathBuf};

use super::system_packages::{self, Package};
use crate::problem::Problem;
use crate::program;

/// Names the browser to use, where it stands at an unusual place.
const PLACE: &str = "SEGFLOW_CHROMIUM";

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const APPLICATIONS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const PACKAGE: Package = Package {
    name: "chromium",
    reason: "the browser in which the tests use the app",
};

pub(super) fn find() -> Option<PathBuf> {
    if let Some(place) = std::env::var_os(PLACE) {
        return Some(PathBuf::from(place)).filter(|file| program::is_program(file));
    }
    NAMES.into_iter().find_map(program::find).or_else(|| {
        APPLICATIONS
            .into_iter()
            .map(Path::new)
            .find(|file| program::is_program(file))
            .map(Path::to_owned)
    })
}

/// What has to be installed to have a browser, where a program can do that.
pub(super) fn packages() -> Option<Package> {
    (system_packages::available() && std::env::var_os(PLACE).is_none()).then_some(PACKAGE)
}

pub(super) fn missing() -> Problem {
    Problem::new(format!(
        "no Chromium was found: install Chromium or Chrome, or name its program in {PLACE}, and start again"
    ))
}
