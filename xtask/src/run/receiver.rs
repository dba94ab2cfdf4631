//! The receiver in the foreground: it lives as long as this command does.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};

use super::{announce, arguments};
use crate::build::Build;
use crate::problem::{Problem, Result};

/// Starts the receiver and stays until it ends.
///
/// It ends when its input does. The other end of that pipe is held here and
/// nowhere else, so that the system closes it however this command ends: by
/// Ctrl-C, by a signal, or by a crash.
pub(super) fn serve(build: &Build, port: u16) -> Result<ExitCode> {
    let mut child = Command::new(&build.receiver)
        .args(arguments(build, port))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(Problem::file("start", &build.receiver))?;
    let input = child.stdin.take();

    let mut answered = false;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(|line| line.ok()) {
            if !answered && line.starts_with("listening on ") {
                answered = true;
                announce(port, "Ctrl-C ends it");
            } else {
                eprintln!("  {line}");
            }
        }
    }
    let status = child
        .wait()
        .map_err(Problem::file("wait for", &build.receiver))?;
    drop(input);
    if !answered {
        return Err(Problem::new(
            "the receiver ended before it answered: see above, mend it and start again",
        ));
    }
    eprintln!("- The receiver has ended");
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
