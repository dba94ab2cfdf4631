//! Packages of the system: listed once with their reasons, confirmed once.

use std::io::{BufRead, IsTerminal, Write};
use std::process::Command;

use crate::flags::Consent;
use crate::problem::{Problem, Result};
use crate::program;
use crate::progress::Step;

/// A Debian package, and what it is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
}

/// Leaves in the list what is not installed yet.
pub(super) fn missing(packages: &[Package]) -> Vec<Package> {
    packages
        .iter()
        .filter(|package| !installed(package.name))
        .copied()
        .collect()
}

/// Says whether packages can be installed by a program at all.
pub(super) fn available() -> bool {
    program::find("apt-get").is_some()
}

/// Installs packages after the person has agreed.
pub(super) fn install(packages: &[Package], consent: Consent) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    eprintln!("- System packages needed:");
    for package in packages {
        eprintln!("    {:<16} {}", package.name, package.reason);
    }
    let names: Vec<&str> = packages.iter().map(|package| package.name).collect();
    let by_hand = format!(
        "apt-get install --no-install-recommends {}",
        names.join(" ")
    );
    if !available() {
        return Err(Problem::new(format!(
            "this system has no apt-get: install what corresponds to {} and start again",
            names.join(", ")
        )));
    }
    let right = Right::find(&by_hand)?;
    if consent == Consent::Ask {
        ask(&by_hand)?;
    }
    right.make_ready()?;

    let step = Step::begin("Install system packages", "with apt-get, as listed");
    let mut updated = false;
    if !known(&names) {
        update(&step, &right)?;
        updated = true;
    }
    if !known(&names) {
        return Err(Problem::new(format!(
            "the package lists of this system do not have all of {}: it may be too old, or no Debian; install them by hand and start again",
            names.join(", ")
        )));
    }
    let mut install = right.apt(&["install", "--yes", "--no-install-recommends"]);
    install.args(&names);
    let mut finished = program::follow(&step, &mut install, None)?;
    if !finished.success && !updated {
        // Lists that are out of date name files that are gone.
        update(&step, &right)?;
        finished = program::follow(&step, &mut install, None)?;
    }
    if !finished.success {
        return Err(Problem::new(format!(
            "apt-get could not install the packages: see above, mend it, or do `{by_hand}` by hand and start again"
        ))
        .with_output(finished.lines));
    }
    step.done();
    Ok(())
}

fn update(step: &Step, right: &Right) -> Result<()> {
    program::must(
        step,
        &mut right.apt(&["update"]),
        "see that the package sources of this system can be reached and start again",
    )?;
    Ok(())
}

fn ask(by_hand: &str) -> Result<()> {
    let stdin = std::io::stdin();
    let declined = || {
        Problem::new(format!(
            "the packages are needed: say yes, add `--yes`, or do `{by_hand}` yourself"
        ))
    };
    if !stdin.is_terminal() {
        return Err(declined());
    }
    eprint!("  Install them now? [Y/n] ");
    // If the question cannot be shown, the answer will be awaited all the same.
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    stdin
        .lock()
        .read_line(&mut answer)
        .map_err(|_| declined())?;
    match answer.trim().to_lowercase().as_str() {
        "" | "y" | "yes" => Ok(()),
        _ => Err(declined()),
    }
}

/// By what right packages are installed.
enum Right {
    Root,
    Sudo,
}

impl Right {
    fn find(by_hand: &str) -> Result<Self> {
        let user = program::ask(Command::new("id").arg("-u")).unwrap_or_default();
        if user.trim() == "0" {
            Ok(Self::Root)
        } else if program::find("sudo").is_some() {
            Ok(Self::Sudo)
        } else {
            Err(Problem::new(format!(
                "there is no sudo here: do `{by_hand}` as root and start again"
            )))
        }
    }

    /// Lets sudo ask for a password before anything else is on the screen.
    fn make_ready(&self) -> Result<()> {
        let Self::Sudo = self else {
            return Ok(());
        };
        let status = Command::new("sudo").arg("-v").status();
        if status.is_ok_and(|status| status.success()) {
            return Ok(());
        }
        Err(Problem::new(
            "sudo did not agree: start again with a user who may use sudo, or as root",
        ))
    }

    fn apt(&self, arguments: &[&str]) -> Command {
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.arg("env");
                sudo
            }
        };
        command
            .arg("DEBIAN_FRONTEND=noninteractive")
            .arg("apt-get")
            // Another installation under way is waited for.
            .arg("--option=DPkg::Lock::Timeout=120")
            .args(arguments);
        command
    }
}

fn installed(name: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", name]);
    program::ask(&mut query).is_some_and(|status| status.trim() == "installed")
}

/// Whether the system's lists have a version of every package to offer.
fn known(names: &[&str]) -> bool {
    let mut policy = Command::new("apt-cache");
    policy.arg("policy").args(names).env("LC_ALL", "C");
    program::ask(&mut policy).is_some_and(|text| candidates(&text) == names.len())
}

fn candidates(policy: &str) -> usize {
    policy
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Candidate:"))
        .filter(|candidate| candidate.trim() != "(none)")
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_without_a_candidate_are_not_known() {
        let policy = "lld-22:\n  Installed: (none)\n  Candidate: 1:22.1.8-1\n  Version table:\n\
                      chromium:\n  Installed: (none)\n  Candidate: (none)\n";
        assert_eq!(candidates(policy), 1);
        assert_eq!(candidates(""), 0);
    }
}
