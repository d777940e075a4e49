//! Checks and sums of the labour contract: probation, the double wage without a contract, deductions for damage.

use chrono::{Datelike, Days, Months, NaiveDate};
use heng_kernel::{Finding, Money, Severity};
use heng_packs::{DamageDeduction, NonCompete, Probation, WrittenContract};

use super::service::Service;
use crate::amount::{TooLarge, minus, not_negative, part, times, to_minor, wide};

/// A probation against what the law lets a contract have (劳动合同法 arts. 19, 83).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProbationCheck {
    /// The longest lawful probation, in months.
    pub max_months: u32,
    /// Months agreed beyond it.
    pub excess_months: u32,
}

impl ProbationCheck {
    /// A contract of `term_months` (`None` for an open-ended one) with `agreed_months` of probation.
    pub fn of(rule: &Probation, term_months: Option<u32>, agreed_months: u32) -> Self {
        let max_months = rule.max_months(term_months).unwrap_or(0);
        Self { max_months, excess_months: agreed_months.saturating_sub(max_months) }
    }

    /// Damages for excess months that were served: the wage after probation for each, on top of what was paid (art. 83).
    pub fn damages(&self, wage_after_probation: Money) -> Result<Money, TooLarge> {
        times(wage_after_probation, i64::from(self.excess_months))
    }

    /// The finding on a probation that is too long; a second one at the same employer is never lawful.
    pub fn findings(&self, had_probation_here: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.excess_months > 0 {
            findings.push(
                Finding::new("contract.probation_too_long", Severity::Error, "probation_months")
                    .with("max_months", self.max_months)
                    .with("excess_months", self.excess_months),
            );
        }
        if had_probation_here {
            findings.push(Finding::new("contract.probation_once", Severity::Error, "probation_months"));
        }
        findings
    }
}

/// The least wage of a probation (art. 20; 实施条例 art. 15): 80 % of the agreed wage, and never under the minimum wage.
pub fn probation_wage_min(
    rule: &Probation,
    agreed_wage: Money,
    minimum_wage: Money,
) -> Result<Money, TooLarge> {
    part(agreed_wage, rule.pay_min).map(|least| least.max(minimum_wage))
}

/// The second wage of months without a written contract (art. 82; 实施条例 arts. 6, 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoubleWage {
    /// Full months.
    pub months: u32,
    /// Days beyond them.
    pub days: u32,
    /// Calendar days of the month they are part of.
    pub days_of_month: u32,
    /// Months and days together, in hundredths of a month, rounded half up.
    pub months_hundredths: i64,
    /// The second wage, on top of the one paid.
    pub amount: Money,
}

impl DoubleWage {
    /// For somebody hired on `hired` whose contract was signed on `signed` (a contract not signed yet: the day after the day asked
    /// for). Due from the day after the first month to the eve of signing, at most to the end of the first year.
    pub fn of(
        rule: &WrittenContract,
        hired: NaiveDate,
        signed: NaiveDate,
        month_wage: Money,
    ) -> Result<Self, TooLarge> {
        let after = |months: u32| hired.checked_add_months(Months::new(months)).ok_or(TooLarge);
        let until = signed.min(after(rule.within_months + rule.double_wage_months_max)?);
        // Months run from the hire, not from the end of the first one: hired on the 31st, each ends with its month (民法典 art. 202).
        let service = until.pred_opt().and_then(|last| Service::between(hired, last)).unwrap_or_default();
        let all = service.years * 12 + service.months;
        let (months, service) = match all.checked_sub(rule.within_months) {
            Some(months) => (months, service),
            None => (0, Service::default()),
        };
        let begun = after(all)?;
        let days_of_month = u32::from(begun.num_days_in_month());
        let parts = i128::from(months) * i128::from(days_of_month) + i128::from(service.days);
        let of_month = i128::from(days_of_month);
        Ok(Self {
            months,
            days: service.days,
            days_of_month,
            months_hundredths: to_minor(parts * 100, of_month)?.minor(),
            amount: to_minor(wide(month_wage) * parts, of_month)?,
        })
    }
}

/// The most that may be deducted from a month's wage for damage (劳部发〔1994〕489号 art. 16): the loss, a fifth of the wage, and only so
/// much that the minimum wage is left.
pub fn damage_deduction_max(
    rule: &DamageDeduction,
    loss: Money,
    month_wage: Money,
    minimum_wage: Money,
) -> Result<Money, TooLarge> {
    let fifth = part(month_wage, rule.month_share_max)?;
    let above_minimum = not_negative(minus(month_wage, minimum_wage)?);
    Ok(not_negative(loss).min(fifth).min(above_minimum))
}

/// Why a next contract must be open-ended (劳动合同法 art. 14), if it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenEnded {
    /// Ten years of continuous service.
    YearsOfService,
    /// Two fixed terms in a row.
    FixedTerms,
    /// No written contract within a year of the hire.
    NoContractForAYear,
}

/// Whether the next contract must be open-ended, unless the employee asks for a fixed term.
pub fn open_ended(
    rule: &WrittenContract,
    full_years: u32,
    fixed_terms: u32,
    unsigned_months: u32,
) -> Option<OpenEnded> {
    if unsigned_months >= rule.within_months + rule.double_wage_months_max {
        Some(OpenEnded::NoContractForAYear)
    } else if full_years >= rule.open_ended_after_years {
        Some(OpenEnded::YearsOfService)
    } else {
        (fixed_terms >= rule.open_ended_after_terms).then_some(OpenEnded::FixedTerms)
    }
}

/// How much notice an end needs (劳动合同法 arts. 37, 40).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The employee resigns, or the employer ends the contract under art. 40: 30 days, in writing.
    Ordinary,
    /// The employee resigns in probation: 3 days.
    InProbation,
}

impl Notice {
    /// Days of notice.
    pub const fn days(self) -> u64 {
        match self {
            Self::Ordinary => 30,
            Self::InProbation => 3,
        }
    }

    /// The first day that may be the last one when notice is given on a day, which itself does not count (民法典 art. 201).
    pub fn earliest_last_day(self, given_on: NaiveDate) -> Option<NaiveDate> {
        given_on.checked_add_days(Days::new(self.days()))
    }

    /// Whether notice was too short, or was not given: under art. 40 a month's wage then takes its place.
    pub fn is_too_short(self, given_on: Option<NaiveDate>, last_day: NaiveDate) -> bool {
        given_on.and_then(|given| self.earliest_last_day(given)).is_none_or(|earliest| last_day < earliest)
    }
}

/// The monthly compensation of a non-compete that agreed on none (法释〔2020〕26号 art. 36): 30 % of the 12-month average, and not under the
/// minimum wage.
pub fn non_compete_default(
    rule: &NonCompete,
    average_wage: Money,
    minimum_wage: Money,
) -> Result<Money, TooLarge> {
    part(average_wage, rule.default_compensation).map(|share| share.max(minimum_wage))
}

/// What is wrong with a non-compete: too long, or unpaid for so long that the employee may leave it (art. 38).
pub fn non_compete_findings(rule: &NonCompete, months: u32, unpaid_months: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    if months > rule.months_max {
        findings.push(
            Finding::new("contract.non_compete_too_long", Severity::Error, "months")
                .with("months_max", rule.months_max),
        );
    }
    if unpaid_months >= rule.unpaid_months_release {
        findings.push(
            Finding::new("contract.non_compete_unpaid", Severity::Warning, "unpaid_months")
                .with("unpaid_months", unpaid_months),
        );
    }
    findings
}
