//! Special additional deductions (专项附加扣除) of a year, month by month: late reports are made up, ended ones taken back.
//!
//! 国发〔2018〕41号, 国发〔2023〕13号; 国家税务总局公告2022年第7号: deducted from the month the condition holds; what was not reported in time is made
//! up in later months of the same year.

use chrono::{Datelike, Months, NaiveDate};
use heng_kernel::{DateRange, Finding, Money, Rate, Severity};
use heng_packs::{DeductionPeriod, IncomeTax, SpecialAmount, SpecialDeduction};

use crate::amount::{TooLarge, minus, part, plus, times};

/// A deduction somebody has reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which.
    pub item: SpecialDeduction,
    /// Months for which the condition holds: each month with a day inside counts.
    pub valid: DateRange,
    /// The person's share: 100 % or 50 % for children; for shared elderly parents the agreed part of the largest share.
    pub share: Rate,
    /// How many (children). 1 for everything else.
    pub count: u8,
}

impl Claim {
    /// The whole deduction, once.
    pub const fn whole(item: SpecialDeduction, valid: DateRange) -> Self {
        Self { item, valid, share: Rate::ONE, count: 1 }
    }

    /// A certificate counts in the year it was obtained and in no other (国发〔2018〕41号): from its month on.
    fn was_obtained(&self, month: NaiveDate) -> bool {
        let from = self.valid.from();
        from.year() == month.year() && from.month() <= month.month()
    }

    fn covers(&self, month: NaiveDate) -> bool {
        let next = month.checked_add_months(Months::new(1));
        DateRange::new(month, next).is_ok_and(|month| self.valid.overlaps(&month))
    }
}

/// What may have been deducted from January to a month, inclusive, by what is reported now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entitlement {
    /// The sum.
    pub so_far: Money,
    /// What is wrong with the claims.
    pub findings: Vec<Finding>,
}

/// The entitlement of a year up to the month of `until`, counting only months since `employed_from` at this employer.
pub fn entitlement(
    tax: &IncomeTax,
    claims: &[Claim],
    employed_from: NaiveDate,
    until: NaiveDate,
) -> Result<Entitlement, TooLarge> {
    let mut entitled = Entitlement { findings: exclusive(claims), ..Entitlement::default() };
    let january = until.with_day(1).and_then(|day| day.with_month(1)).ok_or(TooLarge)?;
    let first = employed_from.with_day(1).ok_or(TooLarge)?.max(january);
    let mut yearly_taken: Vec<SpecialDeduction> = Vec::new();
    let mut month = first;
    while month <= until {
        for claim in claims {
            let row = tax.special.get(&claim.item).and_then(|timeline| timeline.as_of(month));
            let yearly = row.is_some_and(|row| row.value.per == DeductionPeriod::Year);
            if !(if yearly { claim.was_obtained(month) } else { claim.covers(month) }) {
                continue;
            }
            let Some(amount) = row.map(|row| row.value) else {
                entitled.findings.push(
                    Finding::new("iit.special.not_in_force", Severity::Error, "special_additional")
                        .with("month", month.to_string()),
                );
                continue;
            };
            entitled.so_far = plus(entitled.so_far, monthly(claim, &amount, month, &mut yearly_taken)?)?;
        }
        month = month.checked_add_months(Months::new(1)).ok_or(TooLarge)?;
    }
    Ok(entitled)
}

/// What to deduct in the month of `until` so that the year agrees with what is reported now: made up when a report came late, taken back
/// (below nothing) when a condition ended earlier than was thought.
pub fn this_month(entitled: &Entitlement, deducted_before: Money) -> Result<Money, TooLarge> {
    minus(entitled.so_far, deducted_before)
}

/// The amount of one claim for one month.
fn monthly(
    claim: &Claim,
    rule: &SpecialAmount,
    month: NaiveDate,
    yearly_taken: &mut Vec<SpecialDeduction>,
) -> Result<Money, TooLarge> {
    if rule.reconciliation_only {
        return Ok(Money::ZERO);
    }
    if rule.per == DeductionPeriod::Year {
        // A certificate: the whole amount in the month it is obtained, once a year.
        if yearly_taken.contains(&claim.item) {
            return Ok(Money::ZERO);
        }
        yearly_taken.push(claim.item);
    }
    if rule.months_max.is_some_and(|most| months_since(claim.valid.from(), month) >= most) {
        return Ok(Money::ZERO);
    }
    let count = if rule.per_child { i64::from(claim.count) } else { 1 };
    part(times(rule.amount, count)?, claim.share)
}

/// Whole months from the month of `from` to `month`.
fn months_since(from: NaiveDate, month: NaiveDate) -> u32 {
    let index = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month()).unwrap_or(0);
    u32::try_from(index(month) - index(from)).unwrap_or(0)
}

/// Mortgage interest and rent exclude each other; of the rents only one tier is possible.
fn exclusive(claims: &[Claim]) -> Vec<Finding> {
    use SpecialDeduction::{MortgageInterest, RentTier1, RentTier2, RentTier3};
    let housing = [MortgageInterest, RentTier1, RentTier2, RentTier3];
    let mut findings = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let clash = claims.iter().skip(index + 1).any(|other| {
            housing.contains(&claim.item)
                && housing.contains(&other.item)
                && claim.valid.overlaps(&other.valid)
        });
        if clash {
            findings.push(Finding::new("iit.special.housing_twice", Severity::Error, "special_additional"));
        }
        if !(Rate::default()..=Rate::ONE).contains(&claim.share) {
            findings.push(Finding::new(
                "iit.special.share_out_of_range",
                Severity::Error,
                "special_additional",
            ));
        }
    }
    findings
}

/// Own expense of serious illness that counts at the annual reconciliation: above 15,000, up to 80,000 a year.
pub fn serious_illness(rule: &SpecialAmount, own_expense: Money) -> Result<Money, TooLarge> {
    let over = minus(own_expense, rule.above.unwrap_or(Money::ZERO))?;
    Ok(over.max(Money::ZERO).min(rule.amount))
}
