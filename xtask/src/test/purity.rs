//! Arrows between crates point one way, and the core depends on nothing that
//! reads a clock, a network or a browser.

use std::process::Command;

use super::Run;
use super::tally::Tally;
use crate::problem::{Problem, Result};

/// Crates without I/O, clock or chance, and the beginnings of the names of what
/// would give them some.
const PURE: [&str; 2] = ["segflow-core", "segflow-interchange"];
const IMPURE: [&str; 12] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "gloo",
    "yew",
    "getrandom",
    "rand",
    "tokio",
    "futures",
    "chrono",
    "time",
    "uuid",
];

/// A crate, and the beginnings of the names it may not reach besides.
const RULES: [(&str, &[&str]); 10] = [
    (
        "segflow-core",
        &[
            "idb",
            "segflow-catalog",
            "segflow-interchange",
            "segflow-web",
            "segflow-ui",
            "segflow-app",
            "segflow-receiver",
            "restate",
        ],
    ),
    (
        "segflow-catalog",
        &[
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "yew",
            "serde",
            "segflow-interchange",
            "segflow-web",
            "segflow-ui",
        ],
    ),
    (
        "segflow-interchange",
        &[
            "regex",
            "serde",
            "segflow-web",
            "segflow-ui",
            "segflow-app",
            "segflow-receiver",
        ],
    ),
    (
        "segflow-web",
        &[
            "yew",
            "segflow-catalog",
            "segflow-interchange",
            "segflow-ui",
            "segflow-app",
            "segflow-receiver",
        ],
    ),
    (
        "segflow-engine",
        &[
            "web-sys",
            "gloo",
            "yew",
            "segflow-catalog",
            "segflow-interchange",
            "segflow-web",
            "segflow-ui",
        ],
    ),
    (
        "segflow-bulk",
        &[
            "web-sys",
            "gloo",
            "yew",
            "segflow-catalog",
            "segflow-interchange",
            "segflow-web",
            "segflow-ui",
        ],
    ),
    (
        "segflow-ui",
        &["segflow-app", "segflow-widget", "segflow-receiver"],
    ),
    ("segflow-widget", &["segflow-app", "segflow-receiver"]),
    (
        "segflow",
        &[
            "web-sys",
            "yew",
            "segflow-catalog",
            "segflow-web",
            "segflow-ui",
            "segflow-app",
            "segflow-receiver",
        ],
    ),
    (
        "segflow-receiver",
        &[
            "web-sys",
            "yew",
            "segflow-catalog",
            "segflow-interchange",
            "segflow-web",
            "segflow-ui",
            "segflow-app",
        ],
    ),
];

/// Counts one test for each crate with a rule.
pub(super) fn run(run: &Run<'_>) -> Result<Tally> {
    let mut tally = Tally::default();
    for (package, forbidden) in RULES {
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(&run.project.root)
            .args(["tree", "--locked", "--package", package])
            .args(["--edges", "normal,build", "--target", "all"])
            .args(["--prefix", "none", "--format", "{p}"]);
        let finished = run.follow(&mut cargo)?;
        if !finished.success {
            return Err(Problem::new(format!(
                "cargo could not tell what {package} depends on: see above, mend it and start again"
            ))
            .with_output(finished.lines));
        }
        let mut forbidden = forbidden.to_vec();
        if PURE.contains(&package) {
            forbidden.extend(IMPURE);
        }
        let found = reached(&finished.stdout, package, &forbidden);
        tally.count(found.is_empty());
        for name in found {
            eprintln!(
                "error: {package} depends on {name}, which it must not; `cargo tree -p {package} -i {name}` shows by which way"
            );
        }
    }
    Ok(tally)
}

/// The forbidden crates that stand in the tree, each once.
fn reached<'a>(tree: &'a str, package: &str, forbidden: &[&str]) -> Vec<&'a str> {
    let mut found: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != package)
        .filter(|name| forbidden.iter().any(|rule| is_of(name, rule)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// `gloo` also means `gloo-net`; `rand` does not mean `randomish`.
fn is_of(name: &str, rule: &str) -> bool {
    name.strip_prefix(rule)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_crates_are_found_with_their_families() {
        let tree = "segflow-core v0.1.0 (/a)\nserde v1.0.1\ngloo-net v0.7.0\nrandomish v1.0.0\n\
                    timely v0.1.0\ngloo-net v0.7.0 (*)\n";
        assert_eq!(
            reached(
                tree,
                "segflow-core",
                &["gloo", "rand", "time", "segflow-core"]
            ),
            ["gloo-net"]
        );
    }
}
