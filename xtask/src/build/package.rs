//! The npm package: its Wasm modules, the facade around them, and its tarball.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Stamp, compress, element, wasm};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// What the package is made of beside its crates, and by what.
const FURTHER: [&str; 6] = [
    "www/npm",
    "www/app/styles",
    "xtask/esbuild",
    "xtask/src/build",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];
/// The crates that are no part of it.
const WITHOUT: [&str; 3] = ["app", "cli", "receiver"];
/// The workspace's version, which is the package's too.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A crate that becomes a module of Wasm, and the script that people import
/// for it.
pub(super) struct Module {
    package: &'static str,
    /// The profile of cargo.
    profile: &'static str,
    /// What else cargo is told.
    with: &'static [&'static str],
    optimize: fn(&Step, &Project, &Tools, &Path) -> Result<()>,
    /// `name.wasm`; its glue is `name_wasm.js`.
    pub(super) name: &'static str,
    /// The script, here and in the package.
    script: &'static str,
}

/// What everybody loads.
const ENGINE: Module = Module {
    package: "segflow-engine",
    profile: "release",
    with: &[],
    optimize: wasm::shrink,
    name: "engine",
    script: "index.js",
};
/// What is loaded when a file is gone through.
const BULK: Module = Module {
    package: "segflow-bulk",
    profile: "bulk",
    with: &["--no-default-features"],
    optimize: wasm::hasten,
    name: "bulk",
    script: "bulk.js",
};

/// The same for the app's worker, and what a page shows of a file besides.
pub(super) const BULK_OF_PAGE: Module = Module { with: &[], ..BULK };
/// What the scripts for the engine and for the element have in common.
const COMMON: &str = "common.js";

/// A finished package.
pub(crate) struct Package {
    /// As it is after `npm install`.
    pub(crate) folder: PathBuf,
    pub(crate) tarball: PathBuf,
    /// Copies of what a visitor loads, a folder a module, beside their
    /// compressed forms.
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
        "its modules are compiled to Wasm: the engine, what goes through files, and the builder",
    );
    let staging = project.npm().join("next");
    project::remove_folder(&staging)?;
    let (source, dist) = (staging.join("src"), staging.join("dist"));
    for folder in [&source, &dist] {
        fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    }
    let facade = project.root.join("www/npm/src");
    project::copy_folder(&facade, &source)?;
    for module in [ENGINE, BULK] {
        compile(&step, project, tools, &source, &module)?;
        let wasm = format!("{}.wasm", module.name);
        fs::rename(source.join(&wasm), dist.join(&wasm))
            .map_err(Problem::file("move a file to", &dist))?;
    }
    // What is said to bundlers in comments stays where it is said.
    for script in [COMMON, BULK.script] {
        bundle(&step, project, tools, &source, script, &["--minify-syntax"])?;
    }
    let smaller = ["--minify-syntax", "--minify-whitespace"];
    bundle(&step, project, tools, &source, ENGINE.script, &smaller)?;
    let styles = element::build(&step, project, tools, &source, &dist)?;
    let npm = project.root.join("www/npm");
    for file in ["index.d.ts", "builder.d.ts", "schema.json"] {
        copy(&npm, &dist, file)?;
    }
    project::remove_folder(&source)?;
    for file in ["package.json", "README.md", "custom-elements.json"] {
        copy(&npm, &staging, file)?;
    }
    for file in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&project.root, &staging, file)?;
    }
    check_version(&staging.join("package.json"))?;
    project::move_into_place(&staging, &package.folder)?;
    weigh(&step, &package, &styles)?;
    tarball(&step, project, &package)?;
    stamp.write(&made_of)?;
    step.done();
    Ok(package)
}

