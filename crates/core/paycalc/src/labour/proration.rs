//! The wage of a day and of part of a month.
//!
//! The law fixes the day's wage (month's wage ÷ 21.75, 人社部发〔2025〕2号) but not how part of a month is paid. The company chooses a
//! named method; all of them are here, and each keeps the month's wage in one division, rounded once.

use heng_kernel::{Explanation, Finding, Money, Severity};
use heng_packs::{Dated, Hours, PayDays};

use crate::{
    amount::{TooLarge, minus, not_negative, to_minor, wide},
    trace::Trace,
};

/// How part of a month is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proration {
    /// Day's wage × paid days (正算 21.75).
    Forward,
    /// Month's wage − day's wage × days not paid (反算 21.75).
    Reverse,
    /// By calendar days of the month (自然日).
    CalendarDays,
    /// By the month's own paid days, working days and statutory holidays (当月计薪日).
    PaidDays,
}

impl Proration {
    /// All methods, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Forward, Self::Reverse, Self::CalendarDays, Self::PaidDays];

    /// Stable code: `forward_21_75`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Forward => "forward_21_75",
            Self::Reverse => "reverse_21_75",
            Self::CalendarDays => "calendar_days",
            Self::PaidDays => "actual_paid_days",
        }
    }
}

/// What part of a month somebody is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartMonth {
    /// Paid days (working days and statutory holidays) of the part, in hundredths.
    pub paid_days: i64,
    /// Paid days of the whole month, in hundredths.
    pub paid_days_of_month: i64,
    /// Calendar days of the part.
    pub calendar_days: i64,
    /// Calendar days of the whole month.
    pub calendar_days_of_month: i64,
}

impl PartMonth {
    /// Whether it is the whole month, which pays the month's wage by any method.
    pub const fn is_whole(&self) -> bool {
        self.calendar_days == self.calendar_days_of_month
    }

    /// The wage of the part. Never below nothing: with many days not paid the reverse method would be (23 paid days cost more than the
    /// 21.75 of the divisor).
    pub fn wage(&self, month_wage: Money, method: Proration, days: &PayDays) -> Result<Money, TooLarge> {
        let wage = wide(month_wage);
        let divisor = i128::from(days.month_pay_hundredths);
        let paid = i128::from(self.paid_days);
        let unpaid = i128::from(self.paid_days_of_month) - paid;
        let amount = match method {
            Proration::Forward => to_minor(wage * paid, divisor),
            Proration::Reverse => to_minor(wage * (divisor - unpaid), divisor),
            Proration::CalendarDays => {
                to_minor(wage * i128::from(self.calendar_days), i128::from(self.calendar_days_of_month))
            }
            Proration::PaidDays => to_minor(wage * paid, i128::from(self.paid_days_of_month)),
        };
        amount.map(not_negative)
    }

    /// Where a method leaves common sense: more than the month's wage for part of it, nothing for days worked, pay for none.
    pub fn findings(&self, month_wage: Money, wage: Money) -> Vec<Finding> {
        let mut findings = Vec::new();
        if wage > month_wage && !self.is_whole() {
            findings.push(
                Finding::new("proration.more_than_the_month", Severity::Warning, "method")
                    .with("wage", wage.to_string())
                    .with("month_wage", month_wage.to_string()),
            );
        }
        if wage > Money::ZERO && self.paid_days == 0 {
            findings.push(
                Finding::new("proration.pay_without_paid_days", Severity::Warning, "method")
                    .with("wage", wage.to_string()),
            );
        }
        if wage == Money::ZERO && self.paid_days > 0 && month_wage > Money::ZERO {
            findings.push(Finding::new("proration.nothing_for_days_worked", Severity::Warning, "method"));
        }
        findings
    }

