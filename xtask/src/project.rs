//! Where things stand: in the checkout, and in the user's cache.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::problem::{Problem, Result};

/// The checkout the command was started in.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// What cargo builds into: `target`, unless `CARGO_TARGET_DIR` says otherwise.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Asks cargo's own variables, which are right for whichever checkout has
    /// started the command, even where several share one target folder.
    pub(crate) fn find() -> Result<Self> {
        let root = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .and_then(|xtask| xtask.parent().map(Path::to_owned))
            .ok_or_else(|| Problem::new("start this as `cargo xtask`, not by itself"))?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) if !folder.is_empty() => root.join(folder),
            _ => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The built app, as the receiver serves it.
    pub(crate) fn app(&self) -> PathBuf {
        self.target.join("app")
    }

    /// The app as it is built anew after every change.
    pub(crate) fn watched_app(&self) -> PathBuf {
        self.target.join("app.watched")
    }

    /// The worker that runs files, for an app that Trunk builds.
    pub(crate) fn watched_worker(&self) -> PathBuf {
        self.target.join("worker.watched")
    }

    /// Where a program is put together.
    pub(crate) fn program_workshop(&self, name: &str) -> PathBuf {
        self.target.join(format!("{name}.program"))
    }

    /// Wasm is built by another compiler than native code, so apart from it. The
    /// name says with which standard library: cargo does not see that another
    /// one wants everything to be built again.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm-small")
    }

    /// Where the npm package is put together.
    pub(crate) fn npm(&self) -> PathBuf {
        self.target.join("npm")
    }

    /// The program `segflow`, as tests compile it.
    pub(crate) fn cli(&self) -> PathBuf {
        self.target.join("debug").join("segflow")
    }

    /// The receiver's program.
    pub(crate) fn receiver(&self) -> PathBuf {
        self.target.join("native").join("segflow-receiver")
    }
}

/// The user's cache: what was installed once serves every checkout.
pub(crate) struct Cache {
    pub(crate) root: PathBuf,
}

impl Cache {
    pub(crate) fn open() -> Result<Self> {
        let root = base_folder("XDG_CACHE_HOME", ".cache")?.join("segflow");
        fs::create_dir_all(&root).map_err(Problem::file("make the folder", &root))?;
        Ok(Self { root })
    }

    /// Where a finished tool stands. What is there is complete: everything is
    /// made in [`Cache::staging`] and moved here as its last act.
    pub(crate) fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.root.join("tools").join(format!("{name}-{version}"))
    }

    /// A folder for something half-done, emptied of what an interrupted run left.
    pub(crate) fn staging(&self, name: &str) -> Result<PathBuf> {
        let folder = self.root.join("staging").join(name);
        remove_folder(&folder)?;
        fs::create_dir_all(&folder).map_err(Problem::file("make the folder", &folder))?;
        Ok(folder)
    }

    /// A folder for compiling: what an interrupted run left there is gone on with.
    pub(crate) fn workshop(&self, name: &str) -> PathBuf {
        self.root.join("staging").join(format!("{name}-build"))
    }

    /// Waits until no other command is setting things up.
    pub(crate) fn lock(&self) -> Result<File> {
        lock(&self.root.join("lock"), "set-up of another command")
    }
}

/// Takes the lock in a file; it is let go when the value is dropped, or with the process.
pub(crate) fn lock(path: &Path, busy: &str) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    }
    let file = File::create(path).map_err(Problem::file("open", path))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => eprintln!("- Waiting for the {busy} to end"),
        Err(TryLockError::Error(error)) => return Err(Problem::file("lock", path)(error)),
    }
    file.lock().map_err(Problem::file("lock", path))?;
    Ok(file)
}

/// Puts a finished folder in its place.
pub(crate) fn move_into_place(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Problem::file("make the folder", folder))?;
    }
    remove_folder(to)?;
    fs::rename(from, to).map_err(Problem::file("move a finished folder to", to))
}

/// Copies what is in a folder into another one, folders within included.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(Problem::file("make the folder", to))?;
    for entry in fs::read_dir(from)
        .map_err(Problem::file("read", from))?
        .flatten()
    {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &to)?;
        } else {
            fs::copy(&path, &to).map_err(Problem::file("copy", &path))?;
        }
    }
    Ok(())
}

/// Removes a folder and all in it; one that is not there is as wanted.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Problem::file("remove", folder)(error))
        }
        _ => Ok(()),
    }
}

/// A base folder of the user as the XDG specification has it.
pub(crate) fn base_folder(variable: &str, in_home: &str) -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os(variable).map(PathBuf::from)
        && folder.is_absolute()
    {
        return Ok(folder);
    }
    match std::env::var_os("HOME") {
        Some(home) if !home.is_empty() => Ok(Path::new(&home).join(in_home)),
        _ => Err(Problem::new(format!(
            "no home folder is known: set HOME or {variable}"
        ))),
    }
}
