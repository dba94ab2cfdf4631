use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::Error;
use crate::random;
use crate::write_key::WriteKey;

/// Where the receiver keeps what must outlive it. Only its user may read there.
pub(crate) struct StateFolder {
    path: PathBuf,
}

/// What other programs of this user may know of a running receiver.
#[derive(Serialize)]
pub(crate) struct Notice {
    pub(crate) pid: u32,
    pub(crate) port: u16,
    pub(crate) build: String,
    /// Opens `/debugger/` without a browser.
    pub(crate) token: String,
}

/// A notice that was written and is to be taken away at the end.
pub(crate) struct Posted {
    path: PathBuf,
}

impl Posted {
    pub(crate) fn remove(&self) {
        // Somebody may have tidied up already; a left-over notice does no harm,
        // because readers check its process.
        let _ = fs::remove_file(&self.path);
    }
}

impl StateFolder {
    pub(crate) fn open(path: &Path) -> Result<StateFolder, Error> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).map_err(|source| Error::State {
            path: path.to_owned(),
            source,
        })?;
        Ok(StateFolder {
            path: path.to_owned(),
        })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The write key of the local account: made at the first start, and the same
    /// ever after.
    pub(crate) fn local_key(&self) -> Result<WriteKey, Error> {
        let path = self.path.join("local-write-key");
        match fs::read_to_string(&path) {
            Ok(text) => read_key(&path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.make_key(&path),
            Err(source) => Err(Error::State { path, source }),
        }
    }

    fn make_key(&self, path: &Path) -> Result<WriteKey, Error> {
        let key = random::alphanumeric(32)?;
        let draft = self
            .path
            .join(format!("local-write-key.{}", std::process::id()));
        // A link appears with all its contents or not at all, and never in the
        // place of a key that another receiver has made in the meantime.
        let made = write_private(&draft, &key).and_then(|()| fs::hard_link(&draft, path));
        let _ = fs::remove_file(&draft);
        match made {
            Err(source) if source.kind() != io::ErrorKind::AlreadyExists => Err(Error::State {
                path: path.to_owned(),
                source,
            }),
            _ => {
                let text = fs::read_to_string(path).map_err(|source| Error::State {
                    path: path.to_owned(),
                    source,
                })?;
                read_key(path, &text)
            }
        }
    }

    /// Tells other programs of this user that a receiver holds the port.
    pub(crate) fn post(&self, notice: &Notice) -> Result<Posted, Error> {
        let path = self.path.join(format!("receiver-{}.json", notice.port));
        let draft = self.path.join(format!("receiver-{}.json.new", notice.port));
        serde_json::to_string(notice)
            .map_err(io::Error::other)
            .and_then(|text| write_private(&draft, &text))
            .and_then(|()| fs::rename(&draft, &path))
            .map_err(|source| Error::State {
                path: path.clone(),
                source,
            })?;
        Ok(Posted { path })
    }
}

fn read_key(path: &Path, text: &str) -> Result<WriteKey, Error> {
    let text = text.trim();
    let well_formed = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    WriteKey::new(text)
        .filter(|_| well_formed)
        .ok_or_else(|| Error::DamagedKey {
            path: path.to_owned(),
        })
}

/// Writes a file that nobody else may read, not even for a moment.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    // An old draft might have other permissions.
    let _ = fs::remove_file(path);
    let mut file = options().create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Opens a file that nobody else may read, and makes it if it is not there.
pub(crate) fn private_file(path: &Path) -> io::Result<File> {
    options().create(true).truncate(false).open(path)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
