//! How many tests passed, and how many failed.

use std::fmt;
use std::ops::AddAssign;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u32,
    pub(super) failed: u32,
}

impl Tally {
    /// What could not even be started has failed.
    pub(super) fn failure() -> Self {
        Self {
            passed: 0,
            failed: 1,
        }
    }

    /// Counts one test.
    pub(super) fn count(&mut self, passed: bool) {
        if passed {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// A suite that runs nothing proves nothing.
    pub(super) fn or_failure_if_empty(self, suite: &str) -> Self {
        if self.passed + self.failed > 0 {
            return self;
        }
        eprintln!("error: the suite {suite} ran no test at all; see that its tests are found");
        Self::failure()
    }

    /// Sums what `cargo test` says of each test program.
    pub(super) fn in_cargo_output(lines: &[String]) -> Self {
        let mut sum = Self::default();
        for line in lines {
            if let Some(counts) = line.trim().strip_prefix("test result: ") {
                sum += Self {
                    passed: number_before(counts, " passed"),
                    failed: number_before(counts, " failed"),
                };
            }
        }
        sum
    }

    /// Reads the summary at the end of what `node --test` says in TAP.
    pub(super) fn in_tap(lines: &[String]) -> Self {
        let value = |name: &str| {
            lines
                .iter()
                .rev()
                .find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
                .unwrap_or(0_u32)
        };
        Self {
            passed: value("# pass "),
            // A test that was given up has not passed.
            failed: value("# fail ") + value("# cancelled "),
        }
    }
}

fn number_before(text: &str, word: &str) -> u32 {
    text.split(word)
        .next()
        .and_then(|before| before.rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn tally(passed: u32, failed: u32) -> Tally {
        Tally { passed, failed }
    }

    #[test]
    fn counts_of_cargo_are_summed() {
        let text = "running 2 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        assert_eq!(Tally::in_cargo_output(&lines(text)), tally(15, 2));
        assert_eq!(Tally::in_cargo_output(&lines("error: no")), tally(0, 0));
    }

    #[test]
    fn counts_of_node_are_read_from_its_summary() {
        let text = "# Subtest: one\nok 1 - one\n# a test says: # pass 99\n1..4\n# tests 6\n# suites 0\n\
            # pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n# duration_ms 12.5\n";
        assert_eq!(Tally::in_tap(&lines(text)), tally(3, 2));
    }

    #[test]
    fn a_suite_without_tests_has_failed() {
        assert_eq!(tally(0, 0).or_failure_if_empty("x"), tally(0, 1));
        assert_eq!(tally(1, 0).or_failure_if_empty("x"), tally(1, 0));
        assert_eq!(tally(1, 2).to_string(), "1 passed, 2 failed");
    }
}
