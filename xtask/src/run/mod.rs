//! `cargo xtask run`: from whatever is there to the app in a browser. `cargo
//! xtask serve`: the same for changing it.

mod http;
mod json;
mod neighbour;
mod port_owner;
mod receiver;
mod trunk;

use std::net::{Ipv4Addr, TcpListener};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use crate::build::{self, Build};
use crate::flags::{Consent, USUAL_PORT};
use crate::problem::{Problem, Result};
use crate::project::{Cache, Project};
use crate::setup::{self, Need};
use neighbour::Neighbour;

pub(crate) fn run(
    project: &Project,
    cache: &Cache,
    port: u16,
    consent: Consent,
) -> Result<ExitCode> {
    // Said now rather than after minutes of work that it would make useless.
    if !is_free(port)? {
        refuse_stranger(port)?;
    }
    let needs = [Need::WasmLibrary, Need::AppTools];
    let tools = setup::prepare(&needs, consent, project, cache)?;
    let build = build::all(project, &tools)?;

    if !is_free(port)? {
        if refuse_stranger(port)? == build.id {
            return Ok(share(port));
        }
        replace(port)?;
    }
    receiver::serve(&build, port)
}

/// The receiver at the usual place, and an app that is built anew after every
/// change: quickly, so neither small nor taken apart.
pub(crate) fn serve(
    project: &Project,
    cache: &Cache,
    port: u16,
    consent: Consent,
) -> Result<ExitCode> {
    if !is_free(port)? {
        refuse_stranger(port)?;
    }
    let needs = [Need::WasmLibrary, Need::AppTools, Need::Trunk];
    let tools = setup::prepare(&needs, consent, project, cache)?;
    let build = build::for_watching(project, &tools)?;
    if !is_free(port)? {
        refuse_stranger(port)?;
        replace(port)?;
    }
    let _watching = trunk::watch(project, &tools, &build.app)?;
    receiver::serve(&build, port)
}

/// Gives the build of our own receiver at a port; anyone else there is in the way.
fn refuse_stranger(port: u16) -> Result<String> {
    match neighbour::look(port) {
        Neighbour::Ours { build } => Ok(build),
        Neighbour::Stranger(name) => Err(held(port, &name)),
    }
}

/// The line by which the app is found; nothing else of it names an address.
fn announce(port: u16, remark: &str) {
    println!("segflow is at http://127.0.0.1:{port} ({remark})");
}

/// Stays beside a receiver that another command has started.
fn share(port: u16) -> ExitCode {
    announce(
        port,
        "already running; it ends with the command that started it",
    );
    while matches!(neighbour::look(port), Neighbour::Ours { .. }) {
        thread::sleep(Duration::from_secs(1));
    }
    eprintln!("- The receiver has ended");
    ExitCode::SUCCESS
}

/// Asks a receiver of another build to make room.
fn replace(port: u16) -> Result<()> {
    eprintln!("- Another build of segflow is running at port {port}: it is asked to stop");
    neighbour::stop(port)?;
    for _ in 0..100 {
        if is_free(port)? {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Err(Problem::new(format!(
        "the receiver of another build keeps port {port}: end the command that started it and start again"
    )))
}

fn is_free(port: u16) -> Result<bool> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => Ok(false),
        Err(error) => Err(Problem::new(format!(
            "port {port} cannot be listened at: {error}; choose another one with `--port {}`",
            another(port)
        ))),
    }
}

fn held(port: u16, by: &str) -> Problem {
    Problem::new(format!(
        "port {port} is held by {by}: end it, or start with another port, such as `cargo xtask run --port {}`",
        another(port)
    ))
}

fn another(port: u16) -> u16 {
    if port == USUAL_PORT { 4781 } else { USUAL_PORT }
}

/// Where a receiver is told its build, so that a later command can compare.
fn arguments(build: &Build, port: u16) -> Vec<std::ffi::OsString> {
    let mut arguments = vec!["--app".into(), build.app.clone().into_os_string()];
    arguments.extend(["--port".into(), port.to_string().into()]);
    arguments.extend(["--build".into(), build.id.clone().into()]);
    arguments.push("--stop-on-stdin-close".into());
    arguments
}
