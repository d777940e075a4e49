//! Time of service, counted in whole years and months from day to day.

use chrono::{Months, NaiveDate};

/// A length of time in years. Both a month and a hundredth of a year are whole numbers of its unit, so that "2.5 years", "30 months" and
/// "9.99 years" are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years(i64);

impl Years {
    /// Parts of a year.
    pub const PARTS: i64 = 1_200;

    /// Of whole months.
    pub const fn from_months(months: i64) -> Self {
        Self(months.saturating_mul(100))
    }

    /// Of hundredths of a year: 999 is 9.99 years.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths.saturating_mul(12))
    }

    /// In 1,200ths of a year.
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// The full years in it; 0 for less than nothing.
    pub fn full(self) -> u32 {
        u32::try_from(self.0 / Self::PARTS).unwrap_or(0)
    }
}

/// Service from a first to a last day, both inside: the full years and months, and the days that are left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Full years.
    pub years: u32,
    /// Full months beyond them, 0–11.
    pub months: u32,
    /// Days beyond those.
    pub days: u32,
}

impl Service {
    /// The service between two days, both inside; none when the last is before the first.
    ///
    /// A month is full on the eve of the day of the same number. Where a month has no such day (31, or 29 February) it is full on the
    /// eve of its last day.
    pub fn between(first: NaiveDate, last: NaiveDate) -> Self {
        let Some(end) = last.succ_opt().filter(|end| *end > first) else { return Self::default() };
        let full_months = months_between(first, end);
        let counted = first.checked_add_months(Months::new(full_months)).unwrap_or(end);
        let days = u32::try_from(end.signed_duration_since(counted).num_days()).unwrap_or(0);
        Self { years: full_months / 12, months: full_months % 12, days }
    }

    /// Whether it is nothing.
    pub const fn is_none(&self) -> bool {
        self.years == 0 && self.months == 0 && self.days == 0
    }
}

/// The most months that can be added to `first` without passing `end`.
fn months_between(first: NaiveDate, end: NaiveDate) -> u32 {
    use chrono::Datelike;
    let months = (end.year() - first.year()) * 12 + month0(end) - month0(first);
    let months = u32::try_from(months).unwrap_or(0);
    let passes = first.checked_add_months(Months::new(months)).is_none_or(|day| day > end);
    if passes { months.saturating_sub(1) } else { months }
}

fn month0(day: NaiveDate) -> i32 {
    use chrono::Datelike;
    i32::try_from(day.month0()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn service(years: u32, months: u32, days: u32) -> Service {
        Service { years, months, days }
    }

    #[test]
    fn a_year_is_full_on_its_eve() {
        let from = day("2025-01-16");
        assert_eq!(Service::between(from, day("2026-01-15")), service(1, 0, 0));
        assert_eq!(Service::between(from, day("2026-01-14")), service(0, 11, 30));
        assert_eq!(Service::between(from, day("2026-01-16")), service(1, 0, 1));
        assert_eq!(Service::between(from, day("2025-01-15")), Service::default());
    }

    #[test]
    fn a_29_february_has_its_year_on_the_eve_of_28_february() {
        assert_eq!(Service::between(day("2024-02-29"), day("2026-02-27")), service(2, 0, 0));
        assert_eq!(Service::between(day("2024-02-29"), day("2028-02-28")), service(4, 0, 0));
    }

    #[test]
    fn years_hold_months_and_hundredths_exactly() {
        assert_eq!(Years::from_months(30), Years::from_hundredths(250));
        assert_eq!(Years::from_hundredths(999).full(), 9);
        assert_eq!(Years::from_hundredths(1000).full(), 10);
        assert_eq!(Years::from_hundredths(-1).full(), 0);
    }

    proptest! {
        #[test]
        fn adding_the_service_to_the_first_day_gives_the_day_after_the_last(first in 0i64..20_000, length in 0i64..15_000) {
            let first = day("1980-01-01") + chrono::Duration::days(first);
            let last = first + chrono::Duration::days(length);
            let s = Service::between(first, last);
            let back = first.checked_add_months(Months::new(s.years * 12 + s.months)).unwrap()
                + chrono::Duration::days(i64::from(s.days));
            prop_assert_eq!(back, last.succ_opt().unwrap());
            prop_assert!(s.months < 12 && s.days < 31);
        }
    }
}
