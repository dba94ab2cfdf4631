//! What is true of every file, whatever it does.

use std::fs;
use std::process::Command;

use super::tally::Tally;
use super::{Run, crates, parts};
use crate::problem::{Problem, Result};
use crate::program;

/// The only place crates come from, as every Cargo.lock writes it.
const CRATES: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// What no committed file may hold, in two halves so that this one does not.
const LEFTOVERS: [(&str, &str, &str); 10] = [
    ("TO", "DO", "do it now, or open an issue"),
    ("FIX", "ME", "mend it now, or open an issue"),
    ("XX", "X", "say what is meant"),
    ("dbg", "!(", "remove it"),
    ("console.lo", "g(", "remove it"),
    ("#[igno", "re", "mend the test or remove it"),
    (".on", "ly(", "let the other tests run too"),
    ("<<<<", "<<< ", "finish the merge"),
    ("/ro", "ot/", "name no place of one machine"),
    ("registry.", "npmjs", "name no registry's host"),
];

type Check = fn(&Run<'_>) -> Result<Vec<String>>;

/// Counts one test for each check.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let checks: [(&str, Check); 7] = [
        ("every crate has its suite", every_crate_has_a_suite),
        ("lock files name no host", lock_files_name_no_host),
        ("nothing is left over", nothing_is_left_over),
        ("a part is named in one place", parts_are_named_once),
        ("the code is formatted", formatted),
        ("native code has no lint", native_lints),
        ("code for the browser has no lint", browser_lints),
    ];
    let mut tally = Tally::default();
    for (name, check) in checks {
        let faults = check(run)?;
        tally.count(faults.is_empty());
        if !faults.is_empty() {
            Problem::new(format!("not true: {name}; mend what is told above"))
                .with_output(faults)
                .tell();
        }
    }
    Ok(tally)
}

fn every_crate_has_a_suite(run: &Run<'_>) -> Result<Vec<String>> {
    let folder = run.project.root.join("crates");
    let mut faults = Vec::new();
    for entry in fs::read_dir(&folder)
        .map_err(Problem::file("read", &folder))?
        .flatten()
    {
        let manifest = entry.path().join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else {
            continue;
        };
        let name = package_name(&text).unwrap_or_default();
        if !crates::ALL.iter().any(|suite| suite.contains(&name)) {
            faults.push(format!(
                "{}: `{name}` stands in no suite of xtask/src/test/crates.rs",
                manifest.display()
            ));
        }
    }
    Ok(faults)
}

fn package_name(manifest: &str) -> Option<&str> {
    manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
}

fn lock_files_name_no_host(run: &Run<'_>) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (file, text) in committed_texts(run)? {
        if file.ends_with("Cargo.lock") || file.ends_with("package-lock.json") {
            faults.extend(hosts(&text).map(|line| format!("{file}: {line}")));
        }
    }
    Ok(faults)
}

fn hosts(lock: &str) -> impl Iterator<Item = &str> {
    lock.lines()
        .map(str::trim)
        .filter(|line| line.contains("://") && *line != CRATES)
        // Who would like to be paid for a package is no place to fetch it from.
        .filter(|line| !line.starts_with("\"url\": "))
}

fn nothing_is_left_over(run: &Run<'_>) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (file, text) in committed_texts(run)? {
        for (number, line) in text.lines().enumerate() {
            if let Some(mend) = leftover(line) {
                faults.push(format!("{file}:{}: {}: {mend}", number + 1, line.trim()));
            }
        }
    }
    Ok(faults)
}

fn leftover(line: &str) -> Option<String> {
    // A sum in a lock file holds any letters by chance.
    if line.trim_start().starts_with("\"integrity\": \"sha") {
        return None;
    }
    LEFTOVERS.iter().find_map(|(first, second, mend)| {
        let word = format!("{first}{second}");
        line.contains(&word).then(|| format!("`{word}`: {mend}"))
    })
}

fn parts_are_named_once(run: &Run<'_>) -> Result<Vec<String>> {
    Ok(parts::named_elsewhere(&committed_texts(run)?))
}

/// Every committed file that is text.
fn committed_texts(run: &Run<'_>) -> Result<Vec<(String, String)>> {
    let mut git = Command::new("git");
    git.current_dir(&run.project.root).args(["ls-files", "-z"]);
    let listed = program::ask(&mut git).ok_or_else(|| {
        Problem::new("`git ls-files` does not answer: install git, and start this in a clone")
    })?;
    Ok(listed
        .split('\0')
        .filter(|file| !file.is_empty())
        .filter_map(|file| {
            let text = fs::read_to_string(run.project.root.join(file)).ok()?;
            Some((file.to_owned(), text))
        })
        .collect())
}

fn formatted(run: &Run<'_>) -> Result<Vec<String>> {
    let mut cargo = native(run);
    cargo.args(["fmt", "--all", "--", "--check"]);
    faults(run, &mut cargo)
}

fn native_lints(run: &Run<'_>) -> Result<Vec<String>> {
    let mut cargo = native(run);
    cargo.args(["clippy", "--locked", "--workspace", "--all-targets"]);
    for package in crates::INTERFACE {
        cargo.args(["--exclude", package]);
    }
    cargo.args(["--", "--deny", "warnings"]);
    faults(run, &mut cargo)
}

fn browser_lints(run: &Run<'_>) -> Result<Vec<String>> {
    let mut cargo = native(run);
    run.tools.apply(&mut cargo, run.project);
    cargo.args(["clippy", "--locked", "--target", "wasm32-unknown-unknown"]);
    for package in crates::INTERFACE {
        cargo.args(["--package", package]);
    }
    cargo.args(["--", "--deny", "warnings"]);
    faults(run, &mut cargo)
}

fn native(run: &Run<'_>) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&run.project.root)
        .env("CARGO_TARGET_DIR", &run.project.target);
    cargo
}

/// What a command finds fault with; nothing if it succeeds.
fn faults(run: &Run<'_>, command: &mut Command) -> Result<Vec<String>> {
    let finished = run.follow(command)?;
    Ok(if finished.success {
        Vec::new()
    } else {
        finished.lines
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_registry_may_stand_in_a_lock_file() {
        let lock = format!(
            "{CRATES}\nsource = \"git+https://example.com/x\"\n\"resolved\": \"https://example.com/x.tgz\",\n\
             \"url\": \"https://example.com/sponsor\"\n\"integrity\": \"sha512-a==\"\n"
        );
        assert_eq!(hosts(&lock).count(), 2);
    }

    #[test]
    fn leftovers_are_found_within_lines() {
        for (first, second, _) in LEFTOVERS {
            assert!(leftover(&format!("  // {first}{second}x")).is_some());
        }
        assert_eq!(leftover("let total = 3; // todos are a kind of task"), None);
        let (first, second, _) = LEFTOVERS[2];
        let sum = format!("  \"integrity\": \"sha512-a{first}{second}b==\",");
        assert_eq!(leftover(&sum), None);
    }

    #[test]
    fn a_package_is_known_by_its_manifest() {
        assert_eq!(
            package_name("[package]\nname = \"segflow-ui\"\n"),
            Some("segflow-ui")
        );
        assert_eq!(package_name("[workspace]\n"), None);
    }
}
