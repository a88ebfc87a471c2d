//! Counting what passed and what failed, from the summary lines that test runners print.
//! It does not run them, and it never guesses: a runner that says nothing and fails counts as one failure.

use std::fmt;
use std::ops::AddAssign;

use crate::shell::Finished;

/// How many checks passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Checks that held.
    pub(crate) passed: u64,
    /// Checks that did not.
    pub(crate) failed: u64,
}

impl Tally {
    /// One check, which held or did not.
    pub(crate) fn one(held: bool) -> Self {
        Self { passed: u64::from(held), failed: u64::from(!held) }
    }

    /// The sum of the lines `test result: ok. 3 passed; 1 failed; …` of all test binaries that cargo ran.
    pub(crate) fn of_cargo_test(finished: &Finished) -> Self {
        let mut sum = Self::default();
        for line in &finished.lines {
            if let Some(summary) = line.trim().strip_prefix("test result: ") {
                sum += Self {
                    passed: number_before(summary, " passed"),
                    failed: number_before(summary, " failed"),
                };
            }
        }
        sum.or_at_least_one_failure(finished.success)
    }

    /// The last line of the form `3 passed, 1 failed`.
    pub(crate) fn of_last_line(finished: &Finished) -> Self {
        let summary =
            finished.lines.iter().rev().find(|line| line.contains(" passed, ") && line.contains(" failed"));
        let Some(line) = summary else { return Self::one(false) };
        Self { passed: number_before(line, " passed"), failed: number_before(line, " failed") }
            .or_at_least_one_failure(finished.success)
    }

    /// A runner can die before it counts (a crash, a test that does not compile): that is a failure too.
    fn or_at_least_one_failure(self, success: bool) -> Self {
        if success { self } else { Self { failed: self.failed.max(1), ..self } }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed = self.passed.saturating_add(other.passed);
        self.failed = self.failed.saturating_add(other.failed);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number that stands directly before a word; none is nought.
fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split(word).next().unwrap_or_default();
    let digits = before.rsplit(|character: char| !character.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(text: &str, success: bool) -> Finished {
        Finished { lines: text.lines().map(str::to_owned).collect(), success }
    }

    #[test]
    fn the_summaries_of_all_test_binaries_are_added_up() {
        let text = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                    test a ... FAILED\n\
                    test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out";
        assert_eq!(Tally::of_cargo_test(&finished(text, false)), Tally { passed: 15, failed: 2 });
    }

    #[test]
    fn a_run_that_dies_without_a_count_is_a_failure() {
        assert_eq!(Tally::of_cargo_test(&finished("", false)), Tally { passed: 0, failed: 1 });
        let all_green = "test result: ok. 4 passed; 0 failed";
        assert_eq!(Tally::of_cargo_test(&finished(all_green, false)), Tally { passed: 4, failed: 1 });
    }

    #[test]
    fn the_last_count_of_a_runner_is_the_one_that_holds() {
        let text = "1 passed, 0 failed\nmore\n 31 passed, 2 failed";
        assert_eq!(Tally::of_last_line(&finished(text, true)), Tally { passed: 31, failed: 2 });
    }

    #[test]
    fn a_runner_that_never_counts_is_a_failure_even_when_it_ends_well() {
        assert_eq!(Tally::of_last_line(&finished("all fine", true)), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn a_tally_is_written_as_the_last_line_of_a_run() {
        assert_eq!(Tally { passed: 15, failed: 2 }.to_string(), "15 passed, 2 failed");
    }
}