/// Compiles a module, and leaves its Wasm and its glue in the folder.
pub(super) fn compile(
    step: &Step,
    project: &Project,
    tools: &Tools,
    folder: &Path,
    module: &Module,
) -> Result<()> {
    let mut cargo = Command::new("cargo");
    tools.apply(&mut cargo, project);
    cargo
        .current_dir(&project.root)
        .args(["build", "--package", module.package, "--lib"])
        .args(["--profile", module.profile])
        .args(module.with)
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
        .args(["--no-typescript", "--out-name"])
        .arg(format!("{}_wasm", module.name))
        .arg("--out-dir")
        .arg(folder)
        .arg(
            project
                .wasm_target()
                .join("wasm32-unknown-unknown")
                .join(module.profile)
                .join(format!("{}.wasm", module.package.replace('-', "_"))),
        );
    program::must(step, &mut bindgen, "see above, mend it and start again")?;

    // Nobody reads the glue; what is our own keeps its names and lines.
    let glue = format!("{}_wasm.js", module.name);
    let mut esbuild = Command::new("esbuild");
    tools.apply(&mut esbuild, project);
    esbuild
        .current_dir(folder)
        .args([&*glue, "--minify", "--target=es2022", "--allow-overwrite"])
        .arg(format!("--outfile={glue}"))
        .arg("--log-level=warning");
    program::must(step, &mut esbuild, "see above, mend it and start again")?;

    let raw = folder.join(format!("{}_wasm_bg.wasm", module.name));
    (module.optimize)(step, project, tools, &raw)?;
    let wasm = folder.join(format!("{}.wasm", module.name));
    fs::rename(&raw, &wasm).map_err(Problem::file("move a file to", &wasm))
}

/// Puts a script, what it imports and the glue into one file. Our names stay: a
/// page's author can read what is loaded.
pub(super) fn bundle(
    step: &Step,
    project: &Project,
    tools: &Tools,
    source: &Path,
    script: &str,
    smaller: &[&str],
) -> Result<()> {
    let mut esbuild = Command::new("esbuild");
    tools.apply(&mut esbuild, project);
    esbuild
        // What it writes names the files as seen from here.
        .current_dir(source)
        .args([script, "--bundle", "--format=esm", "--target=es2022"])
        .args(smaller)
        .arg("--legal-comments=none")
        // These stay files of their own, some imported when they are needed.
        .args(
            [COMMON, BULK.script, "styles.js", "keep.js"]
                .map(|name| format!("--external:./{name}")),
        )
        .args(["--log-level=warning", "--outdir=../dist"]);
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
fn weigh(step: &Step, package: &Package, styles: &Path) -> Result<()> {
    project::remove_folder(&package.weighed)?;
    let folder = &package.weighed;
    for module in [ENGINE, BULK] {
        let folder = folder.join(module.name);
        fs::create_dir_all(&folder).map_err(Problem::file("make the folder", &folder))?;
        for file in [&*format!("{}.wasm", module.name), module.script] {
            copy(&package.folder.join("dist"), &folder, file)?;
        }
        if module.script != BULK.script {
            copy(&package.folder.join("dist"), &folder, COMMON)?;
        }
    }
    let builder = folder.join("builder");
    let dist = package.folder.join("dist");
    fs::create_dir_all(&builder).map_err(Problem::file("make the folder", &builder))?;
    for file in ["builder.wasm", "builder.js", COMMON] {
        copy(&dist, &builder, file)?;
    }
    // The package has the styles as a script.
    let sheet = builder.join("builder.css");
    fs::copy(styles, &sheet).map_err(Problem::file("copy", styles))?;
    // What else it takes to show a workflow.
    let (parts, shown) = (dist.join("parts"), folder.join("shown"));
    fs::create_dir_all(&shown).map_err(Problem::file("make the folder", &shown))?;
    let entries = fs::read_dir(&parts).map_err(Problem::file("read", &parts))?;
    for name in entries.flatten().map(|entry| entry.file_name()) {
        let name = name.to_string_lossy();
        if ["preview.wasm", "tasks.wasm"].contains(&&*name) || name.starts_with("shared-") {
            copy(&parts, &shown, &name)?;
        }
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
