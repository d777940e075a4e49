//! What can be asked, and who answers.

use std::{fs, io::Write, path::PathBuf};

use clap::{Args, Subcommand};

use crate::{Outcome, Unusable, cases};

/// The engines, as subcommands of a program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compute worked examples or one person's month.
    #[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
    Calc(CalcArgs),
}

/// `calc`.
#[derive(Debug, Args)]
pub struct CalcArgs {
    /// A file of worked examples to compute and compare.
    #[arg(long, value_name = "FILE.json")]
    cases: Option<PathBuf>,
    /// Where to write what was computed, by id.
    #[arg(long, value_name = "FILE.json", requires = "cases")]
    out: Option<PathBuf>,
}

/// Where a result goes, and in which form.
#[expect(missing_debug_implementations, reason = "a writer has nothing to show")]
pub struct Console<'a> {
    /// Results; never diagnostics of the program itself.
    pub out: &'a mut dyn Write,
    /// One JSON document instead of text.
    pub json: bool,
}

/// Does what was asked.
pub fn run(command: Command, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    match command {
        Command::Calc(CalcArgs { cases: Some(path), out }) => check_cases(path, out, console),
        Command::Calc(CalcArgs { cases: None, .. }) => {
            Err(Unusable("name a file of cases with --cases, or a person's month with `slip`".to_owned()))
        }
    }
}

fn check_cases(path: PathBuf, out: Option<PathBuf>, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    let text = fs::read_to_string(&path).map_err(|error| Unusable::file(&path, &error))?;
    let report = cases::check(&text).map_err(|error| Unusable::file(&path, &error))?;
    if let Some(out) = out {
        let computed =
            serde_json::to_string_pretty(&report.computed()).map_err(|error| Unusable::file(&out, &error))?;
        fs::write(&out, computed + "\n").map_err(|error| Unusable::file(&out, &error))?;
    }
    if console.json {
        writeln!(console.out, "{}", report.to_json())?;
    } else {
        write!(console.out, "{report}")?;
    }
    Ok(report.outcome())
}
