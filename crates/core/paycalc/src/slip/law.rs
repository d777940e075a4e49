//! What law takes from a slip: contributions of both sides, and the taxes.

use heng_kernel::{Finding, Money, Severity};

use super::{
    arrears::WAGE_TAX,
    draft::Draft,
    facts::{PersonMonth, TaxFacts},
    line::{LineKey, LineKind, TaxEffect},
    plan::{Group, Plan, TaxRules},
};
use crate::{
    amount::{TooLarge, plus},
    contribution::{Contribution, Wages},
    iit::{MonthWage, SeparateBonus, SeveranceTax, Withholding, YearToDate},
};

/// Figures on the way that only a trace needs.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) contributions: Vec<Contribution>,
    pub(super) withholding: Option<Withholding>,
    pub(super) bonus: Option<SeparateBonus>,
    pub(super) severance: Option<SeveranceTax>,
}

/// What each scheme asks of both sides.
pub(super) fn contributions(
    plan: &Plan<'_>,
    person: &PersonMonth,
    wages: &Wages,
    draft: &mut Draft,
    mut steps: Option<&mut Steps>,
) -> Result<(), TooLarge> {
    let facts = &person.contributions;
    for (n, scheme) in (0_u8..).zip(&plan.schemes) {
        let (left_out, declared) = match scheme.group {
            Group::Insurance => (facts.without_insurance, facts.declared.map(|bases| bases.insurance)),
            Group::Fund => (facts.without_fund, facts.declared.map(|bases| bases.fund)),
        };
        let paid = if left_out {
            Contribution::default()
        } else {
            scheme.terms.contribute(&declared.map_or(*wages, Wages::base))?
        };
        draft.add(LineKey::Employee(n), LineKind::Deduction, TaxEffect::SpecialDeduction, paid.employee)?;
        draft.add(LineKey::Employer(n), LineKind::EmployerCost, TaxEffect::None, paid.employer)?;
        if let Some(steps) = steps.as_deref_mut() {
            steps.contributions.push(paid);
        }
    }
    Ok(())
}

/// Withholds the taxes; the year after this slip.
pub(super) fn withhold(
    plan: &Plan<'_>,
    person: &PersonMonth,
    draft: &mut Draft,
    steps: Option<&mut Steps>,
) -> Result<YearToDate, TooLarge> {
    let facts = &person.tax;
    let Some(rules) = &plan.tax else { return Ok(facts.before) };
    let (joined, apart) = bonus(rules, facts, draft)?;
    let severance = severance(rules, facts, draft)?;
    let month = MonthWage {
        months: facts.months,
        income: plus(draft.sums.income, joined)?,
        exempt: draft.sums.exempt,
        special: draft.sums.special,
        special_additional: facts.special_additional,
        other: plus(draft.sums.other, facts.other)?,
        relief: facts.relief,
    };
    let outcome = rules.wage.withhold(facts.start, &facts.before, &month)?;
    draft.add(LineKey::WageTax, LineKind::Deduction, TaxEffect::None, outcome.withheld)?;
    if outcome.over_withheld > Money::ZERO {
        draft.findings.push(
            Finding::new("pay.tax_withheld_ahead", Severity::Info, WAGE_TAX)
                .with("amount", outcome.over_withheld.to_string()),
        );
    }
    if let Some(steps) = steps {
        steps.withholding = Some(outcome);
        steps.bonus = apart;
        steps.severance = severance;
    }
    Ok(outcome.year)
}

/// Taxes the bonus apart where that is allowed; what joins the wages instead.
fn bonus(
    rules: &TaxRules<'_>,
    facts: &TaxFacts,
    draft: &mut Draft,
) -> Result<(Money, Option<SeparateBonus>), TooLarge> {
    let bonus = draft.sums.bonus;
    if bonus == Money::ZERO {
        return Ok((Money::ZERO, None));
    }
    if bonus > Money::ZERO && !facts.bonus_apart_used && rules.bonus.policy.is_some() {
        let taxed = rules.bonus.separate(bonus)?;
        draft.findings.extend(taxed.findings(&rules.bonus, 0));
        draft.add(LineKey::BonusTax, LineKind::Deduction, TaxEffect::None, taxed.taxed.tax)?;
        return Ok((Money::ZERO, Some(taxed)));
    }
    draft.findings.push(Finding::new("pay.bonus_joined_to_wages", Severity::Warning, "tax.bonus"));
    for line in draft.lines.iter_mut().filter(|line| line.effect == TaxEffect::BonusApart) {
        line.effect = TaxEffect::Income;
    }
    Ok((bonus, None))
}

/// Taxes a compensation for leaving alone, above its exemption.
fn severance(
    rules: &TaxRules<'_>,
    facts: &TaxFacts,
    draft: &mut Draft,
) -> Result<Option<SeveranceTax>, TooLarge> {
    let amount = draft.sums.severance;
    if amount <= Money::ZERO {
        return Ok(None);
    }
    let Some(average) = facts.local_annual_average else {
        draft.findings.push(Finding::new("pay.local_average_missing", Severity::Error, "tax.severance"));
        return Ok(None);
    };
    let taxed = rules.severance.tax(amount, average)?;
    draft.add(LineKey::SeveranceTax, LineKind::Deduction, TaxEffect::None, taxed.taxed.tax)?;
    Ok(Some(taxed))
}
