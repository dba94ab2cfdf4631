//! Builds the app, the npm package and the receiver, each only if something it
//! is made of has changed.

mod app;
mod binary;
mod cli;
mod compress;
mod element;
mod imports;
mod likeness;
pub(crate) mod native;
mod package;
mod page;
mod parts;
mod receiver;
mod wasm;
mod worker;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::fingerprint::Fingerprint;
use crate::flags::Consent;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;
use crate::project::{self, Cache, Project};
use crate::setup::{self, Need, Tools};
pub(crate) use package::Package;

/// Files at the root that any build may depend on.
const COMMON: [&str; 3] = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

/// Crates that only ever run in a browser, and crates that never do. One that
/// stands in neither list counts for both kinds of build, so none is forgotten.
const BROWSER_ONLY: [&str; 8] = [
    "app", "boundary", "bulk", "catalog", "engine", "ui", "web", "widget",
];
const NATIVE_ONLY: [&str; 2] = ["cli", "receiver"];

/// A finished build of everything that `run` and the browser tests start.
pub(crate) struct Build {
    /// The same for the same sources built with the same tools.
    pub(crate) id: String,
    pub(crate) app: PathBuf,
    pub(crate) receiver: PathBuf,
}

/// Builds what is not built yet.
pub(crate) fn all(project: &Project, tools: &Tools) -> Result<Build> {
    let _only_one = only_one(project)?;
    let receiver = receiver::build(project)?;
    let app = app::build(project, tools)?;
    Ok(Build {
        id: format!("{app}-{receiver}"),
        app: project.app(),
        receiver: project.receiver(),
    })
}

/// Builds the app if it is not built yet, and says where it is.
pub(crate) fn app(project: &Project, tools: &Tools) -> Result<PathBuf> {
    let _only_one = only_one(project)?;
    app::build(project, tools)?;
    Ok(project.app())
}

/// Builds the receiver if it is not built yet, and says where it is.
pub(crate) fn receiver(project: &Project) -> Result<PathBuf> {
    let _only_one = only_one(project)?;
    receiver::build(project)?;
    Ok(project.receiver())
}

/// Builds the program `segflow`, and says where it is.
pub(crate) fn cli(project: &Project) -> Result<PathBuf> {
    let _only_one = only_one(project)?;
    cli::build(project)?;
    Ok(project.cli())
}

/// Builds the receiver and the worker, for an app that Trunk will build.
pub(crate) fn for_watching(project: &Project, tools: &Tools) -> Result<Build> {
    let _only_one = only_one(project)?;
    let receiver = receiver::build(project)?;
    fetch_crates(project, tools)?;
    worker::for_watching(project, tools)?;
    Ok(Build {
        id: format!("watched-{receiver}"),
        app: project.watched_app(),
        receiver: project.receiver(),
    })
}

fn only_one(project: &Project) -> Result<File> {
    project::lock(
        &project.target.join("xtask.lock"),
        "build of another command",
    )
}

/// What putting the npm package together needs.
pub(crate) const PACKAGE_NEEDS: [Need; 2] = [Need::WasmLibrary, Need::PackageTools];

/// Puts the npm package together if it is not yet.
pub(crate) fn package(project: &Project, tools: &Tools) -> Result<Package> {
    let _only_one = only_one(project)?;
    package::build(project, tools)
}

/// `cargo xtask pack`: puts the npm package together and says where it is.
pub(crate) fn pack(project: &Project, cache: &Cache, consent: Consent) -> Result<ExitCode> {
    let tools = setup::prepare(&PACKAGE_NEEDS, consent, project, cache)?;
    let package = package(project, &tools)?;
    println!("{}", package.tarball.display());
    Ok(ExitCode::SUCCESS)
}

/// Fetches what Wasm is compiled from; later steps need no network.
fn fetch_crates(project: &Project, tools: &Tools) -> Result<()> {
    let step = Step::begin("Fetch the crates", "what follows builds without a network");
    let mut fetch = Command::new("cargo");
    tools.apply(&mut fetch, project);
    fetch.current_dir(&project.root).args([
        "fetch",
        "--locked",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    // Macros run on this machine; what only they need is not for Wasm.
    if let Some(host) = host() {
        fetch.args(["--target", &host]);
    }
    program::must(
        &step,
        &mut fetch,
        "let cargo reach its registry; if Cargo.lock is older than a Cargo.toml, `cargo check` renews it",
    )?;
    step.done();
    Ok(())
}

/// The machine that compiles, as a target triple.
fn host() -> Option<String> {
    let said = program::ask(Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "))?;
    Some(host.to_owned())
}

/// Takes the fingerprint of what a build is made of: the crates but for some,
/// some further files and folders, and the tools.
fn fingerprint(
    project: &Project,
    without: &[&str],
    further: &[&str],
    tools: &[String],
) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    for tool in tools {
        fingerprint.add_text(tool);
    }
    let crates = project.root.join("crates");
    let mut inputs: Vec<PathBuf> = fs::read_dir(&crates)
        .map_err(Problem::file("read", &crates))?
        .flatten()
        .map(|entry| entry.file_name())
        .filter(|name| !without.iter().any(|other| name == other))
        .map(|name| Path::new("crates").join(name))
        .chain(COMMON.iter().chain(further).map(PathBuf::from))
        .collect();
    inputs.sort();
    for input in inputs {
        let path = project.root.join(&input);
        if path.is_dir() {
            fingerprint.add_folder(&project.root, &input)?;
        } else if path.exists() {
            fingerprint.add_file(&project.root, &input)?;
        }
    }
    Ok(fingerprint.text())
}

/// Notes which inputs a product was made of, beside the product.
struct Stamp {
    file: PathBuf,
}

impl Stamp {
    fn beside(product: &Path) -> Self {
        let mut file = product.as_os_str().to_owned();
        file.push(".made-of");
        Self {
            file: PathBuf::from(file),
        }
    }

    fn is(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|noted| noted == fingerprint)
    }

    /// Taken away before the product is touched, so that half of one is never trusted.
    fn remove(&self) -> Result<()> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Problem::file("remove", &self.file)(error))
            }
            _ => Ok(()),
        }
    }

    fn write(&self, fingerprint: &str) -> Result<()> {
        fs::write(&self.file, fingerprint).map_err(Problem::file("write", &self.file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Changes a file and tells which of the two builds notice.
    fn check(file: &str, app_notices: bool, receiver_notices: bool) {
        let name = file.replace('/', "-");
        let root = std::env::temp_dir().join(format!("segflow-{}-{name}", std::process::id()));
        let project = Project {
            target: root.join("target"),
            root: root.clone(),
        };
        fs::create_dir_all(root.join("crates")).unwrap();
        let prints = || {
            [
                fingerprint(&project, &NATIVE_ONLY, &["www/app"], &[]).unwrap(),
                fingerprint(&project, &BROWSER_ONLY, &[], &[]).unwrap(),
            ]
        };
        let before = prints();
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "new").unwrap();
        let after = prints();
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(before[0] != after[0], app_notices, "the app, {file}");
        assert_eq!(
            before[1] != after[1],
            receiver_notices,
            "the receiver, {file}"
        );
    }

    #[test]
    fn a_build_follows_what_it_is_made_of() {
        check("Cargo.lock", true, true);
        check("crates/core/src/lib.rs", true, true);
        check("crates/not-yet-known/src/lib.rs", true, true);
        check("crates/ui/src/lib.rs", true, false);
        check("crates/catalog/src/events.txt", true, false);
        check("www/app/index.html", true, false);
        check("crates/receiver/src/main.rs", false, true);
        check("README.md", false, false);
    }
}
