//! What earlier months still owe: months reckoned again as they are known now, and insurance that is paid with a later month.

use std::collections::BTreeMap;

use heng_kernel::{Locale, Severity};
use heng_packs::Packs;
use heng_paycalc::slip::{
    Arrear, LineKind, PayMonth, PersonMonth, Record, RecordLine, TaxEffect, arrears as differences, paid,
};

use super::{
    build::{Built, month, month_by},
    enrolment,
    form::{Amount, EarlierForm, Form, TaxForm},
    refuse,
};
use crate::Unusable;

/// The differences that this month's slip pays or takes.
pub(super) fn arrears(form: &Form, packs: &Packs, locale: Locale) -> Result<Vec<Arrear>, Unusable> {
    let mut owed = Vec::new();
    for month in enrolment::owed(form, packs) {
        owed.extend(insurance_of(form, month, packs, locale)?);
    }
    for earlier in &form.earlier {
        owed.extend(differences_of(form, earlier, packs, locale)?);
    }
    owed.sort_by_key(|arrear| arrear.month);
    Ok(owed)
}

/// The insurance of a month that was begun after the window had closed: its slip with the schemes against its slip without.
fn insurance_of(form: &Form, of: PayMonth, packs: &Packs, locale: Locale) -> Result<Vec<Arrear>, Unusable> {
    let then = Form {
        month: of,
        paid_on: None,
        sheet: BTreeMap::new(),
        inputs: BTreeMap::new(),
        sick: None,
        carried: Vec::new(),
        earlier: Vec::new(),
        untaken_leave: None,
        other_employers: Vec::new(),
        tax: TaxForm::default(),
        ..form.clone()
    };
    let built = month(&then, packs, locale)?;
    let without = |without_insurance| {
        let mut person = built.person.clone();
        person.contributions.without_insurance = without_insurance;
        record(&built, &person, locale)
    };
    differences(of, &without(true)?, &without(false)?).map_err(|error| Unusable(error.to_string()))
}

/// A month that was paid, reckoned again as it is known now.
fn differences_of(
    form: &Form,
    earlier: &EarlierForm,
    packs: &Packs,
    locale: Locale,
) -> Result<Vec<Arrear>, Unusable> {
    let structure = earlier.now.structure.clone().or_else(|| form.structure.clone());
    let now = Form { structure, ..(*earlier.now).clone() };
    if now.month >= form.month || !now.earlier.is_empty() || !now.other_employers.is_empty() {
        return Err(refuse::earlier_is_not_earlier(now.month, locale));
    }
    if now.country != form.country {
        return Err(refuse::another_currency(now.month, locale));
    }
    let built = month(&now, packs, locale)?;
    let due = record(&built, &built.person, locale)?;
    let lines = |amounts: &BTreeMap<String, Amount>| -> Result<Vec<RecordLine>, Unusable> {
        // Arrears in an earlier slip are of months before it.
        let own = amounts.iter().filter(|(code, _)| !code.starts_with("arrears."));
        own.map(|(code, amount)| {
            let (kind, effect) =
                column(code, &due, &built).ok_or_else(|| refuse::unknown_line(code, locale))?;
            Ok(RecordLine { code: code.clone(), kind, effect, amount: amount.0 })
        })
        .collect()
    };
    let unusable = |error: heng_paycalc::TooLarge| Unusable(error.to_string());
    let slip = match (&earlier.paid, earlier.paid_by_rules_of) {
        (Some(paid), None) => Record::of(lines(paid)?).map_err(unusable)?,
        (None, Some(rules_on)) => {
            // The same facts, before the notice.
            let built = month_by(&now, packs, Some(rules_on), locale)?;
            record(&built, &built.person, locale)?
        }
        _ => return Err(refuse::how_it_was_paid(now.month, locale)),
    };
    let posted: Vec<Arrear> =
        lines(&earlier.posted)?.into_iter().map(|line| Arrear { month: now.month, line }).collect();
    let known = paid(&slip, &posted).map_err(unusable)?;
    differences(now.month, &known, &due).map_err(unusable)
}

/// Where a line stands and what it is to tax, by its name: as it is reckoned now, else as the structure or the law has it.
fn column(code: &str, due: &Record, built: &Built<'_>) -> Option<(LineKind, TaxEffect)> {
    if let Some(line) = due.lines.iter().find(|line| line.code == code) {
        return Some((line.kind, line.effect));
    }
    if let Some(item) = built.engine.structure().items.iter().find(|item| item.code == code) {
        return Some((item.kind, item.effect()));
    }
    match code.rsplit_once('.') {
        Some((_, "employee")) => Some((LineKind::Deduction, TaxEffect::SpecialDeduction)),
        Some((_, "employer")) => Some((LineKind::EmployerCost, TaxEffect::None)),
        Some(("tax" | "recovery", _)) => Some((LineKind::Deduction, TaxEffect::None)),
        None if code == "advance" => Some((LineKind::Deduction, TaxEffect::None)),
        _ => None,
    }
}

/// The slip of a month as it would be kept; a month that cannot be reckoned has none.
fn record(built: &Built<'_>, person: &PersonMonth, locale: Locale) -> Result<Record, Unusable> {
    let slip = built.engine.slip(&built.plan, person);
    let mut findings = built.findings.iter().chain(&slip.findings).chain(&built.plan.findings);
    match findings.find(|finding| finding.severity == Severity::Error) {
        Some(fault) => Err(refuse::earlier_month(fault, locale)),
        None => Ok(built.engine.record(&built.plan, person, &slip)),
    }
}
