//! The pay of statutory annual leave that was not taken. How many days there are is `heng_timecalc::statutory`'s to say.
//!
//! 国务院令第514号 (职工带薪年休假条例); 人社部令第1号 (企业职工带薪年休假实施办法) arts. 10–12.

use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{AnnualLeave, Dated, PayDays};

use crate::{
    amount::{TooLarge, to_minor, wide},
    trace::Trace,
};

/// The pay of untaken days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UntakenPay {
    /// The wage of a day, to the fen, for reading.
    pub day_wage: Money,
    /// On top of the wage already paid: 200 %.
    pub extra: Money,
    /// With the wage already paid: 300 %.
    pub total: Money,
}

impl UntakenPay {
    /// The pay of `untaken` days (in hundredths) at the average month wage of the last 12 months, overtime left out. Nothing on top when
    /// the employee refused in writing to take them (art. 10).
    pub fn of(
        rule: &AnnualLeave,
        days: &PayDays,
        average_wage: Money,
        untaken: i64,
        refused_in_writing: bool,
    ) -> Result<Self, TooLarge> {
        let pay_days = i128::from(days.month_pay_hundredths);
        let at = |rate: Rate| {
            let product = wide(average_wage) * i128::from(untaken);
            let product = product.checked_mul(i128::from(rate.ppm())).ok_or(TooLarge)?;
            to_minor(product, pay_days * i128::from(Rate::ONE.ppm()))
        };
        Ok(Self {
            day_wage: to_minor(wide(average_wage) * 100, pay_days)?,
            extra: if refused_in_writing { Money::ZERO } else { at(rule.untaken_extra)? },
            total: if refused_in_writing { at(Rate::ONE)? } else { at(rule.untaken_total)? },
        })
    }

    /// The finding when a refusal takes the pay away: the paper must be kept.
    pub fn findings(refused_in_writing: bool) -> Vec<Finding> {
        let kept = refused_in_writing
            .then(|| Finding::new("annual_leave.keep_the_refusal", Severity::Info, "refused_in_writing"));
        kept.into_iter().collect()
    }

    /// The trace of what is paid on top.
    pub fn explain(
        &self,
        rule: &Dated<AnnualLeave>,
        days: &Dated<PayDays>,
        average_wage: Money,
        untaken: i64,
    ) -> Explanation {
        use super::proration::hundredths;
        Trace::money("annual_leave.untaken_pay", self.extra, rule)
            .amount('+', "annual_leave.average_wage", average_wage)
            .term('÷', "annual_leave.month_pay_days", hundredths(days.value.month_pay_hundredths), "day")
            .read_from(days)
            .term('×', "annual_leave.untaken_days", hundredths(untaken), "day")
            .rate('×', "annual_leave.extra_rate", rule.value.untaken_extra)
            .done()
    }
}
