//! What of a month's fund and other deductions tax lets through.
//!
//! The lines of the slip stay as they were paid; only what they are to tax is limited. Housing fund above 12 % of its base is wage
//! (财税〔2006〕10号); the personal pension is deducted up to 12,000 a year (财政部 税务总局公告2024年第21号), health insurance up to 200 a month
//! (财税〔2017〕39号), the own part of an annuity up to 4 % of its base (财税〔2013〕103号).

use heng_kernel::{Finding, Money, Severity};

use super::{
    draft::LimitedSums,
    facts::PersonMonth,
    line::TaxEffect,
    plan::{Limits, TaxRules},
};
use crate::{
    amount::{TooLarge, total},
    iit::limits::{FundForTax, FundMonth, annuity_deductible, limited},
};

/// What of a month tax lets through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LetThrough {
    pub(super) fund: FundForTax,
    /// Deductions with a limit of their own, within it.
    pub(super) deducted: LimitedSums,
}

/// Wages that limits are reckoned from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shares {
    /// The employee's part of all schemes.
    pub(super) own: Money,
    /// The housing fund.
    pub(super) fund: FundMonth,
    /// The wages contributions are paid on, where no base is declared.
    pub(super) wages: Money,
}

impl LetThrough {
    pub(super) fn of(
        rules: &TaxRules<'_>,
        person: &PersonMonth,
        shares: &Shares,
        paid: &LimitedSums,
    ) -> Result<Self, TooLarge> {
        let Limits { fund, personal_pension, health_insurance, annuity } = rules.limits;
        let facts = &person.tax;
        let fund = match fund {
            Some(rule) => FundForTax::of(&rule.value, &shares.fund)?,
            None => FundForTax { deductible: shares.fund.employee.paid, ..FundForTax::default() },
        };
        let declared = person.contributions.declared.map(|bases| bases.insurance);
        let base = facts.annuity_base.or(declared).unwrap_or(shares.wages);
        let average = rules.average.map(|row| row.value.monthly);
        let deducted = LimitedSums {
            personal_pension: match personal_pension {
                Some(rule) => limited(&rule.value, paid.personal_pension, facts.before.personal_pension)?,
                None => Money::ZERO,
            },
            health_insurance: match health_insurance {
                Some(rule) => limited(&rule.value, paid.health_insurance, facts.health_insurance_before)?,
                None => Money::ZERO,
            },
            annuity: match annuity {
                Some(rule) => annuity_deductible(&rule.value, base, average, paid.annuity)?,
                None => Money::ZERO,
            },
        };
        Ok(Self { fund, deducted })
    }

    /// All deductions with a limit of their own.
    pub(super) fn other(&self) -> Result<Money, TooLarge> {
        let LimitedSums { personal_pension, health_insurance, annuity } = self.deducted;
        total([personal_pension, health_insurance, annuity])
    }

    /// Deductions paid beyond their limits.
    pub(super) fn deduction_findings(&self, paid: &LimitedSums, findings: &mut Vec<Finding>) {
        let both = [
            (TaxEffect::PersonalPension, paid.personal_pension, self.deducted.personal_pension),
            (TaxEffect::HealthInsurance, paid.health_insurance, self.deducted.health_insurance),
            (TaxEffect::Annuity, paid.annuity, self.deducted.annuity),
        ];
        for (effect, paid, counted) in both.into_iter().filter(|(_, paid, counted)| paid != counted) {
            findings.push(
                Finding::new("pay.deduction_above_tax_limit", Severity::Warning, effect.code())
                    .with("what", effect.code())
                    .with("paid", paid.to_string())
                    .with("counted", counted.to_string()),
            );
        }
    }

    /// Housing fund beyond what is free of tax.
    pub(super) fn fund_finding(&self) -> Option<Finding> {
        let FundForTax { own_excess, employer_excess, .. } = self.fund;
        let above = (own_excess, employer_excess) != (Money::ZERO, Money::ZERO);
        above.then(|| {
            Finding::new("pay.fund_above_tax_limit", Severity::Warning, "housing_fund")
                .with("employee", own_excess.to_string())
                .with("employer", employer_excess.to_string())
        })
    }
}
