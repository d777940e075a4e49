//! `formula check | explain | fmt`.

use std::{fs, path::Path};

use clap::Subcommand;
use heng_formula::{GivenSpec, SetSpec, report};
use heng_kernel::Locale;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::{Console, Outcome, Unusable, command::Lang};

/// `formula`.
#[derive(Debug, Subcommand)]
pub enum FormulaCommand {
    /// Check a set: inputs, tables and items, in YAML or JSON.
    Check {
        /// The set.
        file: std::path::PathBuf,
        /// Language of the findings.
        #[arg(long, value_enum, default_value_t)]
        lang: Lang,
    },
    /// Calculate a set for one person and show every step.
    Explain {
        /// The set.
        file: std::path::PathBuf,
        /// The person's values: `values: {…}`, `lists: {…}`.
        #[arg(long, value_name = "FILE")]
        given: std::path::PathBuf,
        /// Only this item.
        #[arg(long)]
        item: Option<String>,
        /// Language of the steps.
        #[arg(long, value_enum, default_value_t)]
        lang: Lang,
    },
    /// Write formulas in standard form.
    Fmt {
        /// The formulas, each one argument.
        #[arg(required_unless_present = "file")]
        formulas: Vec<String>,
        /// A set; it is written as JSON.
        #[arg(long, value_name = "FILE", conflicts_with = "formulas")]
        file: Option<std::path::PathBuf>,
        /// Language of the findings.
        #[arg(long, value_enum, default_value_t)]
        lang: Lang,
    },
}

pub(crate) fn run(command: FormulaCommand, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    match command {
        FormulaCommand::Check { file, lang } => {
            print(report::check(&read::<SetSpec>(&file)?, lang.locale()), console)
        }
        FormulaCommand::Explain { file, given, item, lang } => {
            let (set, given) = (read::<SetSpec>(&file)?, read::<GivenSpec>(&given)?);
            print(report::explain(&set, &given, item.as_deref(), lang.locale()), console)
        }
        FormulaCommand::Fmt { file: Some(file), lang, .. } => format_file(&file, lang.locale(), console),
        FormulaCommand::Fmt { formulas, lang, .. } => format_each(&formulas, lang.locale(), console),
    }
}

fn print(report: report::Report, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    console.print(&report.text, &report.json)?;
    Ok(if report.ok { Outcome::Good } else { Outcome::Findings })
}

fn format_file(file: &Path, locale: Locale, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    let (set, faults) = report::format_set(&read::<SetSpec>(file)?);
    let told = serde_json::to_value(&set).map_err(|error| Unusable::file(file, &error))?;
    let text = serde_json::to_string_pretty(&told).map_err(|error| Unusable::file(file, &error))?;
    if faults.is_empty() {
        console.print(&text, &told)?;
        return Ok(Outcome::Good);
    }
    let rendered: Vec<String> = faults.iter().map(|fault| fault.render(locale)).collect();
    console.print(&rendered.join("\n"), &json!({"diagnostics": faults}))?;
    Ok(Outcome::Findings)
}

fn format_each(formulas: &[String], locale: Locale, console: &mut Console<'_>) -> Result<Outcome, Unusable> {
    let mut outcome = Outcome::Good;
    let mut lines = Vec::new();
    let mut told = Vec::new();
    for formula in formulas {
        match report::format_formula(formula) {
            Ok(text) => {
                told.push(json!({"formula": text}));
                lines.push(text);
            }
            Err(fault) => {
                outcome = Outcome::Findings;
                lines.push(fault.render(locale));
                told.push(json!({"diagnostic": fault}));
            }
        }
    }
    console.print(&lines.join("\n"), &told.into())?;
    Ok(outcome)
}

/// A file in JSON, or in YAML by any other ending.
fn read<T: DeserializeOwned>(file: &Path) -> Result<T, Unusable> {
    let text = fs::read_to_string(file).map_err(|error| Unusable::file(file, &error))?;
    if file.extension().is_some_and(|ending| ending == "json") {
        serde_json::from_str(&text).map_err(|error| Unusable::file(file, &error))
    } else {
        serde_saphyr::from_str(&text).map_err(|error| Unusable::file(file, &error))
    }
}
