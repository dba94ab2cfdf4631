//! Finds or installs everything the build and the tests need.
//!
//! Each part is found where it stands already, else installed once into the
//! user's cache. Nothing half-done is ever found: a part is made in a staging
//! folder and moved to its place when it is complete.

mod cargo_tool;
mod chromium;
mod engine;
mod node;
mod npm;
mod npm_tool;
mod python;
mod system_packages;
mod trunk;
mod wasm_bindgen;
mod wasm_split;
mod wasm_std;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::flags::Consent;
use crate::problem::Result;
use crate::project::{Cache, Project};
use system_packages::Package;
pub(crate) use wasm_std::WasmToolchain;

/// A part that some commands need and others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The standard library for Wasm, and the compiler that goes with it.
    WasmLibrary,
    /// The linter of that compiler.
    WasmLinter,
    /// wasm-bindgen, wasm-opt, wasm-split and esbuild.
    AppTools,
    /// The same, for the package.
    PackageTools,
    /// Trunk, which builds anew after every change.
    Trunk,
    /// A browser, and the locked npm tools that drive it.
    Browser,
    /// The locked npm packages and the Python library that judge what is sent.
    Judges,
    /// The locked npm packages that pages are built with.
    Bundlers,
    /// The server of the durable engine.
    Engine,
    /// The locked npm packages that the benches measure against.
    Rivals,
}

/// What was found or installed.
pub(crate) struct Tools {
    wasm: Option<WasmToolchain>,
    /// Folders which go before the search path while the app is built.
    folders: Vec<PathBuf>,
    /// Every tool with its version: another one means another build.
    pub(crate) versions: Vec<String>,
    pub(crate) chromium: Option<PathBuf>,
    /// The Python that has Segment's library.
    pub(crate) python: Option<PathBuf>,
    /// The engine's server; the suite that needs it says so if it is not there.
    pub(crate) engine: Option<PathBuf>,
}

impl Tools {
    /// Makes a command use the compiler for Wasm and the installed tools.
    pub(crate) fn apply(&self, command: &mut Command, project: &Project) {
        let mut folders = self.folders.clone();
        if let Some(wasm) = &self.wasm {
            wasm.apply(command);
            folders.splice(0..0, wasm.programs());
        }
        command.env("CARGO_TARGET_DIR", project.wasm_target());
        command.env("PATH", path_with(folders));
    }
}

/// The search path with some folders put before it.
fn path_with(folders: Vec<PathBuf>) -> OsString {
    let usual = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.into_iter().chain(std::env::split_paths(&usual));
    // Joining fails only for a folder with a colon in its name, which the
    // search path cannot express at all.
    std::env::join_paths(all).unwrap_or(usual)
}

/// Sets up what is missing of the parts that are needed.
pub(crate) fn prepare(
    needs: &[Need],
    consent: Consent,
    project: &Project,
    cache: &Cache,
) -> Result<Tools> {
    let mut tools = Tools {
        wasm: None,
        folders: Vec::new(),
        versions: Vec::new(),
        chromium: None,
        python: None,
        engine: None,
    };
    if needs.is_empty() {
        return Ok(tools);
    }
    let _only_one = cache.lock()?;
    let needs_any = |some: &[Need]| needs.iter().any(|need| some.contains(need));

    if needs_any(&[
        Need::AppTools,
        Need::PackageTools,
        Need::Trunk,
        Need::Browser,
        Need::Judges,
        Need::Bundlers,
        Need::Engine,
        Need::Rivals,
    ]) {
        tools.versions.push(node::check()?);
    }

    let mut packages: Vec<Package> = Vec::new();
    let mut plan = None;
    if needs_any(&[Need::WasmLibrary, Need::WasmLinter, Need::AppTools]) {
        let linted = needs.contains(&Need::WasmLinter);
        plan = Some(wasm_std::plan(cache, linted, &mut packages)?);
    }
    if needs.contains(&Need::Browser) && chromium::find().is_none() {
        packages.extend(chromium::packages());
    }
    if needs.contains(&Need::Judges) && !python::is_there() {
        packages.extend(python::packages());
    }
    system_packages::install(&packages, consent)?;

    if let Some(plan) = plan {
        let wasm = wasm_std::fulfil(plan, cache)?;
        tools.versions.push(wasm.version().to_owned());
        tools.wasm = Some(wasm);
    }
    let mut installed = Vec::new();
    // The quick ones first: should the network be away, it shows at once.
    if needs_any(&[Need::AppTools, Need::PackageTools]) {
        installed.push(npm_tool::ESBUILD.install(project, cache)?);
    }
    if needs_any(&[Need::AppTools, Need::PackageTools, Need::Trunk]) {
        installed.push(npm_tool::WASM_OPT.install(project, cache)?);
        installed.push(wasm_bindgen::install(project, cache)?);
    }
    if needs_any(&[Need::AppTools, Need::PackageTools]) {
        installed.push(wasm_split::install(cache)?);
    }
    if needs.contains(&Need::Trunk) {
        installed.push(trunk::install(cache)?);
    }
    for tool in installed {
        tools.folders.extend(tool.folder);
        tools.versions.push(tool.version);
    }
    if needs.contains(&Need::Browser) {
        tools.chromium = Some(chromium::find().ok_or_else(chromium::missing)?);
    }
    if needs_any(&[Need::Browser, Need::Judges]) {
        npm::install_for_tests(project)?;
    }
    if needs.contains(&Need::Bundlers) {
        npm::install_for_packaging(project)?;
    }
    if needs.contains(&Need::Rivals) {
        npm::install_for_benches(project)?;
    }
    if needs.contains(&Need::Engine) {
        match engine::install(project, cache) {
            Ok(program) => tools.engine = Some(program),
            Err(problem) => problem.tell(),
        }
    }
    if needs.contains(&Need::Judges) {
        tools.python = Some(python::install(cache)?);
    }
    Ok(tools)
}

/// A tool that was found or installed.
struct Tool {
    /// Its name and version.
    version: String,
    /// Where it stands, unless the search path has it.
    folder: Option<PathBuf>,
}
