//! The npm package: the engine's Wasm, the facade around it, and its tarball.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Stamp, compress, wasm};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// What the package is made of beside its crates, and by what.
const FURTHER: [&str; 5] = [
    "www/npm",
    "xtask/esbuild",
    "xtask/src/build",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];
/// The crates that are no part of it.
const WITHOUT: [&str; 5] = ["app", "cli", "receiver", "ui", "web"];
/// The workspace's version, which is the package's too.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A finished package.
pub(crate) struct Package {
    /// As it is after `npm install`.
    pub(crate) folder: PathBuf,
    pub(crate) tarball: PathBuf,
    /// A copy of what a visitor loads, beside its compressed form.
    pub(crate) weighed: PathBuf,
}

/// Puts the package together if what it is made of has changed.
pub(super) fn build(project: &Project, tools: &Tools) -> Result<Package> {
    let package = Package {
        folder: project.npm().join("package"),
        tarball: project.npm().join(format!("segflow-{VERSION}.tgz")),
        weighed: project.npm().join("weighed"),
    };
    let made_of = super::fingerprint(project, &WITHOUT, &FURTHER, &tools.versions)?;
    let stamp = Stamp::beside(&package.tarball);
    if stamp.is(&made_of) && package.tarball.exists() {
        return Ok(package);
    }
    super::fetch_crates(project, tools)?;
    stamp.remove()?;

    let step = Step::begin(
        "Build the npm package",
        "the engine is compiled to Wasm and made small",
    );
    let staging = project.npm().join("next");
    project::remove_folder(&staging)?;
    let (source, dist) = (staging.join("src"), staging.join("dist"));
    for folder in [&source, &dist] {
        fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    }
    engine(&step, project, tools, &source)?;
    facade(&step, project, tools, &source)?;
    fs::rename(source.join("engine.wasm"), dist.join("engine.wasm"))
        .map_err(Problem::file("move a file to", &dist))?;
    copy(&project.root.join("www/npm"), &dist, "index.d.ts")?;
    project::remove_folder(&source)?;
    for file in ["package.json", "README.md"] {
        copy(&project.root.join("www/npm"), &staging, file)?;
    }
    for file in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&project.root, &staging, file)?;
    }
    check_version(&staging.join("package.json"))?;
    project::move_into_place(&staging, &package.folder)?;
    weigh(&step, &package)?;
    tarball(&step, project, &package)?;
    stamp.write(&made_of)?;
    step.done();
    Ok(package)
}

/// Compiles the engine, and leaves `engine.wasm` and its glue in the folder.
fn engine(step: &Step, project: &Project, tools: &Tools, folder: &Path) -> Result<()> {
    let mut cargo = Command::new("cargo");
    tools.apply(&mut cargo, project);
    cargo
        .current_dir(&project.root)
        .args(["build", "--package", "segflow-engine", "--lib", "--release"])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--locked",
            "--offline",
        ])
        .env(wasm::FLAGS, wasm::flags());
    program::must(step, &mut cargo, "see above, mend it and start again")?;

    let mut bindgen = Command::new("wasm-bindgen");
    tools.apply(&mut bindgen, project);
    bindgen
        .args(["--target", "web", "--omit-default-module-path"])
        .args(["--no-typescript", "--out-name", "engine", "--out-dir"])
        .arg(folder)
        .arg(
            project
                .wasm_target()
                .join("wasm32-unknown-unknown/release/segflow_engine.wasm"),
        );
    program::must(step, &mut bindgen, "see above, mend it and start again")?;

    let raw = folder.join("engine_bg.wasm");
    wasm::shrink(step, project, tools, &raw)?;
    let module = folder.join("engine.wasm");
    fs::rename(&raw, &module).map_err(Problem::file("move a file to", &module))
}

/// Puts the facade into the folder of the glue, and both into one file. Names
/// and lines stay: a page's author can read what is loaded.
fn facade(step: &Step, project: &Project, tools: &Tools, source: &Path) -> Result<()> {
    let facade = project.root.join("www/npm/src");
    for entry in fs::read_dir(&facade)
        .map_err(Problem::file("read", &facade))?
        .flatten()
    {
        let name = entry.file_name();
        copy(&facade, source, &name.to_string_lossy())?;
    }
    let mut esbuild = Command::new("esbuild");
    tools.apply(&mut esbuild, project);
    esbuild
        // What it writes names the files as seen from here.
        .current_dir(source)
        .args(["index.js", "--bundle", "--format=esm", "--target=es2022"])
        .args(["--minify-syntax", "--legal-comments=none"])
        .args(["--log-level=warning", "--outfile=../dist/index.js"]);
    program::must(step, &mut esbuild, "see above, mend it and start again")?;
    Ok(())
}

fn check_version(manifest: &Path) -> Result<()> {
    let text = fs::read_to_string(manifest).map_err(Problem::file("read", manifest))?;
    if text.contains(&format!("\"version\": \"{VERSION}\"")) {
        return Ok(());
    }
    Err(Problem::new(format!(
        "www/npm/package.json has another version than Cargo.toml; write {VERSION} into it"
    )))
}

/// Compresses a copy of what is loaded: the package itself carries no copies.
fn weigh(step: &Step, package: &Package) -> Result<()> {
    project::remove_folder(&package.weighed)?;
    let folder = &package.weighed;
    fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    for file in ["engine.wasm", "index.js"] {
        copy(&package.folder.join("dist"), folder, file)?;
    }
    compress::all(step, folder)
}

/// npm gives every file the same date, so the same files make the same tarball.
fn tarball(step: &Step, project: &Project, package: &Package) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.current_dir(&package.folder)
        .args(["pack", "--silent", "--ignore-scripts"])
        .arg("--pack-destination")
        .arg(project.npm());
    program::must(step, &mut npm, "see that npm is installed, and start again")?;
    Ok(())
}

fn copy(from: &Path, to: &Path, name: &str) -> Result<()> {
    let from = from.join(name);
    fs::copy(&from, to.join(name)).map_err(Problem::file("copy", &from))?;
    Ok(())
}
