//! Reads the summary lines of the test runners, so that one number can be told at the end.

use std::sync::LazyLock;

use regex::Regex;

/// Whose summary is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runner {
    Nextest,
    CargoTest,
    Vitest,
    Playwright,
}

/// Tests passed and failed, with the runner's own words for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub lines: Vec<String>,
}

impl Tally {
    pub(crate) fn read(runner: Runner, output: &[String]) -> Self {
        let mut tally = Self::default();
        for line in output {
            let line = plain(line);
            let marker = match runner {
                Runner::Nextest => &*NEXTEST,
                Runner::CargoTest => &*CARGO_TEST,
                Runner::Vitest => &*VITEST,
                Runner::Playwright => &*PLAYWRIGHT,
            };
            let Some(counts) = marker.captures(&line).and_then(|found| found.name("counts")) else {
                continue;
            };
            for found in COUNT.captures_iter(counts.as_str()) {
                let number =
                    found.name("number").and_then(|digits| digits.as_str().parse::<u64>().ok()).unwrap_or(0);
                match found.name("word").map(|word| word.as_str()) {
                    // A flaky test passed in the end; Playwright counts it apart from the passed ones.
                    Some("passed" | "flaky") => tally.passed += number,
                    Some("failed" | "timed out" | "interrupted" | "did not run") => tally.failed += number,
                    _ => {}
                }
            }
            tally.lines.push(line.trim().to_owned());
        }
        tally
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

static NEXTEST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*Summary \[[^\]]*\] \S+ tests? run: (?<counts>.*)$"));
static CARGO_TEST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^test result: \w+\. (?<counts>.*)$"));
static VITEST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*Tests  (?<counts>.*)$"));
static PLAYWRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?<counts>\d+ (passed|failed|flaky|interrupted|did not run|skipped))( \([\d.hms ]+\))?$")
});
/// `8 passed`, `1 timed out`; a number in brackets (`(1 slow, 1 flaky)`) tells more about those before it and is not one.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\([^)]*\)|(?<number>\d+) (?:exec )?(?<word>passed|failed|flaky|timed out|interrupted|did not run)",
    )
});
static ESCAPES: LazyLock<Regex> = LazyLock::new(|| pattern("\x1b\\[[0-9;?]*[A-Za-z]"));

#[expect(clippy::expect_used, reason = "the patterns are constants; each is used by a test below")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

/// Without the colours.
fn plain(line: &str) -> std::borrow::Cow<'_, str> {
    ESCAPES.replace_all(line, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(runner: Runner, output: &str) -> (u64, u64) {
        let lines: Vec<String> = output.lines().map(str::to_owned).collect();
        let tally = Tally::read(runner, &lines);
        (tally.passed, tally.failed)
    }

    #[test]
    fn nextest_counts_time_outs_as_failures_and_ignores_remarks_in_brackets() {
        let all_well = "     Summary [   0.123s] 45 tests run: 45 passed (2 slow, 1 flaky), 3 skipped";
        let stopped = "     Summary [  12.0s] 6/10 tests run: 3 passed, 1 failed, 1 exec failed, 1 timed out, 0 skipped";
        assert_eq!(read(Runner::Nextest, all_well), (45, 0));
        assert_eq!(read(Runner::Nextest, stopped), (3, 3));
    }

    #[test]
    fn colours_do_not_hide_a_summary() {
        let line = "\x1b[32;1m     Summary\x1b[0m [   0.5s] \x1b[1m2\x1b[0m tests run: \x1b[1m2\x1b[0m \x1b[32;1mpassed\x1b[0m, \x1b[1m0\x1b[0m skipped";
        assert_eq!(read(Runner::Nextest, line), (2, 0));
    }

    #[test]
    fn cargo_test_prints_one_line_per_binary() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 5 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s";
        assert_eq!(read(Runner::CargoTest, output), (7, 1));
    }

    #[test]
    fn vitest_counts_tests_not_files() {
        let output =
            " Test Files  1 failed | 3 passed (4)\n      Tests  2 failed | 10 passed | 1 skipped (13)";
        assert_eq!(read(Runner::Vitest, output), (10, 2));
    }

    #[test]
    fn playwright_counts_flaky_as_passed_and_unrun_as_failed() {
        let output = "  1 failed\n    [desk-zh] › leave.spec.ts:3:1 › passed on\n  1 flaky\n  2 did not run\n  12 passed (1.2m)";
        assert_eq!(read(Runner::Playwright, output), (13, 3));
    }

    #[test]
    fn words_of_a_test_are_no_summary() {
        assert_eq!(read(Runner::Nextest, "stdout: 12 passed"), (0, 0));
        assert_eq!(read(Runner::Playwright, "the 3 passed exams"), (0, 0));
    }
}
