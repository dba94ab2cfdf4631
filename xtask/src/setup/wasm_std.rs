//! The standard library for Wasm, and the compiler it belongs to.
//!
//! A library fits exactly one compiler. It is looked for beside the compiler in
//! use; else rustup fetches it; else it is built from Debian's source package
//! for Debian's compiler, which needs no download but that of packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::system_packages::{self, Package};
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Cache};

const TARGET: &str = "wasm32-unknown-unknown";
/// Set to `source`, it makes the last way the only one.
const WAY: &str = "SEGFLOW_WASM_STD";
/// Debian's compiler, never the one that rustup puts before it.
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// Without a network rustup gives up at once; with a slow one it is worth waiting.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

const COMPILER: [Package; 5] = [
    Package {
        name: "rustc-web",
        reason: "the Rust compiler whose library for Wasm can be built from source",
    },
    Package {
        name: "cargo-web",
        reason: "its cargo",
    },
    Package {
        name: "rust-web-src",
        reason: "the source of that library",
    },
    Package {
        name: "rust-web-llvm",
        reason: "the compiler's code generator for Wasm",
    },
    Package {
        name: "lld-22",
        reason: "the linker for Wasm",
    },
];
const LINTER: Package = Package {
    name: "rust-web-clippy",
    reason: "the linter of that compiler, for the tests",
};

/// A compiler that can build for Wasm.
pub(crate) enum WasmToolchain {
    /// The compiler in use has the library.
    Active { version: String },
    /// A folder in the cache with Debian's compiler and the library built for it.
    Folder { folder: PathBuf, version: String },
}

/// How the library will be had.
pub(super) enum Plan {
    Found(WasmToolchain),
    FromSource,
}

impl WasmToolchain {
    pub(crate) fn version(&self) -> &str {
        match self {
            Self::Active { version } | Self::Folder { version, .. } => version,
        }
    }

    /// The folder of its programs, if they are not on the search path.
    pub(crate) fn programs(&self) -> Option<PathBuf> {
        match self {
            Self::Active { .. } => None,
            Self::Folder { folder, .. } => Some(folder.join("bin")),
        }
    }

    /// Makes a command use this compiler; no toolchain has to be registered anywhere.
    pub(crate) fn apply(&self, command: &mut Command) {
        if let Self::Folder { folder, .. } = self {
            without_rustup(command)
                .env("RUSTC", folder.join("bin/rustc"))
                .env("CARGO", folder.join("bin/cargo"))
                // The linter calls the compiler's library, not its program.
                .env("SYSROOT", folder);
        }
    }
}

/// Decides how the library is had, and which packages that takes.
pub(super) fn plan(cache: &Cache, linted: bool, packages: &mut Vec<Package>) -> Result<Plan> {
    let way = std::env::var(WAY).unwrap_or_default();
    match way.as_str() {
        "source" => {}
        "" => {
            if let Some(active) = active() {
                return Ok(Plan::Found(active));
            }
            if !built(cache) {
                if add_with_rustup()
                    && let Some(active) = active()
                {
                    return Ok(Plan::Found(active));
                }
                if !system_packages::available() {
                    return Err(Problem::new(format!(
                        "the standard library for Wasm is missing: do `rustup target add {TARGET}` and start again"
                    )));
                }
            }
        }
        other => {
            return Err(Problem::new(format!(
                "{WAY} is `{other}`, but may only be `source`; set it so, or not at all"
            )));
        }
    }
    if !built(cache) {
        packages.extend(system_packages::missing(&COMPILER));
    }
    if linted && !Path::new("/usr/bin/cargo-clippy").exists() {
        packages.push(LINTER);
    }
    Ok(Plan::FromSource)
}

/// Gives the toolchain that was planned, building the library if it is not there yet.
pub(super) fn fulfil(plan: Plan, cache: &Cache) -> Result<WasmToolchain> {
    if let Plan::Found(toolchain) = plan {
        return Ok(toolchain);
    }
    let compiler = Compiler::find().ok_or_else(|| {
        Problem::new(format!(
            "{RUSTC} does not answer; install the package rustc-web anew and start again"
        ))
    })?;
    let folder = compiler.folder(cache);
    if !folder.exists() {
        build(&compiler, &folder, cache)?;
    }
    Ok(WasmToolchain::Folder {
        folder,
        version: compiler.version,
    })
}

