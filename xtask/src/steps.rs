//! A row of steps, each with its verdict and its time, and the table at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::child::{self, Job};
use crate::tally::{Runner, Tally};

/// How a step went.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Failed,
    /// An earlier step failed.
    NotRun,
}

/// What a step hands back when it could be carried out.
#[derive(Debug)]
pub(crate) enum Done {
    Well,
    Badly,
    Counted { success: bool, tally: Tally },
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    verdict: Verdict,
    took: Duration,
    tally: Tally,
}

/// The steps of one `cargo xt test`, in order.
#[derive(Debug)]
pub(crate) struct Steps {
    keep_going: bool,
    steps: Vec<Step>,
}

impl Steps {
    pub(crate) fn new(keep_going: bool) -> Self {
        Self { keep_going, steps: Vec::new() }
    }

    /// Carries the step out, unless an earlier one failed.
    pub(crate) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Done>) {
        let go = !child::interrupted() && (self.keep_going || self.all_well());
        let begun = Instant::now();
        let (verdict, tally) = if go { carry_out(name, work) } else { (Verdict::NotRun, Tally::default()) };
        self.steps.push(Step { name, verdict, took: begun.elapsed(), tally });
    }

    pub(crate) fn all_well(&self) -> bool {
        !self.steps.iter().any(|step| step.verdict == Verdict::Failed)
    }

    /// Prints the table and, last of all, the one line that counts every runner's tests; true if all went well.
    pub(crate) fn finish(&self, task: &str) -> bool {
        println!("\n{}\n", self.table());
        let total = self.total();
        println!("{task}: {} passed, {} failed", total.passed, total.failed);
        self.all_well() && !child::interrupted()
    }

    fn table(&self) -> String {
        let mut lines = vec!["step                       result          seconds".to_owned()];
        for step in &self.steps {
            let result = match step.verdict {
                Verdict::Passed => "passed",
                Verdict::Failed => "FAILED",
                Verdict::NotRun => "not run",
            };
            let seconds = format!("{}.{}", step.took.as_secs(), step.took.subsec_millis() / 100);
            lines.push(format!("{:<26} {result:<14} {seconds:>8}", step.name));
            let told = step.tally.lines.iter().filter(|line| !line.contains(" 0 passed; 0 failed;"));
            lines.extend(told.map(|line| format!("    {line}")));
        }
        lines.join("\n")
    }

    /// A step that failed without a failed test (a build, a lint) counts as one failure: the line never reads "0 failed" then.
    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for step in &self.steps {
            total.add(&step.tally);
            if step.verdict == Verdict::Failed && step.tally.failed == 0 {
                total.failed += 1;
            }
        }
        total
    }
}

/// One step by itself, with its verdict and its counts; true if all went well.
pub(crate) fn alone(name: &'static str, work: impl FnOnce() -> Result<Done>) -> bool {
    let mut steps = Steps::new(false);
    steps.step(name, work);
    steps.finish(name)
}

fn carry_out(name: &str, work: impl FnOnce() -> Result<Done>) -> (Verdict, Tally) {
    println!("\n== {name}");
    match work() {
        Ok(Done::Well) => (Verdict::Passed, Tally::default()),
        Ok(Done::Badly) => (Verdict::Failed, Tally::default()),
        Ok(Done::Counted { success, tally }) => {
            let well = success && tally.failed == 0;
            (if well { Verdict::Passed } else { Verdict::Failed }, tally)
        }
        Err(error) => {
            eprintln!("xt: {name}: {error:#}");
            (Verdict::Failed, Tally::default())
        }
    }
}

/// Runs a command whose exit code is its verdict.
pub(crate) fn plain(job: &Job) -> Result<Done> {
    println!("$ {}", job.shown());
    Ok(if job.stream()?.success { Done::Well } else { Done::Badly })
}

/// Runs a test runner and reads its summary; a green runner that tells no summary has not run.
pub(crate) fn counted(job: &Job, runner: Runner) -> Result<Done> {
    println!("$ {}", job.shown());
    let outcome = job.stream()?;
    let tally = Tally::read(runner, &outcome.lines);
    if outcome.success && tally.lines.is_empty() {
        bail!("`{}` ended well but told no summary", job.shown());
    }
    Ok(Done::Counted { success: outcome.success, tally })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64) -> Done {
        Done::Counted {
            success: failed == 0,
            tally: Tally { passed, failed, lines: vec!["a summary".to_owned()] },
        }
    }

    #[test]
    fn the_first_failure_stops_the_rest() {
        let mut steps = Steps::new(false);
        steps.step("tests", || Ok(tally(3, 1)));
        steps.step("docs", || panic!("must not run"));
        assert!(!steps.all_well());
        assert_eq!(steps.steps[1].verdict, Verdict::NotRun);
    }

    #[test]
    fn keep_going_runs_everything_and_sums_over_the_runners() {
        let mut steps = Steps::new(true);
        steps.step("clippy", || Ok(Done::Badly));
        steps.step("rust", || Ok(tally(40, 0)));
        steps.step("web", || Ok(tally(2, 1)));
        let total = steps.total();
        assert_eq!((total.passed, total.failed), (42, 2));
        assert!(steps.table().contains("a summary"));
    }

    #[test]
    fn a_runner_without_a_summary_is_not_trusted() {
        let silent = Job::new("true", &std::env::temp_dir());
        assert!(counted(&silent, Runner::Nextest).is_err());
    }
}
