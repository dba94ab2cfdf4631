//! The worker that runs files for the app: the npm package's own code around
//! the package's own module.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Stamp;
use super::package::{self, BULK_OF_PAGE as MODULE};
use super::parts::keep;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// Its scripts, by their folders: they name each other by these.
const SCRIPTS: [&str; 2] = ["www/npm/src", "www/app/bulk"];
/// The script that is the worker. The page's policy for what may be started
/// names it, so it has no hash.
const WORKER: &str = "bulk-worker.js";

/// Crates that it has nothing of.
const NOT_OF_IT: [&str; 9] = [
    "app",
    "catalog",
    "cli",
    "engine",
    "interchange",
    "receiver",
    "ui",
    "web",
    "widget",
];

/// Builds the worker by itself, for an app that Trunk builds.
pub(super) fn for_watching(project: &Project, tools: &Tools) -> Result<()> {
    let made_of = super::fingerprint(project, &NOT_OF_IT, &SCRIPTS, &tools.versions)?;
    let product = project.watched_worker();
    let stamp = Stamp::beside(&product);
    if stamp.is(&made_of) && product.join(WORKER).exists() {
        return Ok(());
    }
    let step = Step::begin("Build the worker", "it runs files");
    project::remove_folder(&product)?;
    fs::create_dir_all(&product).map_err(Problem::file("make the folder", &product))?;
    stamp.remove()?;
    make(&step, project, tools, &product)?;
    stamp.write(&made_of)?;
    step.done();
    Ok(())
}

/// Puts the worker and its module into a folder.
pub(super) fn make(step: &Step, project: &Project, tools: &Tools, product: &Path) -> Result<()> {
    let workshop = project.target.join("worker");
    project::remove_folder(&workshop)?;
    for folder in SCRIPTS {
        project::copy_folder(&project.root.join(folder), &workshop.join(folder))?;
    }
    let facade = workshop.join("www/npm/src");
    package::compile(step, project, tools, &facade, &MODULE)?;
    let module = facade.join(format!("{}.wasm", MODULE.name));
    let module = keep(&module, MODULE.name, "wasm", product)?;

    let mut esbuild = Command::new("esbuild");
    tools.apply(&mut esbuild, project);
    esbuild
        .current_dir(workshop.join("www/app/bulk"))
        .args(["worker.js", "--bundle", "--format=iife", "--target=es2022"])
        .args(["--minify", "--legal-comments=none", "--log-level=warning"])
        .arg(format!("--define:BULK_WASM=\"./{module}\""))
        .arg(format!("--outfile={}", product.join(WORKER).display()));
    program::must(step, &mut esbuild, "see above, mend it and start again")?;
    Ok(())
}
