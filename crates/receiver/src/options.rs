use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use crate::error::Error;
use crate::stop::Stdin;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
segflow-receiver: receives Segment events on this machine, shows them, and serves the segflow app

Usage: segflow-receiver [options]

  --port N               listen on port N of 127.0.0.1 (default 4780; 0 takes any free one)
  --app DIR              serve the built app from DIR
  --build ID             the name of this build, written to the state folder
  --state DIR            keep the write key there (default $XDG_STATE_HOME/segflow
                         or ~/.local/state/segflow)
  --stop-on-stdin-close  stop when standard input ends
  --help                 print this
  --version              print the version

Prints `listening on http://127.0.0.1:PORT` once it answers, then the token that
opens /debugger/ to programs (`Authorization: Bearer TOKEN`).";

const DEFAULT_PORT: u16 = 4780;

/// What the command line asks for.
pub(crate) enum Request {
    Help,
    Version,
    Serve(Options),
}

/// How to serve.
pub(crate) struct Options {
    /// 0 lets the system choose.
    pub(crate) port: u16,
    pub(crate) app: Option<PathBuf>,
    pub(crate) build: String,
    pub(crate) state: PathBuf,
    pub(crate) stdin: Stdin,
}

pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Request, Error> {
    let mut parser = Parser::from_args(args);
    let mut port = DEFAULT_PORT;
    let mut app = None;
    let mut build = env!("CARGO_PKG_VERSION").to_owned();
    let mut state = None;
    let mut stdin = Stdin::Ignored;
    while let Some(arg) = parser.next().map_err(usage)? {
        match arg {
            Arg::Long("port") => {
                let text = parser.value().and_then(ValueExt::string).map_err(usage)?;
                port = text.parse().map_err(|_| {
                    Error::Usage(format!(
                        "--port takes a number from 0 to 65535, not {text:?}"
                    ))
                })?;
            }
            Arg::Long("app") => app = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("build") => {
                build = parser.value().and_then(ValueExt::string).map_err(usage)?;
            }
            Arg::Long("state") => state = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("stop-on-stdin-close") => stdin = Stdin::StopsWhenClosed,
            Arg::Long("help") | Arg::Short('h') => return Ok(Request::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Request::Version),
            other => return Err(usage(other.unexpected())),
        }
    }
    let state = state
        .or_else(|| state_folder(env::var_os("XDG_STATE_HOME"), env::var_os("HOME")))
        .ok_or(Error::NoStateFolder)?;
    Ok(Request::Serve(Options {
        port,
        app,
        build,
        state,
        stdin,
    }))
}

fn usage(error: lexopt::Error) -> Error {
    Error::Usage(error.to_string())
}

/// Relative paths are ignored, as the XDG base directory specification asks.
fn state_folder(xdg: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let absolute = |text: OsString| Some(PathBuf::from(text)).filter(|path| path.is_absolute());
    xdg.and_then(absolute)
        .or_else(|| {
            home.and_then(absolute)
                .map(|home| home.join(".local/state"))
        })
        .map(|folder| folder.join("segflow"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xdg: Option<&str>, home: Option<&str>, expected: Option<&str>) {
        let folder = state_folder(xdg.map(OsString::from), home.map(OsString::from));
        assert_eq!(folder, expected.map(PathBuf::from), "{xdg:?} {home:?}");
    }

    #[test]
    fn state_is_kept_where_the_person_keeps_state() {
        check(Some("/s"), Some("/home/ana"), Some("/s/segflow"));
        check(
            None,
            Some("/home/ana"),
            Some("/home/ana/.local/state/segflow"),
        );
        check(
            Some("s"),
            Some("/home/ana"),
            Some("/home/ana/.local/state/segflow"),
        );
        check(Some(""), Some(""), None);
        check(None, None, None);
    }
}
