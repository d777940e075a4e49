//! Overtime pay (劳动法 art. 44): 150 % beyond a working day, 200 % on a rest day without time off instead, 300 % on a statutory holiday.

use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{Dated, Hours, OvertimeRates, PayDays, SpecialHours};

use super::proration::hundredths;
use crate::{
    amount::{TooLarge, to_minor, total, wide},
    trace::Trace,
};

/// A length of time in seconds: both a minute and a hundredth of an hour are whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Worked(i64);

impl Worked {
    /// Of minutes.
    pub const fn from_minutes(minutes: i64) -> Self {
        Self(minutes.saturating_mul(60))
    }

    /// Of hundredths of an hour: 750 is seven and a half hours.
    pub const fn from_hour_hundredths(hundredths: i64) -> Self {
        Self(hundredths.saturating_mul(36))
    }

    /// In seconds.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// In hours, two decimals, for reading.
    fn hours(self) -> String {
        hundredths(self.0 / 36)
    }
}

/// A month's overtime by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OvertimeMonth {
    /// Beyond working days, make-up workdays (调休上班) included.
    pub workday: Worked,
    /// On rest days, to be paid.
    pub rest_day: Worked,
    /// On rest days, with time off instead; never possible on statutory holidays.
    pub rest_day_with_time_off: Worked,
    /// On statutory holidays.
    pub statutory_day: Worked,
}

/// Which hours count toward the cap of a month. Disputed: the company says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capped {
    /// Those beyond working days.
    #[default]
    Workdays,
    /// Those of rest days too.
    WorkdaysAndRestDays,
}

/// The pay of a month's overtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OvertimePay {
    /// Beyond working days.
    pub workday: Money,
    /// On rest days.
    pub rest_day: Money,
    /// On statutory holidays.
    pub statutory_day: Money,
    /// All.
    pub total: Money,
    /// The hours that count are above the cap of a month. They are paid all the same.
    pub over_cap: bool,
}

/// What an hour of overtime is reckoned from.
#[derive(Clone, Copy, Debug)]
pub struct OvertimeRule<'a> {
    /// Rates by class.
    pub rates: &'a Dated<OvertimeRates>,
    /// Pay days of a month.
    pub days: &'a Dated<PayDays>,
    /// Hours of a day, cap of a month.
    pub hours: &'a Dated<Hours>,
    /// Which hours count toward the cap.
    pub capped: Capped,
}

impl OvertimeRule<'_> {
    /// The pay for a month's overtime at a month's wage. The hour's wage is not rounded; each class is, once. A base below the
    /// minimum wage is raised to it where that is given.
    pub fn pay(
        &self,
        base: Money,
        minimum_wage: Option<Money>,
        month: &OvertimeMonth,
    ) -> Result<OvertimePay, TooLarge> {
        self.pay_at(&self.rates.value, base, minimum_wage, month)
    }

    /// The same under an approved special system of working time (综合计算工时, 不定时工时), with its own rates; a class it does not pay comes
    /// to nothing. Under comprehensive hours `workday` holds the hours beyond the total of the cycle.
    pub fn pay_special(
        &self,
        system: &SpecialHours,
        base: Money,
        minimum_wage: Option<Money>,
        month: &OvertimeMonth,
    ) -> Result<OvertimePay, TooLarge> {
        let rates = OvertimeRates {
            workday: system.over_total.unwrap_or_default(),
            rest_day: system.rest_day.unwrap_or_default(),
            statutory_day: system.statutory_day.unwrap_or_default(),
        };
        self.pay_at(&rates, base, minimum_wage, month)
    }

    fn pay_at(
        &self,
        rates: &OvertimeRates,
        base: Money,
        minimum_wage: Option<Money>,
        month: &OvertimeMonth,
    ) -> Result<OvertimePay, TooLarge> {
        let base = minimum_wage.map_or(base, |least| base.max(least));
        let workday = self.class(base, month.workday, rates.workday)?;
        let rest_day = self.class(base, month.rest_day, rates.rest_day)?;
        let statutory_day = self.class(base, month.statutory_day, rates.statutory_day)?;
        Ok(OvertimePay {
            workday,
            rest_day,
            statutory_day,
            total: total([workday, rest_day, statutory_day])?,
            over_cap: self.counted(month) > i64::from(self.hours.value.overtime_month_max_minutes) * 60,
        })
    }

    /// wage ÷ pay days ÷ hours of a day × hours × rate, in one division.
    fn class(&self, base: Money, worked: Worked, rate: Rate) -> Result<Money, TooLarge> {
        let numerator = wide(base)
            .checked_mul(i128::from(worked.seconds()))
            .and_then(|product| product.checked_mul(i128::from(rate.ppm()) * 100))
            .ok_or(TooLarge)?;
        let day_seconds = i128::from(self.hours.value.day_minutes) * 60;
        let denominator =
            i128::from(self.days.value.month_pay_hundredths) * day_seconds * i128::from(Rate::ONE.ppm());
        to_minor(numerator, denominator)
    }

    fn counted(&self, month: &OvertimeMonth) -> i64 {
        let rest = month.rest_day.seconds().saturating_add(month.rest_day_with_time_off.seconds());
        match self.capped {
            Capped::Workdays => month.workday.seconds(),
            Capped::WorkdaysAndRestDays => month.workday.seconds().saturating_add(rest),
        }
    }

    /// What must be reported though it is paid: more than 36 hours in the month (劳动法 art. 41).
    pub fn findings(&self, month: &OvertimeMonth, pay: &OvertimePay) -> Vec<Finding> {
        let cap = Worked::from_minutes(i64::from(self.hours.value.overtime_month_max_minutes));
        let over = pay.over_cap.then(|| {
            Finding::new("overtime.over_month_cap", Severity::Warning, "overtime")
                .with("hours", Worked(self.counted(month)).hours())
                .with("most", cap.hours())
        });
        over.into_iter().collect()
    }

    /// The trace of the pay.
    pub fn explain(&self, base: Money, month: &OvertimeMonth, pay: &OvertimePay) -> Explanation {
        let rates = &self.rates.value;
        let mut trace = Trace::money("overtime.pay", pay.total, self.rates)
            .amount('=', "overtime.base", base)
            .term('÷', "overtime.month_pay_days", hundredths(self.days.value.month_pay_hundredths), "day")
            .read_from(self.days)
            .term('÷', "overtime.hours_of_day", self.hours.value.day_minutes / 60, "hour");
        for (label, worked, rate, amount) in [
            ("overtime.workday", month.workday, rates.workday, pay.workday),
            ("overtime.rest_day", month.rest_day, rates.rest_day, pay.rest_day),
            ("overtime.statutory_day", month.statutory_day, rates.statutory_day, pay.statutory_day),
        ] {
            if worked.seconds() != 0 {
                trace = trace
                    .term('×', label, worked.hours(), "hour")
                    .rate('×', "overtime.rate", rate)
                    .amount('+', label, amount);
            }
        }
        trace.done()
    }
}
