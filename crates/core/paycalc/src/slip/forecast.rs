//! Both ways of taxing the bonus of a month, for the year as it will end.
//!
//! Which way takes less is decided by the whole year's taxable income, so the months to come are taken to be like this one.

use heng_kernel::{Explanation, Money};

use super::{explain::Explained, plan::WageTax};
use crate::{
    amount::{TooLarge, minus, plus, times},
    iit::BonusChoice,
};

/// The comparison, and what it assumes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BonusForecast {
    /// Months of the year to come that are taken to be like this one.
    pub months_to_come: u8,
    /// The year's taxable income without the bonus; below nothing it is the deduction left over.
    pub taxable_without_bonus: Money,
    /// Both ways, and the better one.
    pub choice: BonusChoice,
    /// How it came about.
    pub explanation: Explanation,
}

impl Explained<'_> {
    /// The comparison for a resident whose slip has a bonus that may be taxed apart; `None` for any other slip.
    pub fn bonus_forecast(&self, months_to_come: u8) -> Result<Option<BonusForecast>, TooLarge> {
        let steps = &self.steps;
        let (Some(WageTax::Cumulative { wage, bonus }), Some(taxed)) = (self.wages(), steps.withholding)
        else {
            return Ok(None);
        };
        if steps.bonus_paid <= Money::ZERO || bonus.policy.is_none() {
            return Ok(None);
        }
        let (year, month) = (&taxed.year, &steps.month);
        let joined = if steps.bonus.is_some() { Money::ZERO } else { steps.bonus_paid };
        let before_basic = plus(minus(taxed.balance, joined)?, taxed.basic)?;
        let each = [month.exempt, month.special, month.special_additional, month.other];
        let each = each.into_iter().try_fold(month.income, minus)?;
        let basic = wage.basic(self.person.tax.start, year.months.saturating_add(months_to_come))?;
        let taxable_without_bonus =
            minus(plus(before_basic, times(each, i64::from(months_to_come))?)?, basic)?;
        let choice = bonus.choose(taxable_without_bonus, steps.bonus_paid)?;
        let explanation = choice.explain(bonus);
        Ok(Some(BonusForecast { months_to_come, taxable_without_bonus, choice, explanation }))
    }
}
