//! Steps of months and years that do not drift.
//!
//! A period counted in months ends on the same day of the month, or on the month's last day when it has no such day (Civil Code,
//! article 202). Always step from the original day: 31 January + 1 month = 28 February, + 2 months = 31 March.

use chrono::{Datelike, Months, NaiveDate};

/// The day `months` months after `start`, on the last day of a shorter month. `None` past the end of the calendar.
pub fn after_months(start: NaiveDate, months: u32) -> Option<NaiveDate> {
    start.checked_add_months(Months::new(months))
}

/// The anniversary of `start` after `years` years: of 29 February, 28 February in common years.
pub fn anniversary(start: NaiveDate, years: u32) -> Option<NaiveDate> {
    after_months(start, years.checked_mul(12)?)
}

/// Full months from `start` to `on`; `None` before the start. From 31 January to 28 February is a full month.
pub fn full_months(start: NaiveDate, on: NaiveDate) -> Option<u32> {
    if on < start {
        return None;
    }
    let years = u32::try_from(on.year() - start.year()).ok()?;
    let months = (years * 12 + on.month0()).checked_sub(start.month0())?;
    match after_months(start, months) {
        Some(reached) if reached <= on => Some(months),
        _ => months.checked_sub(1),
    }
}

/// Full years from `start` to `on`; `None` before the start.
pub fn full_years(start: NaiveDate, on: NaiveDate) -> Option<u32> {
    full_months(start, on).map(|months| months / 12)
}

/// The given day of a month, or its last day when the month is shorter: an accrual on the 31st happens on 30 April.
pub fn day_in_month(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1..=31).contains(&day) {
        return None;
    }
    (28.min(day)..=day).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn trap_29_the_anniversary_of_29_february_falls_on_28_february_in_common_years() {
        let hired = date("2024-02-29");
        assert_eq!(anniversary(hired, 1), Some(date("2025-02-28")));
        assert_eq!(anniversary(hired, 4), Some(date("2028-02-29")), "and comes back in leap years");
        assert_eq!(full_years(hired, date("2025-02-27")), Some(0));
        assert_eq!(full_years(hired, date("2025-02-28")), Some(1));
    }

    #[test]
    fn trap_29_month_steps_from_the_31st_do_not_drift() {
        let start = date("2026-01-31");
        let steps: Vec<_> = (1..=4).map(|n| after_months(start, n).unwrap().to_string()).collect();
        assert_eq!(steps, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
        assert_eq!(day_in_month(2026, 2, 30), Some(date("2026-02-28")));
        assert_eq!(day_in_month(2026, 4, 31), Some(date("2026-04-30")));
        assert_eq!(day_in_month(2026, 13, 1), None);
        assert_eq!(day_in_month(2026, 1, 0), None);
        assert_eq!(day_in_month(2026, 1, 32), None);
    }

    proptest! {
        #[test]
        fn full_months_is_the_inverse_of_stepping(day in 0i64..40_000, months in 0u32..600) {
            let start = date("1950-01-01") + chrono::Duration::days(day);
            let reached = after_months(start, months).unwrap();
            prop_assert_eq!(full_months(start, reached), Some(months));
            if reached > start {
                prop_assert_eq!(full_months(start, reached.pred_opt().unwrap()), months.checked_sub(1));
            }
        }
    }
}
