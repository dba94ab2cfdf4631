//! Builds the app and the receiver, each only if something it is made of has changed.

mod app;
mod compress;
mod receiver;

use std::fs;
use std::path::{Path, PathBuf};

use crate::fingerprint::Fingerprint;
use crate::problem::{Problem, Result};
use crate::project::{self, Project};
use crate::setup::Tools;

/// Files at the root that any build may depend on.
const COMMON: [&str; 3] = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

/// A finished build of everything that `run` and the browser tests start.
pub(crate) struct Build {
    /// The same for the same sources built with the same tools.
    pub(crate) id: String,
    pub(crate) app: PathBuf,
    pub(crate) receiver: PathBuf,
}

/// Builds what is not built yet.
pub(crate) fn all(project: &Project, tools: &Tools) -> Result<Build> {
    let _only_one = project::lock(
        &project.target.join("xtask.lock"),
        "build of another command",
    )?;
    let receiver = receiver::build(project)?;
    let app = app::build(project, tools)?;
    Ok(Build {
        id: format!("{app}-{receiver}"),
        app: project.app(),
        receiver: project.receiver(),
    })
}

/// Takes the fingerprint of some folders and files of the checkout.
fn fingerprint(project: &Project, inputs: &[&str], versions: &[String]) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    for version in versions {
        fingerprint.add_text(version);
    }
    for input in COMMON.iter().chain(inputs) {
        let input = Path::new(input);
        let path = project.root.join(input);
        if path.is_dir() {
            fingerprint.add_folder(&project.root, input)?;
        } else if path.exists() {
            fingerprint.add_file(&project.root, input)?;
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
