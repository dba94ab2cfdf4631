use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// Why the receiver could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Error {
    #[error("{0}; `segflow-receiver --help` lists what can be given")]
    Usage(String),

    #[error(
        "port {0} is already used by another program; stop that program, or choose another port with --port N"
    )]
    PortInUse(u16),

    #[error("cannot listen on port {port} ({source}); choose another port with --port N")]
    Listen { port: u16, source: io::Error },

    #[error("no home folder is known; say where to keep the receiver's files with --state DIR")]
    NoStateFolder,

    #[error(
        "cannot use the state folder's {path} ({source}); mend its permissions, or choose another folder with --state DIR"
    )]
    State { path: PathBuf, source: io::Error },

    #[error(
        "{path} holds no write key of 32 letters and digits; delete the file and a new key is made"
    )]
    DamagedKey { path: PathBuf },

    #[error("the system gives no random numbers ({0}); nothing safe can be made without them")]
    Random(getrandom::Error),

    #[error("the system refuses to run the receiver ({0}); try again when it is less busy")]
    Runtime(io::Error),
}

impl Error {
    pub(crate) fn listening(port: u16, source: io::Error) -> Error {
        if source.kind() == io::ErrorKind::AddrInUse {
            Error::PortInUse(port)
        } else {
            Error::Listen { port, source }
        }
    }

    /// 2 for a wrong command line, as is the custom; 1 for all else.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Error::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}
