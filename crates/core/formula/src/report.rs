//! What `heng formula check`, `explain` and `fmt` print: text for people, JSON for programs.

use std::fmt::Write as _;

use heng_kernel::{Locale, Severity};
use serde_json::{Value as Json, json};

use crate::{
    diagnostic::Diagnostic,
    given::GivenSpec,
    program::compile,
    spec::SetSpec,
    text::{parse, print},
};

/// A printable outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Json,
    /// Whether nothing is an error.
    pub ok: bool,
}

/// Checks a set: every finding with its place, then the order of calculation.
pub fn check(set: &SetSpec, locale: Locale) -> Report {
    let compiled = compile(set);
    let mut text = listed(&compiled.diagnostics, locale);
    let order: Vec<Json> = match &compiled.program {
        None => Vec::new(),
        Some(program) => program
            .items()
            .iter()
            .map(|item| json!({"name": item.name, "kind": item.kind.word(locale), "formula": item.formula}))
            .collect(),
    };
    if let Some(program) = &compiled.program {
        let names: Vec<&str> = program.items().iter().map(|item| item.name.as_str()).collect();
        let _ =
            writeln!(text, "{}{}", locale.pick("计算顺序：", "Order: "), names.join(locale.pick("、", ", ")));
    }
    let _ = writeln!(text, "{}", tally(&compiled.diagnostics, locale));
    let json = json!({"ok": compiled.program.is_some(), "items": order, "diagnostics": compiled.diagnostics});
    Report { text, json, ok: compiled.program.is_some() }
}

/// Calculates a set for one person and explains every item, or the one named.
pub fn explain(set: &SetSpec, given: &GivenSpec, only: Option<&str>, locale: Locale) -> Report {
    let compiled = compile(set);
    let Some(program) = &compiled.program else { return check(set, locale) };
    let row = match program.read_row(given) {
        Ok(row) => row,
        Err(faults) => {
            let text = format!("{}{}\n", listed(&faults, locale), tally(&faults, locale));
            return Report { text, json: json!({"ok": false, "diagnostics": faults}), ok: false };
        }
    };
    let traced = program.trace(&row);
    let mut text = String::new();
    let mut items = Vec::new();
    let mut ok = true;
    for (trace, found) in traced.items.iter().zip(traced.result.items()) {
        let item = trace.item();
        if only.is_some_and(|only| only != item.name) {
            continue;
        }
        let fault = found.as_ref().err().map(|fault| fault.render(program, locale));
        ok &= fault.is_none();
        match &fault {
            None => {
                let _ = writeln!(text, "{}\n{}", trace.line(locale), trace.tree(locale).render());
            }
            Some(fault) => {
                let _ = writeln!(text, "{}{}{fault}\n", item.name, locale.pick("：", ": "));
            }
        }
        items.push(json!({
            "name": item.name,
            "formula": item.formula,
            "line": trace.line(locale),
            "tree": trace.tree(locale),
            "fault": fault,
        }));
    }
    if items.is_empty() {
        let asked = only.unwrap_or_default();
        text.push_str(
            &locale.pick(format!("没有叫 {asked} 的项目\n"), format!("There is no item {asked}.\n")),
        );
        ok = false;
    }
    Report { text, json: json!({"ok": ok, "items": items}), ok }
}

/// A formula in standard form, or what is wrong with its text.
pub fn format_formula(text: &str) -> Result<String, Diagnostic> {
    parse(text).map(|expr| print(&expr))
}

/// A set with every formula in standard form; those that cannot be read stay as they are and are told.
pub fn format_set(set: &SetSpec) -> (SetSpec, Vec<Diagnostic>) {
    let mut formatted = set.clone();
    let mut faults = Vec::new();
    for item in &mut formatted.items {
        match format_formula(&item.formula) {
            Ok(text) => item.formula = text,
            Err(fault) => faults.push(fault.of(&item.name)),
        }
    }
    (formatted, faults)
}

fn listed(diagnostics: &[Diagnostic], locale: Locale) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let _ = writeln!(text, "{}\n", diagnostic.render(locale));
    }
    text
}

fn tally(diagnostics: &[Diagnostic], locale: Locale) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    locale
        .pick(format!("{errors} 处错误，{warnings} 处提醒"), format!("{errors} errors, {warnings} warnings"))
}
