//! What every build for Wasm has in common: how it is compiled, and how it is
//! made small.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::likeness;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Project};
use crate::setup::Tools;

/// The variable that takes [`flags`].
pub(super) const FLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";

/// What the compiler uses of WebAssembly. Not every module says so itself.
pub(super) const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// How it is compiled: without the places of this machine, with the smaller of
/// two ways to compute SHA-256, and for machines that look at sixteen bytes at
/// once, which every current browser and Node 20 offer. Our own crates are
/// named relative to the checkout anyway; were its place in here, every
/// checkout would have to compile other people's crates anew.
pub(super) fn flags() -> OsString {
    let mut flags: Vec<String> = vec![
        "--cfg".into(),
        "sha2_backend_soft=\"compact\"".into(),
        "-Ctarget-feature=+simd128".into(),
    ];
    let home = project::base_folder("CARGO_HOME", ".cargo");
    let sources = home.map(|home| home.join("registry/src"));
    let registries = sources.ok().and_then(|folder| fs::read_dir(folder).ok());
    for registry in registries.into_iter().flatten().flatten() {
        let path = registry.path();
        flags.push(format!("--remap-path-prefix={}/=", path.display()));
    }
    flags.join("\u{1f}").into()
}

/// Compiles what cargo is asked for to one module that can still be taken apart.
pub(super) fn link(
    step: &Step,
    project: &Project,
    tools: &Tools,
    asked: &[&str],
    module: &str,
) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    tools.apply(&mut cargo, project);
    cargo
        .current_dir(&project.root)
        .arg("rustc")
        .args(asked)
        .args(["--features", "split", "--release", "--locked", "--offline"])
        .args(["--target", "wasm32-unknown-unknown"])
        // Where each function is named is what it is taken apart by.
        .args(["--", "-Clink-arg=--emit-relocs"])
        .env(FLAGS, flags());
    program::must(step, &mut cargo, "see above, mend it and start again")?;
    Ok(project
        .wasm_target()
        .join("wasm32-unknown-unknown/release")
        .join(module))
}

/// Up to which size a function goes into the only one that calls it. More would
/// be less before it is compressed, and more afterwards: functions that are alike
/// and lie side by side cost next to nothing.
const INLINED: &str = "--one-caller-inline-max-function-size";

/// Makes a module small, in place: it is loaded by everybody.
pub(super) fn shrink(step: &Step, project: &Project, tools: &Tools, module: &Path) -> Result<()> {
    optimize(step, project, tools, module, ["-Oz", INLINED, "15"])
}

/// Makes a module fast, in place: it is loaded by few, and has much to do.
pub(super) fn hasten(step: &Step, project: &Project, tools: &Tools, module: &Path) -> Result<()> {
    optimize(step, project, tools, module, ["-O3", INLINED, "50"])
}

/// Makes it small or fast, then puts its functions where compression finds most
/// in common between them, and takes out what only people read.
fn optimize(
    step: &Step,
    project: &Project,
    tools: &Tools,
    module: &Path,
    [level, option, size]: [&str; 3],
) -> Result<()> {
    let sorted = module.with_extension("sorted");
    let run = |passes: &[&str], from: &Path, to: &Path| {
        let mut opt = Command::new("wasm-opt");
        tools.apply(&mut opt, project);
        opt.args(FEATURES).args(passes).arg(from).arg("-o").arg(to);
        program::must(step, &mut opt, "see above, mend it and start again")
    };
    run(&["-g", level, option, size], module, &sorted)?;
    likeness::name_places(&sorted)?;
    run(
        &[
            "--reorder-functions-by-name",
            "--strip-debug",
            "--strip-producers",
        ],
        &sorted,
        module,
    )?;
    fs::remove_file(&sorted).map_err(Problem::file("remove", &sorted))
}
