use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::{env, fs};

use axum::http::HeaderValue;
use axum::http::uri::Authority;
use lexopt::{Arg, Parser, ValueExt};

use crate::accounts::{self, Account};
use crate::error::Error;
use crate::forward::Region;
use crate::stop::Stdin;
use crate::write_key::WriteKey;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
segflow-receiver: receives Segment events on this machine, shows them, and serves the segflow app

Usage: segflow-receiver [options]

  --port N               listen on port N (default 4780; 0 takes any free one)
  --bind ADDRESS         listen on this address of the machine (default 127.0.0.1)
  --host NAME            answer to this name too, beside 127.0.0.1, localhost and [::1]
  --allow-origin ORIGIN  let only pages of this origin send events (default: all)
  --key LABEL=KEY        know this write key, and show its events under this label
  --forward us|eu        pass events with a --key on to Segment, in that region
  --app DIR              serve the built app from DIR
  --build ID             the name of this build, written to the state folder
  --state DIR            keep the write key and the events there (default
                         $XDG_STATE_HOME/segflow or ~/.local/state/segflow)
  --faults               let tests ask for faults by POST /debugger/faults
  --stop-on-stdin-close  stop when standard input ends
  --help                 print this
  --version              print the version

--host, --allow-origin and --key may be given several times. Other programs of
this machine can read a KEY on the command line; `--key LABEL=@FILE` reads it
from the first line of a file.

Prints `listening on http://ADDRESS:PORT` once it answers, then the token that
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
    pub(crate) bind: IpAddr,
    /// In lower case.
    pub(crate) hosts: Vec<String>,
    pub(crate) origins: Vec<HeaderValue>,
    pub(crate) keys: Vec<Account>,
    pub(crate) forward: Option<Region>,
    pub(crate) faults: Faults,
}

/// Whether tests may ask for faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Faults {
    Never,
    OnDemand,
}

pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Request, Error> {
    let mut parser = Parser::from_args(args);
    let mut port = DEFAULT_PORT;
    let mut app = None;
    let mut build = env!("CARGO_PKG_VERSION").to_owned();
    let mut state = None;
    let mut stdin = Stdin::Ignored;
    let mut bind = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let mut hosts = Vec::new();
    let mut origins = Vec::new();
    let mut keys = Vec::new();
    let mut forward = None;
    let mut faults = Faults::Never;
    while let Some(arg) = parser.next().map_err(usage)? {
        match arg {
            Arg::Long("port") => {
                let text = text(&mut parser)?;
                port = text.parse().map_err(|_| {
                    Error::Usage(format!(
                        "--port takes a number from 0 to 65535, not {text:?}"
                    ))
                })?;
            }
            Arg::Long("app") => app = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("build") => {
                build = text(&mut parser)?;
            }
            Arg::Long("state") => state = Some(parser.value().map_err(usage)?.into()),
            Arg::Long("bind") => bind = address(&text(&mut parser)?)?,
            Arg::Long("host") => hosts.push(host(&text(&mut parser)?)?),
            Arg::Long("allow-origin") => origins.push(origin(&text(&mut parser)?)?),
            Arg::Long("key") => {
                let key = key(&text(&mut parser)?)?;
                add_key(&mut keys, key)?;
            }
            Arg::Long("forward") => forward = Some(region(&text(&mut parser)?)?),
            Arg::Long("faults") => faults = Faults::OnDemand,
            Arg::Long("stop-on-stdin-close") => stdin = Stdin::StopsWhenClosed,
            Arg::Long("help") | Arg::Short('h') => return Ok(Request::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Request::Version),
            other => return Err(usage(other.unexpected())),
        }
    }
    if forward.is_some() && !bind.is_loopback() && origins.is_empty() {
        return Err(Error::Usage(
            "--forward to Segment from an address that others can reach needs --allow-origin ORIGIN, the origin of the pages that may send events"
                .to_owned(),
        ));
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
        bind,
        hosts,
        origins,
        keys,
        forward,
        faults,
    }))
}

fn text(parser: &mut Parser) -> Result<String, Error> {
    parser.value().and_then(ValueExt::string).map_err(usage)
}

fn address(text: &str) -> Result<IpAddr, Error> {
    text.parse().map_err(|_| {
        Error::Usage(format!(
            "--bind takes an address such as 127.0.0.1 or 0.0.0.0, not {text:?}"
        ))
    })
}

fn host(text: &str) -> Result<String, Error> {
    let authority: Option<Authority> = text.parse().ok();
    authority
        .filter(|authority| authority.host() == text)
        .map(|_| text.to_ascii_lowercase())
        .ok_or_else(|| {
            Error::Usage(format!(
                "--host takes a name such as events.example.com, without a port, not {text:?}"
            ))
        })
}

/// An origin is compared as browsers write it.
fn origin(text: &str) -> Result<HeaderValue, Error> {
    let wrong = || {
        Error::Usage(format!(
            "--allow-origin takes an origin such as https://www.example.com, not {text:?}"
        ))
    };
    let lower = text.to_ascii_lowercase();
    let (scheme, rest) = lower.split_once("://").ok_or_else(wrong)?;
    let authority: Authority = rest.parse().map_err(|_| wrong())?;
    if !matches!(scheme, "http" | "https") || authority.as_str().contains('@') {
        return Err(wrong());
    }
    HeaderValue::from_str(&lower).map_err(|_| wrong())
}

/// No message may tell the key, not even part of it.
fn key(text: &str) -> Result<Account, Error> {
    let wrong = |why: &str| Error::Usage(format!("--key takes LABEL=KEY or LABEL=@FILE; {why}"));
    let (label, key) = text
        .split_once('=')
        .ok_or_else(|| wrong("there is no = in what was given"))?;
    let label = label.trim();
    if label.is_empty() {
        return Err(wrong("the label is empty"));
    }
    let key = match key.strip_prefix('@') {
        None => key.to_owned(),
        Some(file) => fs::read_to_string(file)
            .map_err(|error| wrong(&format!("{file} cannot be read ({error})")))?
            .lines()
            .next()
            .unwrap_or("")
            .trim()
            .to_owned(),
    };
    let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
    WriteKey::new(key)
        .filter(|_| plain)
        .map(|write_key| Account {
            label: label.to_owned(),
            write_key,
        })
        .ok_or_else(|| wrong("the key is empty or has characters that no key has"))
}

fn add_key(keys: &mut Vec<Account>, key: Account) -> Result<(), Error> {
    if key.label == accounts::LOCAL_LABEL || keys.iter().any(|known| known.label == key.label) {
        return Err(Error::Usage(format!(
            "the label {:?} is taken; give each --key another one",
            key.label
        )));
    }
    if let Some(known) = keys.iter().find(|known| known.write_key == key.write_key) {
        return Err(Error::Usage(format!(
            "{:?} and {:?} are the same key; give it once",
            known.label, key.label
        )));
    }
    keys.push(key);
    Ok(())
}

fn region(text: &str) -> Result<Region, Error> {
    Region::named(text)
        .ok_or_else(|| Error::Usage(format!("--forward takes us or eu, not {text:?}")))
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
