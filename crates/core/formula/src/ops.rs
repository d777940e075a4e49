//! The single definition of every operation: rows and columns both come here.

use chrono::{Datelike, Months, NaiveDate};
use heng_kernel::{Fixed, Rounding};

use crate::{
    fault::Reason,
    ir::{Arith, Comparison, DateOp},
    value::Val,
};

#[inline]
pub(crate) fn arith(op: Arith, left: Fixed, right: Fixed) -> Result<Fixed, Reason> {
    let result = match op {
        Arith::Add => left.checked_add(right),
        Arith::Subtract => left.checked_sub(right),
        Arith::Multiply => left.checked_mul(right),
        Arith::Divide | Arith::Remainder if right.is_zero() => return Err(Reason::DivisionByZero),
        Arith::Divide => left.checked_div(right),
        Arith::Remainder => left.checked_rem(right),
    };
    result.ok_or(Reason::Overflow)
}

#[inline]
pub(crate) fn negate(number: Fixed) -> Result<Fixed, Reason> {
    number.checked_neg().ok_or(Reason::Overflow)
}

#[inline]
pub(crate) fn absolute(number: Fixed) -> Result<Fixed, Reason> {
    number.checked_abs().ok_or(Reason::Overflow)
}

#[inline]
pub(crate) fn compare<T: PartialOrd>(op: Comparison, left: &T, right: &T) -> bool {
    match op {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Less => left < right,
        Comparison::AtMost => left <= right,
        Comparison::Greater => left > right,
        Comparison::AtLeast => left >= right,
    }
}

/// Texts are only equal or not; numbers and days have an order.
pub(crate) fn compare_any(op: Comparison, left: Val<'_>, right: Val<'_>) -> Result<bool, Reason> {
    Ok(match (left, right) {
        (Val::Number(left), Val::Number(right)) => compare(op, &left, &right),
        (Val::Date(left), Val::Date(right)) => compare(op, &left, &right),
        (Val::Text(left), Val::Text(right)) => compare(op, &left, &right),
        (Val::Bool(left), Val::Bool(right)) => compare(op, &left, &right),
        _ => return Err(Reason::WrongKind),
    })
}

#[inline]
pub(crate) fn clamp(value: Fixed, low: Fixed, high: Fixed) -> Result<Fixed, Reason> {
    if low > high { Err(Reason::BadBounds) } else { Ok(value.clamp(low, high)) }
}

#[inline]
pub(crate) fn round(value: Fixed, places: u32, mode: Rounding) -> Result<Fixed, Reason> {
    value.round(places, mode).ok_or(Reason::Overflow)
}

pub(crate) fn round_to(value: Fixed, step: Fixed, mode: Rounding) -> Result<Fixed, Reason> {
    if step <= Fixed::ZERO {
        return Err(Reason::BadBounds);
    }
    value.round_to(step, mode).ok_or(Reason::Overflow)
}

