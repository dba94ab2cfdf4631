//! Stops a program together with everything it has started.

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::program;

/// How long a program may take to put its things in order.
const GRACE: Duration = Duration::from_secs(2);

/// Asks a process and all that descends from it to stop, then makes them.
pub(crate) fn stop(process: u32) {
    let doomed = descendants(process, &parents());
    signal("TERM", &doomed);
    thread::sleep(GRACE);
    signal("KILL", &doomed);
}

/// Sends a signal by name. The shell's own `kill` is there on every system.
pub(crate) fn signal(name: &str, processes: &[u32]) {
    let list: Vec<String> = processes.iter().map(u32::to_string).collect();
    // Those which have ended meanwhile make it fail, and that is as wanted.
    let _ = Command::new("sh")
        .args(["-c", &format!("kill -{name} {}", list.join(" "))])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

/// Every process with its parent.
fn parents() -> Vec<(u32, u32)> {
    if let Ok(entries) = std::fs::read_dir("/proc") {
        let found: Vec<_> = entries
            .flatten()
            .filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok())
            .filter_map(|stat| parent_in_stat(&stat))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    let listed = program::ask(Command::new("ps").args(["-A", "-o", "pid=,ppid="]));
    listed
        .unwrap_or_default()
        .lines()
        .filter_map(|line| {
            let mut numbers = line.split_whitespace().map(str::parse);
            Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
        })
        .collect()
}

/// Reads `12 (a name (odd)) S 7 …`: the name may hold spaces and brackets.
fn parent_in_stat(stat: &str) -> Option<(u32, u32)> {
    let (process, rest) = stat.split_once(' ')?;
    let (_, after_name) = rest.rsplit_once(')')?;
    let parent = after_name.split_whitespace().nth(1)?;
    Some((process.parse().ok()?, parent.parse().ok()?))
}

/// The process itself first, then its children, and theirs.
fn descendants(process: u32, parents: &[(u32, u32)]) -> Vec<u32> {
    let mut found = vec![process];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(
            parents
                .iter()
                .filter(|(child, of)| *of == parent && *child != parent)
                .map(|(child, _)| *child),
        );
        next += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_hide_the_parent() {
        assert_eq!(parent_in_stat("12 (a (b) c) S 7 12 12"), Some((12, 7)));
        assert_eq!(parent_in_stat("12 nonsense"), None);
    }

    #[test]
    fn grandchildren_are_found_and_strangers_left_alone() {
        let parents = [(0, 0), (2, 1), (3, 2), (4, 1), (9, 8)];
        assert_eq!(descendants(1, &parents), [1, 2, 4, 3]);
        assert_eq!(descendants(0, &parents), [0]);
    }
}
