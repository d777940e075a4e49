//! How much of other payments stays out of taxable wages.

use heng_kernel::Money;
use heng_packs::{AnnuityLimit, FundTaxLimit, LimitedDeduction};

use crate::amount::{TooLarge, minus, not_negative, part, plus, times, to_minor, wide};

/// The housing fund of a month as tax sees it (财税〔2006〕10号): contributions of either side above 12 % of a base of at most three city
/// averages are wages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundForTax {
    /// The employee's part that is deducted.
    pub deductible: Money,
    /// Of the employee's part, what is not deducted.
    pub own_excess: Money,
    /// Of the employer's part, what is added to taxable wages.
    pub employer_excess: Money,
}

impl FundForTax {
    /// Of both sides' contributions of a month on a base, supplementary fund included.
    pub fn of(
        rule: &FundTaxLimit,
        base: Money,
        city_average: Option<Money>,
        employee: Money,
        employer: Money,
    ) -> Result<Self, TooLarge> {
        let cap = city_average.map(|average| times(average, i64::from(rule.city_averages))).transpose()?;
        let free = part(cap.map_or(base, |cap| base.min(cap)), rule.rate_max)?;
        let own_excess = not_negative(minus(employee, free)?);
        Ok(Self {
            deductible: minus(employee, own_excess)?,
            own_excess,
            employer_excess: not_negative(minus(employer, free)?),
        })
    }

    /// What is added to the month's taxable income in all.
    pub fn taxable(&self) -> Result<Money, TooLarge> {
        plus(self.own_excess, self.employer_excess)
    }
}

/// The employee's part of an enterprise annuity that is deducted (财税〔2013〕103号): up to 4 % of a base of at most three city averages.
pub fn annuity_deductible(
    rule: &AnnuityLimit,
    base: Money,
    city_average: Option<Money>,
    own_part: Money,
) -> Result<Money, TooLarge> {
    let cap = city_average.map(|average| times(average, i64::from(rule.city_averages))).transpose()?;
    let most = part(cap.map_or(base, |cap| base.min(cap)), rule.employee_rate_max)?;
    Ok(own_part.min(most))
}

/// What is left of a limited deduction (personal pension, health insurance) in its month or year, after what was deducted before.
pub fn limited(rule: &LimitedDeduction, wanted: Money, deducted_before: Money) -> Result<Money, TooLarge> {
    let room = not_negative(minus(rule.max, deducted_before)?);
    Ok(not_negative(wanted).min(room))
}

/// Maternity allowance against the wage (the higher is paid): the fund's part is exempt, the employer's top-up is wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaternityPay {
    /// Paid by the fund, exempt from tax.
    pub from_fund: Money,
    /// Paid on top by the employer, taxable.
    pub top_up: Money,
}

impl MaternityPay {
    /// For leave whose wage would be `wage`, with an allowance of the fund.
    pub fn of(wage: Money, allowance: Money) -> Result<Self, TooLarge> {
        Ok(Self { from_fund: allowance, top_up: not_negative(minus(wage, allowance)?) })
    }

    /// The allowance for days of leave at the unit's average base of the previous year: ÷ 30 × days.
    pub fn allowance(unit_average_base: Money, days: u32) -> Result<Money, TooLarge> {
        to_minor(wide(unit_average_base) * i128::from(days), 30)
    }
}
