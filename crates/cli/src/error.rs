use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use segflow_core::document::LoadError;
use segflow_core::json::ReadError;

/// Why a command could not do what it was asked to. No variant holds a text of
/// an account: it might be a write key in the wrong place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error("{0}; `segflow --help` lists what there is")]
    Usage(String),
    #[error("{} cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{} cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("{} is no workflow: {source}", path.display())]
    Document { path: PathBuf, source: LoadError },
    #[error("{} is no record: {source}", path.display())]
    Record { path: PathBuf, source: ReadError },
    #[error("{0}")]
    Accounts(String),
    #[error("{0}")]
    Cannot(String),
}

impl Error {
    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Read { path, source }
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Write { path, source }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Error::Usage(_) => ExitCode::from(2),
            _ => ExitCode::from(3),
        }
    }
}

/// How a command that could be carried out came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Fine,
    /// Something is wrong with the workflow, or a run did not complete.
    Wanting,
}

impl Outcome {
    pub(crate) fn fine_if(fine: bool) -> Outcome {
        if fine {
            Outcome::Fine
        } else {
            Outcome::Wanting
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Fine => ExitCode::SUCCESS,
            Outcome::Wanting => ExitCode::from(1),
        }
    }
}
