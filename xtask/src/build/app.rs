//! The app: Wasm, page, styles and icons, ready to be served.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{NATIVE_ONLY, Stamp, compress, wasm};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// What the app is made of beside its crates, and by what.
const FURTHER: [&str; 3] = ["www/app", "Trunk.toml", "xtask/src/build"];

/// Builds the app and gives the fingerprint of what it was made of.
pub(super) fn build(project: &Project, tools: &Tools) -> Result<String> {
    let made_of = super::fingerprint(project, &NATIVE_ONLY, &FURTHER, &tools.versions)?;
    let product = project.app();
    let stamp = Stamp::beside(&product);
    if stamp.is(&made_of) && product.join("index.html").exists() {
        return Ok(made_of);
    }
    super::fetch_crates(project, tools)?;

    let step = Step::begin("Build the app", "it is compiled to Wasm and made small");
    let staging = project.target.join("app.next");
    project::remove_folder(&staging)?;
    let mut trunk = Command::new("trunk");
    tools.apply(&mut trunk, project);
    trunk
        .current_dir(&project.root)
        .args(["build", "--release", "--locked", "--offline", "--dist"])
        .arg(&staging)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env(wasm::FLAGS, wasm::flags())
        // Trunk wants `true` in it and ends at the usual `1`.
        .env_remove("NO_COLOR");
    program::must(&step, &mut trunk, "see above, mend it and start again")?;
    for module in modules(&staging)? {
        wasm::shrink(&step, project, tools, &module)?;
    }
    compress::all(&step, &staging)?;
    stamp.remove()?;
    project::move_into_place(&staging, &product)?;
    stamp.write(&made_of)?;
    step.done();
    Ok(made_of)
}

/// The modules of Wasm in a folder.
fn modules(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder).map_err(Problem::file("read", folder))?;
    Ok(files
        .flatten()
        .map(|file| file.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        })
        .collect())
}
