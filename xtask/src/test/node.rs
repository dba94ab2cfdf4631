//! Tests that Node runs.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::Run;
use super::tally::Tally;
use crate::problem::{Problem, Result};

/// Runs `*.test.mjs` of a folder of `tests`, which are told where things are
/// by variables. A single test that takes longer than `millis` hangs.
pub(super) fn run(
    run: &Run<'_>,
    folder: &str,
    millis: u32,
    variables: &[(&str, &PathBuf)],
) -> Result<Tally> {
    let tests = run.project.root.join("tests");
    let folder = tests.join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map_err(Problem::file("read", &folder))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Ok(Tally::default());
    }
    let mut node = Command::new("node");
    node.current_dir(&tests)
        .args(["--test", "--test-concurrency=1", "--test-reporter=tap"])
        .arg(format!("--test-timeout={millis}"))
        .args(files)
        .envs(variables.iter().copied());
    let finished = run.follow(&mut node)?;
    let mut tally = Tally::in_tap(&finished.lines);
    if !finished.success {
        if tally.failed == 0 {
            tally += Tally::failure();
        }
        Problem::new(format!(
            "the tests of {} did not all pass; what failed is told above",
            folder.display()
        ))
        .with_output(failures(finished.lines))
        .tell();
    }
    Ok(tally)
}

/// What TAP tells of the tests that failed; all that was said where it tells of
/// none.
fn failures(lines: Vec<String>) -> Vec<String> {
    let mut is_told = false;
    let told: Vec<String> = lines
        .iter()
        .filter(|line| {
            is_told |= line.trim_start().starts_with("not ok ");
            let is_of_it = is_told;
            is_told &= line.trim() != "...";
            is_of_it
        })
        .cloned()
        .collect();
    if told.is_empty() { lines } else { told }
}

#[cfg(test)]
mod tests {
    use super::failures;

    #[test]
    fn what_failed_is_told_and_nothing_else() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let said = "ok 1 - a\n  ---\n  ...\nnot ok 2 - b\n  ---\n  error: x\n  ...\nok 3 - c";
        let told = "not ok 2 - b\n  ---\n  error: x\n  ...";
        assert_eq!(failures(lines(said)), lines(told));
        assert_eq!(failures(lines("it broke")), lines("it broke"));
    }
}