    /// The trace of the wage by a method.
    pub fn explain(
        &self,
        month_wage: Money,
        method: Proration,
        wage: Money,
        days: &Dated<PayDays>,
    ) -> Explanation {
        let trace =
            Trace::money("proration.wage", wage, days).term('=', "proration.method", method.code(), "method");
        let trace = trace.amount('+', "proration.month_wage", month_wage);
        if self.is_whole() && wage == month_wage {
            return trace.done();
        }
        match method {
            Proration::Forward => trace
                .term('÷', "proration.month_pay_days", hundredths(days.value.month_pay_hundredths), "day")
                .term('×', "proration.paid_days", hundredths(self.paid_days), "day"),
            Proration::Reverse => trace
                .amount('-', "proration.month_wage", month_wage)
                .term('÷', "proration.month_pay_days", hundredths(days.value.month_pay_hundredths), "day")
                .term(
                    '×',
                    "proration.unpaid_days",
                    hundredths(self.paid_days_of_month - self.paid_days),
                    "day",
                ),
            Proration::CalendarDays => trace
                .term('÷', "proration.calendar_days_of_month", self.calendar_days_of_month, "day")
                .term('×', "proration.calendar_days", self.calendar_days, "day"),
            Proration::PaidDays => trace
                .term('÷', "proration.paid_days_of_month", hundredths(self.paid_days_of_month), "day")
                .term('×', "proration.paid_days", hundredths(self.paid_days), "day"),
        }
        .done()
    }
}

/// The wages of the parts of a month that was split by a raise or a move. Together they are what the covered days pay (the month's wage
/// for a whole month), each part having its share of days: equal wages add up to the same fen as without the split.
pub fn split_month(
    parts: &[(Money, PartMonth)],
    method: Proration,
    days: &PayDays,
) -> Result<Vec<Money>, TooLarge> {
    let Some((_, first)) = parts.first() else { return Ok(Vec::new()) };
    let mut covered = PartMonth { paid_days: 0, calendar_days: 0, ..*first };
    for (_, part) in parts {
        covered.paid_days += part.paid_days;
        covered.calendar_days += part.calendar_days;
    }
    let weight = |part: &PartMonth| match method {
        Proration::CalendarDays => part.calendar_days,
        Proration::Forward | Proration::Reverse | Proration::PaidDays => part.paid_days,
    };
    let all = i128::from(weight(&covered));
    if all == 0 {
        // Only days the wage does not pay for (joined on the last weekend): what the method says of them, on the first part.
        let pays = covered.wage(parts.first().map_or(Money::ZERO, |(wage, _)| *wage), method, days)?;
        let rest = parts.iter().skip(1).map(|_| Money::ZERO);
        return Ok(std::iter::once(pays).chain(rest).collect());
    }
    let mut passed = 0i128;
    parts
        .iter()
        .map(|(wage, part)| {
            let pays = if covered.is_whole() { *wage } else { covered.wage(*wage, method, days)? };
            let (from, to) = (passed, passed + i128::from(weight(part)));
            passed = to;
            minus(to_minor(wide(pays) * to, all)?, to_minor(wide(pays) * from, all)?)
        })
        .collect()
}

/// The wage of a day, to the fen: for showing. Sums divide the month's wage themselves.
pub fn day_wage(month_wage: Money, days: &PayDays) -> Result<Money, TooLarge> {
    to_minor(wide(month_wage) * 100, i128::from(days.month_pay_hundredths))
}

/// The wage of an hour, to the fen: for showing.
pub fn hour_wage(month_wage: Money, days: &PayDays, hours: &Hours) -> Result<Money, TooLarge> {
    to_minor(
        wide(month_wage) * 100 * 60,
        i128::from(days.month_pay_hundredths) * i128::from(hours.day_minutes),
    )
}

/// What is taken off for unpaid days (personal leave, absence): the day's wage for each, and no more than the month's.
pub fn unpaid_days(month_wage: Money, unpaid_hundredths: i64, days: &PayDays) -> Result<Money, TooLarge> {
    let off =
        to_minor(wide(month_wage) * i128::from(unpaid_hundredths), i128::from(days.month_pay_hundredths))?;
    Ok(off.min(month_wage))
}

/// Hundredths as plain decimal text.
pub(crate) fn hundredths(number: i64) -> String {
    heng_kernel::hundredths_text(number)
}