fn active() -> Option<WasmToolchain> {
    let sysroot = program::ask(Command::new("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib");
    has_std(&library).then_some(())?;
    let version = program::ask(Command::new("rustc").arg("--version"))?;
    Some(WasmToolchain::Active {
        version: version.trim().to_owned(),
    })
}

fn has_std(library: &Path) -> bool {
    fs::read_dir(library).is_ok_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

fn add_with_rustup() -> bool {
    if program::find("rustup").is_none() {
        return false;
    }
    let step = Step::begin(
        "Fetch the standard library for Wasm with rustup",
        "the app is compiled for the browser",
    );
    let mut add = Command::new("rustup");
    add.args(["target", "add", TARGET])
        .env("RUSTUP_MAX_RETRIES", "1");
    let added =
        program::follow(&step, &mut add, Some(RUSTUP_LIMIT)).is_ok_and(|finished| finished.success);
    if added {
        step.done();
    } else {
        eprintln!("  rustup cannot fetch it here; it will be built from source instead");
    }
    added
}

fn built(cache: &Cache) -> bool {
    Compiler::find().is_some_and(|compiler| compiler.folder(cache).exists())
}

/// Debian's compiler.
struct Compiler {
    /// The machine it runs on, as a target triple.
    host: String,
    /// The first line of `rustc --version`: a library fits this very build.
    version: String,
    key: String,
}

impl Compiler {
    fn find() -> Option<Self> {
        let said = program::ask(without_rustup(&mut Command::new(RUSTC)).arg("-vV"))?;
        Self::read(&said)
    }

    fn read(said: &str) -> Option<Self> {
        let value = |name| said.lines().find_map(|line| line.strip_prefix(name));
        let commit: String = value("commit-hash: ")?.chars().take(10).collect();
        Some(Self {
            host: value("host: ")?.to_owned(),
            version: said.lines().next()?.to_owned(),
            key: format!("{}-{commit}", value("release: ")?),
        })
    }

    fn folder(&self, cache: &Cache) -> PathBuf {
        cache
            .root
            .join("wasm-std")
            .join(format!("{}-small", self.key))
    }
}

/// Keeps rustup's variables, and cargo's for this very program, from another compiler.
fn without_rustup(command: &mut Command) -> &mut Command {
    for variable in ["RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC", "LD_LIBRARY_PATH"] {
        command.env_remove(variable);
    }
    command
}

fn build(compiler: &Compiler, folder: &Path, cache: &Cache) -> Result<()> {
    let step = Step::begin(
        "Build the standard library for Wasm",
        "from Debian's source, once for each version of its compiler",
    );
    let staging = cache.staging("wasm-std")?;
    let probe = staging.join("probe");
    write(
        &probe.join("Cargo.toml"),
        "[package]\nname = \"probe\"\nedition = \"2024\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n[workspace]\n",
    )?;
    write(
        &probe.join("src/lib.rs"),
        "//! Makes cargo build the library.\n",
    )?;
    let mut cargo = Command::new(CARGO);
    without_rustup(&mut cargo)
        .current_dir(&probe)
        .args(["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort")
        // A page waits for its Wasm: small counts for more than quick.
        .arg("-Zbuild-std-features=optimize_for_size")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
        .env("CARGO_TARGET_DIR", probe.join("target"))
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without it the app could not be optimised across crates.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    program::must(
        &step,
        &mut cargo,
        "see above; `apt-get install --reinstall rustc-web rust-web-src` mends a damaged package",
    )?;

    let toolchain = staging.join("toolchain");
    let library = toolchain.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library).map_err(Problem::file("make the folder", &library))?;
    let made = probe.join("target").join(TARGET).join("release/deps");
    for file in fs::read_dir(&made)
        .map_err(Problem::file("read", &made))?
        .flatten()
    {
        if file.path().extension().is_some_and(|ext| ext == "rlib") {
            let to = library.join(file.file_name());
            fs::copy(file.path(), &to).map_err(Problem::file("write", &to))?;
        }
    }
    if !has_std(&library) {
        return Err(Problem::new(format!(
            "the build of the library left no libstd in {}: remove the folder {} and start again",
            made.display(),
            staging.display()
        )));
    }
    let own = Path::new("/usr/lib/rustlib");
    for name in [compiler.host.as_str(), "src"] {
        link(&own.join(name), &toolchain.join("lib/rustlib").join(name))?;
    }
    let programs = toolchain.join("bin");
    for name in ["cargo", "cargo-clippy", "clippy-driver"] {
        link(&Path::new("/usr/bin").join(name), &programs.join(name))?;
    }
    let rustc = programs.join("rustc");
    write(
        &rustc,
        &format!(
            "#!/bin/sh\nexec {RUSTC} --sysroot '{}' \"$@\"\n",
            folder.display()
        ),
    )?;
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755))
        .map_err(Problem::file("make executable", &rustc))?;

    // A library for a compiler that was replaced is of no use to anybody.
    if let Some(others) = folder.parent() {
        project::remove_folder(others)?;
    }
    project::move_into_place(&toolchain, folder)?;
    project::remove_folder(&staging)?;
    step.done();
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    }
    fs::write(file, text).map_err(Problem::file("write", file))
}

fn link(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    }
    std::os::unix::fs::symlink(from, to).map_err(Problem::file("make the link", to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_is_known_by_its_release_and_commit() {
        let said = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)\n\
                    binary: rustc\ncommit-hash: ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96\n\
                    host: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        let compiler = Compiler::read(said).unwrap();
        assert_eq!(compiler.key, "1.96.0-ac68faa20c");
        assert_eq!(compiler.host, "x86_64-unknown-linux-gnu");
        assert!(Compiler::read("rustc 1.96.0\n").is_none());
    }
}
