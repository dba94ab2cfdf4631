//! wasm-bindgen makes a module for the browser of what the compiler wrote.

use std::fs;

use super::Tool;
use super::cargo_tool::CargoTool;
use crate::problem::{Problem, Result};
use crate::project::{Cache, Project};

/// Installs the version that the app is linked with: no other one can read it.
pub(super) fn install(project: &Project, cache: &Cache) -> Result<Tool> {
    let file = project.root.join("Cargo.lock");
    let lock = fs::read_to_string(&file).map_err(Problem::file("read", &file))?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or_else(|| {
        Problem::new("Cargo.lock names no wasm-bindgen: bring back the committed Cargo.lock")
    })?;
    CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version,
        version_flag: Some("--version"),
        features: &[],
        reason: "it makes a module for the browser of what the compiler writes",
    }
    .install(cache)
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "bindgen"), None);
    }
}
