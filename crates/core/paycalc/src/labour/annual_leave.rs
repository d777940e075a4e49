//! Statutory annual leave as far as pay needs it: days of a year and of a part year, when they are lost, and the pay of untaken days.
//!
//! 国务院令第514号 (职工带薪年休假条例); 人社部令第1号 (企业职工带薪年休假实施办法) arts. 5, 10–12.

use chrono::{Datelike, NaiveDate};
use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{AnnualLeave, Dated, PayDays};

use super::service::Years;
use crate::{
    amount::{TooLarge, to_minor, wide},
    trace::Trace,
};

/// Days of a full year, by total years of work at any employers: 5, 10 or 15.
pub fn full_year_days(rule: &AnnualLeave, service: Years) -> u32 {
    rule.step(service.full()).map_or(0, |step| step.days)
}

/// Days of the year somebody joins: calendar days left ÷ 365 × days of a full year, the fraction of a day dropped (art. 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoiningYear {
    /// Calendar days from joining to the end of the year, the day of joining included.
    pub remaining_days: u32,
    /// Days of leave.
    pub days: u32,
}

impl JoiningYear {
    /// For somebody who joins on a day, with so many days of a full year.
    pub fn of(rule: &AnnualLeave, joined: NaiveDate, full_year_days: u32) -> Self {
        let length = if joined.leap_year() { 366 } else { 365 };
        let remaining_days = length + 1 - joined.ordinal();
        Self { remaining_days, days: part_year(rule, remaining_days, full_year_days) }
    }
}

/// Days of the year somebody leaves, and what is still to be paid (art. 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeavingYear {
    /// Calendar days at the employer in the year, the last one included.
    pub elapsed_days: u32,
    /// Days of leave earned.
    pub entitled: u32,
    /// Days earned and not taken. What was taken beyond is not taken back.
    pub untaken: u32,
}

impl LeavingYear {
    /// For somebody who leaves on `last_day` (hired on `hired`, when it was this year) and has taken so many days of the year's.
    pub fn of(
        rule: &AnnualLeave,
        hired: Option<NaiveDate>,
        last_day: NaiveDate,
        full_year_days: u32,
        taken: u32,
    ) -> Self {
        let this_year = hired.filter(|hired| hired.year() == last_day.year());
        let before = this_year.map_or(0, |hired| hired.ordinal().saturating_sub(1));
        let elapsed_days = last_day.ordinal().saturating_sub(before);
        let entitled = part_year(rule, elapsed_days, full_year_days);
        Self { elapsed_days, entitled, untaken: entitled.saturating_sub(taken) }
    }
}

/// ⌊days ÷ 365 × days of a full year⌋, and never more than those.
fn part_year(rule: &AnnualLeave, calendar_days: u32, full_year_days: u32) -> u32 {
    let part = calendar_days.saturating_mul(full_year_days).checked_div(rule.divisor);
    part.unwrap_or(0).min(full_year_days)
}

/// Whether the year's leave is lost (国务院令第514号 art. 4): sick leave of 2, 3 or 4 months by days of a full year, paid personal leave of
/// 20 days. `sick_months` in hundredths of a month.
pub fn is_lost(rule: &AnnualLeave, full_year_days: u32, sick_months: i64, paid_personal_days: u32) -> bool {
    let step = rule.steps.iter().find(|step| step.days == full_year_days);
    let by_sickness = step.is_some_and(|step| sick_months >= i64::from(step.lost_from_sick_months) * 100);
    by_sickness || paid_personal_days >= rule.lost_from_paid_personal_days
}

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
