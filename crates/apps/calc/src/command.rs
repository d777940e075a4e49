//! What can be asked, and who answers.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use heng_kernel::Locale;

use crate::{
    Outcome, Unusable, cases,
    formula::{self, FormulaCommand},
    packs::{self, PacksCommand},
    slip,
};

/// The engines, as subcommands of a program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compute worked examples or one person's month.
    #[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
    Calc(CalcArgs),
    /// The language of pay items and indicators.
    #[command(subcommand)]
    Formula(FormulaCommand),
    /// The rule data: law by place and day, with its sources.
    #[command(subcommand)]
    Packs(PacksCommand),
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
    #[command(subcommand)]
    command: Option<CalcCommand>,
}

/// `calc …`.
#[derive(Debug, Subcommand)]
enum CalcCommand {
    /// One person's month: a slip from a friendly file.
    Slip {
        /// The month, in YAML.
        file: PathBuf,
        /// The installation's folder of rule data; that of its settings when not named.
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
        /// Show how each line came about.
        #[arg(long)]
        explain: bool,
        /// Language.
        #[arg(long, value_enum, default_value_t)]
        lang: Lang,
    },
}

impl Command {
    /// Where the folder of the installation's own rule data stands, of a command that reads it. A program that knows the folder from
    /// its settings puts it there when the command line names none. Worked examples are computed by what is shipped, everywhere alike.
    pub const fn folder(&mut self) -> Option<&mut Option<PathBuf>> {
        match self {
            Self::Calc(CalcArgs { command: Some(CalcCommand::Slip { folder, .. }), .. }) => Some(folder),
            Self::Packs(packs) => Some(packs.folder()),
            Self::Calc(_) | Self::Formula(_) => None,
        }
    }
}

/// The language of what is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    pub(crate) const fn locale(self) -> Locale {
        match self {
            Self::Zh => Locale::ZhCn,
            Self::En => Locale::En,
        }
    }
}

/// Where a result goes, in which form, and which day it is.
#[expect(missing_debug_implementations, reason = "a writer has nothing to show")]
pub struct Console<'a> {
    /// Results; never diagnostics of the program itself.
    pub out: &'a mut dyn Write,
    /// One JSON document instead of text.
    pub json: bool,
    /// Today at the place of the program.
    pub today: NaiveDate,
}

impl Console<'_> {
    pub(crate) fn print(&mut self, text: &str, json: &serde_json::Value) -> io::Result<()> {
        if self.json { writeln!(self.out, "{json}") } else { writeln!(self.out, "{}", text.trim_end()) }
    }
}

/// Does what was asked.
pub fn run(command: Command, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    match command {
        Command::Calc(CalcArgs {
            command: Some(CalcCommand::Slip { file, folder, explain, lang }), ..
        }) => {
            let packs = packs::load(folder.as_deref(), lang.locale())?;
            let text = fs::read_to_string(&file).map_err(|error| Unusable::file(&file, &error))?;
            let told = slip::tell(&text, &packs, explain, lang.locale());
            let told = told.map_err(|error| Unusable::file(&file, &error))?;
            console.print(&told.text, &told.json)?;
            Ok(if told.payable { Outcome::Good } else { Outcome::Findings })
        }
        Command::Calc(CalcArgs { cases: Some(path), out, .. }) => check_cases(path, out, console),
        Command::Calc(CalcArgs { .. }) => {
            Err(Unusable("name a file of cases with --cases, or a person's month with `slip`".to_owned()))
        }
        Command::Formula(command) => formula::run(command, console),
        Command::Packs(command) => packs::run(command, console),
    }
}

fn check_cases(path: PathBuf, out: Option<PathBuf>, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    let text = fs::read_to_string(&path).map_err(|error| Unusable::file(&path, &error))?;
    let report = cases::check(&text).map_err(|error| Unusable::file(&path, &error))?;
    console.print(&report.to_string(), &report.to_json())?;
    if let Some(out) = out {
        let computed =
            serde_json::to_string_pretty(&report.computed()).map_err(|error| Unusable::file(&out, &error))?;
        fs::write(&out, computed + "\n").map_err(|error| Unusable::file(&out, &error))?;
    }
    Ok(report.outcome())
}
