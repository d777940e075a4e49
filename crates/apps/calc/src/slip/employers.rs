//! Several employers of the group that pay one person in a month: each withholds on what it pays itself, and the person hears what the
//! annual reconciliation of the sum will ask.

use std::fmt::Write as _;

use chrono::Datelike;
use heng_kernel::{CompanyId, Explanation, Finding, Locale, Severity};
use heng_packs::Packs;
use heng_paycalc::{
    iit::{EmployerSlip, ReconciliationRule, SeveralEmployers},
    words::word,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    build::{Built, build},
    form::{Country, Form, OtherEmployerForm, Residence},
    refuse,
    tell::major,
    words,
};
use crate::Unusable;

/// All employers of a month together.
pub(super) struct Together {
    employers: usize,
    sum: SeveralEmployers,
    explanation: Explanation,
}

/// The years of all employers together, when the file names others.
pub(super) fn together(
    form: &Form,
    built: &Built<'_>,
    packs: &Packs,
    locale: Locale,
) -> Result<Option<Together>, Unusable> {
    if form.other_employers.is_empty() {
        return Ok(None);
    }
    let paid_on = form.paid_on();
    let no_rule = |missing: heng_paycalc::RuleMissing| refuse::no_rule(&missing, locale);
    let rule = ReconciliationRule::as_of(&packs.china().income_tax, paid_on).map_err(no_rule)?;
    let mut slips = vec![at(0, form, built)];
    for (number, other) in (1_u128..).zip(&form.other_employers) {
        same_year(form, other, locale)?;
        let built = build(&other.month, packs, locale)?;
        let reckoned = built.engine.slip(&built.plan, &built.person);
        let mut findings = built.findings.iter().chain(&reckoned.findings).chain(&built.plan.findings);
        if let Some(fault) = findings.find(|finding| finding.severity == Severity::Error) {
            return Err(refuse::other_employers_month(&other.name, fault, locale));
        }
        slips.push(at(number, &other.month, &built));
    }
    let sum = SeveralEmployers::of(&rule, &slips).map_err(|error| Unusable(error.to_string()))?;
    let explanation = sum.explain(&rule);
    Ok(Some(Together { employers: slips.len(), sum, explanation }))
}

/// What the slip of one employer leaves of the person's year there. Companies of a file have no ids of their own.
fn at(number: u128, form: &Form, built: &Built<'_>) -> EmployerSlip {
    let company = CompanyId(Uuid::from_u128(number));
    let slip = built.engine.slip(&built.plan, &built.person);
    slip.at_employer(company, form.paid_on().year(), &built.person)
}

/// Only months of residents that are paid in the same year in China go together.
fn same_year(form: &Form, other: &OtherEmployerForm, locale: Locale) -> Result<(), Unusable> {
    let year = |form: &Form| form.paid_on().year();
    let resident = |form: &Form| form.country == Country::Cn && form.residence == Residence::Resident;
    let month = &*other.month;
    let fits = month.month == form.month
        && year(month) == year(form)
        && [form, month].into_iter().all(resident)
        && month.other_employers.is_empty();
    if fits { Ok(()) } else { Err(refuse::other_employer(&other.name, locale)) }
}

impl Together {
    /// What somebody should look at.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.sum.findings
    }

    /// As lines of text.
    pub(super) fn text(&self, explain: bool, locale: Locale) -> String {
        let count = self.employers;
        let mut text = locale.pick(
            format!("{count} 个单位合计（本年到本月）\n"),
            format!("{count} employers together (the year to this month)\n"),
        );
        let label = |code: &str| word(code, locale).unwrap_or_default();
        let (year, preview) = (&self.sum.year, &self.sum.preview);
        for (code, amount) in [
            ("iit.wage.income", year.wages),
            ("iit.wage.special", year.special),
            ("iit.wage.special_additional", year.special_additional),
            ("iit.reconciliation.withheld", year.withheld),
            ("iit.wage.tax_of_year", preview.taxed.tax),
        ] {
            let _ = writeln!(text, "  {}  {amount}", label(code));
        }
        let owed = &self.explanation.value;
        let _ = writeln!(text, "  {}  {owed}", label("iit.reconciliation.owed"));
        if explain {
            let _ = writeln!(text, "      {}", words::explanation(&self.explanation, locale));
        }
        text
    }

    /// As data.
    pub(super) fn json(&self, explain: bool) -> Value {
        let (year, preview) = (&self.sum.year, &self.sum.preview);
        json!({
            "employers": self.employers,
            "wages": major(year.wages),
            "special": major(year.special),
            "special_additional": major(year.special_additional),
            "withheld": major(year.withheld),
            "tax_of_year": major(preview.taxed.tax),
            "due": major(preview.due),
            "refund": major(preview.refund),
            "explanation": explain.then_some(&self.explanation),
        })
    }
}