/// A date function on its arguments.
pub(crate) fn date(op: DateOp, args: &[Val<'_>]) -> Result<Val<'static>, Reason> {
    use DateOp as D;
    let found = match (op, args) {
        (D::AddDays, [Val::Date(day), Val::Number(count)]) => Val::Date(add_days(*day, whole(*count)?)?),
        (D::SubtractDays, [Val::Date(day), Val::Number(count)]) => {
            Val::Date(add_days(*day, whole(*count)?.checked_neg().ok_or(Reason::NoSuchDate)?)?)
        }
        (D::AddMonths, [Val::Date(day), Val::Number(count)]) => Val::Date(add_months(*day, whole(*count)?)?),
        (D::AddYears, [Val::Date(day), Val::Number(count)]) => {
            Val::Date(add_months(*day, whole(*count)?.checked_mul(12).ok_or(Reason::NoSuchDate)?)?)
        }
        (D::DaysBetween, [Val::Date(from), Val::Date(to)]) => {
            Val::Number(Fixed::whole(to.signed_duration_since(*from).num_days()))
        }
        (D::MonthsBetween, [Val::Date(from), Val::Date(to)]) => {
            Val::Number(Fixed::whole(full_months(*from, *to)))
        }
        (D::YearsBetween, [Val::Date(from), Val::Date(to)]) => {
            Val::Number(Fixed::whole(full_months(*from, *to) / 12))
        }
        (D::Year, [Val::Date(day)]) => Val::Number(Fixed::whole(i64::from(day.year()))),
        (D::Month, [Val::Date(day)]) => Val::Number(Fixed::whole(i64::from(day.month()))),
        (D::Day, [Val::Date(day)]) => Val::Number(Fixed::whole(i64::from(day.day()))),
        (D::Weekday, [Val::Date(day)]) => {
            Val::Number(Fixed::whole(i64::from(day.weekday().number_from_monday())))
        }
        (D::MonthStart, [Val::Date(day)]) => Val::Date(month_start(*day)?),
        (D::MonthEnd, [Val::Date(day)]) => Val::Date(month_end(*day)?),
        (D::DaysInMonth, [Val::Date(day)]) => Val::Number(Fixed::whole(i64::from(month_end(*day)?.day()))),
        (D::Make, [Val::Number(year), Val::Number(month), Val::Number(day)]) => {
            let part = |number: Fixed| u32::try_from(whole(number)?).map_err(|_| Reason::NoSuchDate);
            let year = i32::try_from(whole(*year)?).map_err(|_| Reason::NoSuchDate)?;
            let found = NaiveDate::from_ymd_opt(year, part(*month)?, part(*day)?);
            Val::Date(in_calendar(found)?)
        }
        _ => return Err(Reason::WrongKind),
    };
    Ok(found)
}

pub(crate) fn whole(number: Fixed) -> Result<i64, Reason> {
    number.to_whole().ok_or(Reason::NotWhole)
}

/// Years 1 to 9999: what can be written can be read.
fn in_calendar(day: Option<NaiveDate>) -> Result<NaiveDate, Reason> {
    day.filter(|day| (1..=9999).contains(&day.year())).ok_or(Reason::NoSuchDate)
}

fn add_days(day: NaiveDate, count: i64) -> Result<NaiveDate, Reason> {
    let step = chrono::Duration::try_days(count).ok_or(Reason::NoSuchDate)?;
    in_calendar(day.checked_add_signed(step))
}

/// The same day of the month, or the month's last when it has none (Civil Code art. 202).
fn add_months(day: NaiveDate, count: i64) -> Result<NaiveDate, Reason> {
    let step = Months::new(u32::try_from(count.unsigned_abs()).map_err(|_| Reason::NoSuchDate)?);
    in_calendar(if count < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) })
}

fn month_start(day: NaiveDate) -> Result<NaiveDate, Reason> {
    in_calendar(day.with_day(1))
}

fn month_end(day: NaiveDate) -> Result<NaiveDate, Reason> {
    let next = month_start(day)?.checked_add_months(Months::new(1));
    in_calendar(next.and_then(|day| day.pred_opt()))
}

/// Full months from one day to another, negative when it lies before. From 31 January to 28 February is a full month, as is
/// from 29 February to 28 February of a common year.
fn full_months(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -full_months(to, from);
    }
    let number = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let months = number(to) - number(from);
    let reached = add_months(from, months).is_ok_and(|reached| reached <= to);
    if reached { months } else { months - 1 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn trap_29_months_of_service_at_the_end_of_a_month() {
        let rows = [
            ("2026-01-31", "2026-02-28", 1),
            ("2024-02-29", "2025-02-28", 12),
            ("2024-02-29", "2025-02-27", 11),
            ("2026-01-31", "2026-03-30", 1),
            ("2026-01-31", "2026-03-31", 2),
            ("2026-03-31", "2026-03-31", 0),
            ("2026-03-31", "2026-01-31", -2),
        ];
        for (from, to, months) in rows {
            assert_eq!(full_months(day(from), day(to)), months, "{from} {to}");
        }
    }

    #[test]
    fn days_stay_in_the_calendar() {
        assert_eq!(add_days(day("9999-12-31"), 1), Err(Reason::NoSuchDate));
        assert_eq!(add_days(day("2026-01-01"), i64::MAX), Err(Reason::NoSuchDate));
        assert_eq!(add_months(day("0001-01-31"), -1), Err(Reason::NoSuchDate));
        assert_eq!(add_months(day("2026-03-31"), -1), Ok(day("2026-02-28")));
        assert_eq!(month_end(day("2028-02-01")), Ok(day("2028-02-29")));
    }

    proptest! {
        #[test]
        fn stepping_by_months_and_counting_them_agree(start in 0i64..40_000, months in 0i64..900) {
            let from = add_days(day("1950-01-01"), start).unwrap();
            let to = add_months(from, months).unwrap();
            prop_assert_eq!(full_months(from, to), months);
        }
    }
}
