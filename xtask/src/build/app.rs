//! The app: Wasm, page, styles, icons and the worker, ready to be served.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{NATIVE_ONLY, Stamp, compress, page, parts, wasm, worker};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// What the app is made of beside its crates, and by what.
const FURTHER: [&str; 3] = ["www/app", "www/npm/src", "xtask/src/build"];

/// Builds the app and gives the fingerprint of what it was made of.
pub(super) fn build(project: &Project, tools: &Tools) -> Result<String> {
    let made_of = super::fingerprint(project, &NATIVE_ONLY, &FURTHER, &tools.versions)?;
    let product = project.app();
    let stamp = Stamp::beside(&product);
    if stamp.is(&made_of) && product.join("index.html").exists() {
        return Ok(made_of);
    }
    super::fetch_crates(project, tools)?;

    let step = Step::begin(
        "Build the app",
        "it is compiled to Wasm, taken apart and made small",
    );
    let staging = project.target.join("app.next");
    project::remove_folder(&staging)?;
    fs::create_dir_all(&staging).map_err(Problem::file("make the folder", &staging))?;
    let linked = link(&step, project, tools)?;
    let program = parts::make(&step, project, tools, &parts::APP, &linked, &staging)?;
    let script = program.bundle(&step, project, tools, &["--format=esm"])?;
    let made = page::AppProgram {
        script: parts::keep(&script, "segflow", "js", &staging)?,
        module: program.module,
    };
    page::make(&step, project, tools, &made, &staging)?;
    worker::make(&step, project, tools, &staging)?;
    compress::all(&step, &staging)?;
    stamp.remove()?;
    project::move_into_place(&staging, &product)?;
    stamp.write(&made_of)?;
    step.done();
    Ok(made_of)
}

/// Compiles the app to one module that can still be taken apart.
fn link(step: &Step, project: &Project, tools: &Tools) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    tools.apply(&mut cargo, project);
    cargo
        .current_dir(&project.root)
        .args(["rustc", "--package", "segflow-app", "--bin", "segflow-app"])
        .args(["--features", "split", "--release", "--locked", "--offline"])
        .args(["--target", "wasm32-unknown-unknown"])
        // Where each function is named is what it is taken apart by.
        .args(["--", "-Clink-arg=--emit-relocs"])
        .env(wasm::FLAGS, wasm::flags());
    program::must(step, &mut cargo, "see above, mend it and start again")?;
    Ok(project
        .wasm_target()
        .join("wasm32-unknown-unknown/release/segflow-app.wasm"))
}
