//! Other programs: finding them, asking them something, following their work.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::problem::{Problem, Result};
use crate::process_tree;
use crate::progress::Step;

/// A program may end while a child of its own still holds its output open.
const AFTER_END: Duration = Duration::from_secs(2);

/// What a program left behind.
pub(crate) struct Finished {
    pub(crate) success: bool,
    /// It was stopped because its time was over.
    pub(crate) timed_out: bool,
    pub(crate) stdout: String,
    /// Both streams, as they came.
    pub(crate) lines: Vec<String>,
}

enum Heard {
    Output(String),
    Error(String),
}

/// Runs a program to its end while showing that it goes on.
pub(crate) fn follow(
    step: &Step,
    command: &mut Command,
    limit: Option<Duration>,
) -> Result<Finished> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;

    let (sender, heard) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        listen(stdout, sender.clone(), Heard::Output);
    }
    if let Some(stderr) = child.stderr.take() {
        listen(stderr, sender.clone(), Heard::Error);
    }
    drop(sender);

    let mut finished = Finished {
        success: false,
        timed_out: false,
        stdout: String::new(),
        lines: Vec::new(),
    };
    let mut ended: Option<Instant> = None;
    loop {
        match heard.recv_timeout(Duration::from_millis(200)) {
            Ok(Heard::Output(line)) => {
                finished.stdout.push_str(&line);
                finished.stdout.push('\n');
                finished.lines.push(line);
            }
            Ok(Heard::Error(line)) => finished.lines.push(line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        step.show_life(finished.lines.last().map_or("", String::as_str));
        if ended.is_none() && matches!(child.try_wait(), Ok(Some(_))) {
            ended = Some(Instant::now());
        }
        if ended.is_some_and(|at| at.elapsed() > AFTER_END) {
            break;
        }
        if ended.is_none() && limit.is_some_and(|limit| started.elapsed() > limit) {
            finished.timed_out = true;
            process_tree::stop(child.id());
            break;
        }
    }
    let status = child
        .wait()
        .map_err(|error| cannot_start(command, &error))?;
    step.clear_line();
    finished.success = status.success() && !finished.timed_out;
    Ok(finished)
}

/// Runs a program that has to succeed; `mend` says what to do when it does not.
pub(crate) fn must(step: &Step, command: &mut Command, mend: &str) -> Result<Finished> {
    let finished = follow(step, command, None)?;
    if finished.success {
        return Ok(finished);
    }
    Err(Problem::new(format!("`{}` failed; {mend}", told(command))).with_output(finished.lines))
}

/// What a program prints when it succeeds at once, such as its version.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Where a program stands on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| is_program(file))
}

pub(crate) fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// A command as a person would type it, without its folders.
pub(crate) fn told(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Reads the first version number in a text: `trunk 0.21.14` gives `0.21.14`.
pub(crate) fn version_in(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_whitespace() || c == '(' || c == ')')
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Problem {
    Problem::new(format!(
        "cannot start `{}`: {error}; install it, or see that it is on the PATH",
        command.get_program().to_string_lossy()
    ))
}

fn listen(
    stream: impl Read + Send + 'static,
    sender: Sender<Heard>,
    heard: impl Fn(String) -> Heard + Send + 'static,
) {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        while matches!(reader.read_until(b'\n', &mut bytes), Ok(count) if count > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if sender.send(heard(line)).is_err() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_say() {
        for (text, version) in [
            ("trunk 0.21.14\n", Some("0.21.14")),
            ("wasm-bindgen 0.2.130", Some("0.2.130")),
            ("v20.20.2\n", Some("20.20.2")),
            ("wasm-opt version 132 (version_132)", Some("132")),
            ("rustc 1.96.0 (ac68faa20 2026-05-25)", Some("1.96.0")),
            ("command not found", None),
        ] {
            assert_eq!(version_in(text), version, "{text}");
        }
    }

    #[test]
    fn a_program_past_its_time_is_stopped_with_its_children() {
        let step = Step::begin("wait", "a test of the time limit");
        let mut command = Command::new("sh");
        command.args(["-c", "echo begun; sleep 600 & sleep 600"]);
        let finished = follow(&step, &mut command, Some(Duration::from_millis(300))).unwrap();
        assert!(finished.timed_out && !finished.success);
        assert_eq!(finished.stdout, "begun\n");
    }

    #[test]
    fn both_streams_are_kept_and_only_one_is_the_answer() {
        let step = Step::begin("speak", "a test of the streams");
        let mut command = Command::new("sh");
        command.args(["-c", "echo answer; echo remark >&2; exit 3"]);
        let mut finished = follow(&step, &mut command, None).unwrap();
        assert!(!finished.success);
        assert_eq!(finished.stdout, "answer\n");
        finished.lines.sort();
        assert_eq!(finished.lines, ["answer", "remark"]);
    }
}
