//! The app: Wasm, page, styles, icons and the worker, ready to be served.

use std::fs;

use super::{NATIVE_ONLY, Stamp, compress, page, parts, wasm, worker};
use crate::problem::{Problem, Result};
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
    let linked = wasm::link(
        &step,
        project,
        tools,
        &["--package", "segflow-app", "--bin", "segflow-app"],
        "segflow-app.wasm",
    )?;
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
