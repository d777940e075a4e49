//! How much of other payments stays out of taxable wages.

use heng_kernel::{Money, Rate};
use heng_packs::{AnnuityLimit, FundTaxLimit, LimitedDeduction, MoneyRounding};

use crate::amount::{TooLarge, minus, not_negative, part, plus, share, times, to_minor, wide};

/// The housing fund of a month, supplementary fund included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FundMonth {
    /// What it was paid on.
    pub base: Money,
    /// The city's average month wage of the year before. Without it the base is taken to lie within its multiple: the fund's own
    /// ceiling is that multiple, by the city's notice.
    pub city_average: Option<Money>,
    /// The employee's part.
    pub employee: FundSide,
    /// The employer's part.
    pub employer: FundSide,
    /// How each part was rounded.
    pub rounding: Option<MoneyRounding>,
}

/// One side of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FundSide {
    /// Its rate, ordinary and supplementary fund together.
    pub rate: Rate,
    /// What was paid.
    pub paid: Money,
}

/// The housing fund of a month as tax sees it (财税〔2006〕10号): contributions of either side above 12 % of a base of at most three city
/// averages are wages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FundForTax {
    /// The employee's part that is deducted.
    pub deductible: Money,
    /// Of the employee's part, what is not deducted.
    pub own_excess: Money,
    /// Of the employer's part, what is added to taxable wages.
    pub employer_excess: Money,
}

impl FundForTax {
    /// Of both sides' contributions of a month. What only rounding lifts above the limit is no excess.
    pub fn of(rule: &FundTaxLimit, fund: &FundMonth) -> Result<Self, TooLarge> {
        let average = fund.city_average;
        let cap = average.map(|average| times(average, i64::from(rule.city_averages))).transpose()?;
        let base = cap.map_or(fund.base, |cap| fund.base.min(cap));
        let rounding = fund.rounding.unwrap_or(MoneyRounding::FEN_HALF_UP);
        let most = share(base, rule.rate_max, rounding)?;
        let excess = |side: &FundSide| {
            if side.rate <= rule.rate_max && base == fund.base {
                Ok(Money::ZERO)
            } else {
                minus(side.paid, most).map(not_negative)
            }
        };
        let (own_excess, employer_excess) = (excess(&fund.employee)?, excess(&fund.employer)?);
        Ok(Self { deductible: minus(fund.employee.paid, own_excess)?, own_excess, employer_excess })
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

/// What is left of a limited deduction (personal pension, health insurance) in its month or year, after what was deducted before. A
/// negative one takes back what was deducted, and no more.
pub fn limited(rule: &LimitedDeduction, wanted: Money, deducted_before: Money) -> Result<Money, TooLarge> {
    if wanted < Money::ZERO {
        return Ok(wanted.max(minus(Money::ZERO, not_negative(deducted_before))?));
    }
    let room = not_negative(minus(rule.max, deducted_before)?);
    Ok(wanted.min(room))
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
