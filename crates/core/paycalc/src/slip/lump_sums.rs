//! Lump sums at the end of work, taxed apart from the year: compensation for leaving, early and internal retirement
//! (财税〔2018〕164号 item 5).

use heng_kernel::{Finding, Money, Severity};

use super::{
    draft::Draft,
    facts::TaxFacts,
    line::{LineKey, LineKind, TaxEffect},
    plan::{TaxRules, WageTax},
};
use crate::{
    amount::{TooLarge, minus, not_negative},
    iit::{EarlyRetirementTax, InternalRetirementTax, SeveranceTax},
    labour::service::Years,
};

/// What lump sums of a month were taxed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LumpSums {
    pub(super) severance: Option<SeveranceTax>,
    pub(super) early: Option<EarlyRetirementTax>,
    pub(super) internal: Option<InternalRetirementTax>,
    /// Tax withheld from the month's wage, which the tax with an internal retirement holds already.
    pub(super) wage_withheld: Money,
}

impl LumpSums {
    /// Those whose tax needs nothing of the month's wage.
    pub(super) fn taxed_alone(
        rules: &TaxRules<'_>,
        facts: &TaxFacts,
        draft: &mut Draft,
    ) -> Result<Self, TooLarge> {
        let severance = severance(rules, facts, draft)?;
        Ok(Self { severance, early: early(rules, facts, draft)?, ..Self::default() })
    }

    /// An internal retirement, after the wage was taxed: the month's tax with the lump sum, less what the wage has borne. Which wage
    /// tax comes off is what the readings differ in; neither taxes the wage twice.
    pub(super) fn tax_with_wage(
        &mut self,
        rules: &TaxRules<'_>,
        facts: &TaxFacts,
        withheld: Money,
        draft: &mut Draft,
    ) -> Result<(), TooLarge> {
        let amount = draft.sums.internal_retirement;
        if amount <= Money::ZERO {
            return Ok(());
        }
        let rule = match &rules.internal_retirement {
            Ok(rule) => rule,
            Err(missing) => {
                draft.findings.push(missing.finding("tax.internal_retirement"));
                return Ok(());
            }
        };
        let Some(months) = months(facts, "tax.internal_retirement", draft) else { return Ok(()) };
        // Own insurance and fund come off the wages of residents alone.
        let own = match rules.wages {
            WageTax::Cumulative { .. } => draft.sums.special,
            WageTax::MonthAlone(_) => Money::ZERO,
        };
        let wage = minus(minus(draft.sums.income, draft.sums.exempt)?, own)?;
        let taxed = rule.tax(amount, wage, months)?;
        self.wage_withheld = if rule.is_whole_month() { withheld.min(taxed.tax) } else { Money::ZERO };
        add(draft, LineKey::InternalRetirementTax, not_negative(minus(taxed.tax, self.wage_withheld)?))?;
        draft.findings.extend(taxed.findings());
        draft.findings.extend(rules.notes.internal_retirement.iter().cloned());
        self.internal = Some(taxed);
        Ok(())
    }
}

fn add(draft: &mut Draft, key: LineKey, tax: Money) -> Result<(), TooLarge> {
    draft.add(key, LineKind::Deduction, TaxEffect::None, tax)
}

/// The months a lump sum is spread over; it cannot be taxed without them.
fn months(facts: &TaxFacts, line: &'static str, draft: &mut Draft) -> Option<u32> {
    let months = facts.months_to_retirement.filter(|months| *months > 0);
    if months.is_none() {
        draft.findings.push(Finding::new("pay.months_to_retirement_missing", Severity::Error, line));
    }
    months
}

/// A compensation for leaving: alone, above its exemption.
fn severance(
    rules: &TaxRules<'_>,
    facts: &TaxFacts,
    draft: &mut Draft,
) -> Result<Option<SeveranceTax>, TooLarge> {
    let amount = draft.sums.severance;
    if amount <= Money::ZERO {
        return Ok(None);
    }
    let Some(average) = facts.local_annual_average.or(rules.average.map(|row| row.value.annual)) else {
        draft.findings.push(Finding::new("pay.local_average_missing", Severity::Error, "tax.severance"));
        return Ok(None);
    };
    let taxed = rules.severance.tax(amount, average)?;
    add(draft, LineKey::SeveranceTax, taxed.taxed.tax)?;
    draft.findings.extend(rules.notes.severance.iter().cloned());
    Ok(Some(taxed))
}

/// A lump sum for early retirement: alone, over the years to the statutory age.
fn early(
    rules: &TaxRules<'_>,
    facts: &TaxFacts,
    draft: &mut Draft,
) -> Result<Option<EarlyRetirementTax>, TooLarge> {
    let amount = draft.sums.early_retirement;
    if amount <= Money::ZERO {
        return Ok(None);
    }
    let rule = match &rules.early_retirement {
        Ok(rule) => rule,
        Err(missing) => {
            draft.findings.push(missing.finding("tax.early_retirement"));
            return Ok(None);
        }
    };
    let Some(months) = months(facts, "tax.early_retirement", draft) else { return Ok(None) };
    let taxed = rule.tax(amount, Years::from_months(i64::from(months)))?;
    add(draft, LineKey::EarlyRetirementTax, taxed.tax)?;
    draft.findings.extend(rules.notes.early_retirement.iter().cloned());
    Ok(Some(taxed))
}
