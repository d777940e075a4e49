//! Length of service in years, months and days, and what is done with its ends.
//!
//! The rules, each with its test:
//!
//! 1. Service runs from the day of hire to the last day, **both inside**: 1 July to 30 June is a year.
//! 2. A month is over on the day before the same day of the next month: from the 15th, on the 14th.
//! 3. Where the next month has no such day, its **last day takes its place**: from 31 January, the first month is over on 27 February, and a
//!    second one on 30 March, because steps are taken from the day of hire and never from the last step (Civil Code, articles 202 and 203).
//! 4. A year from **29 February** is over on 27 February of a common year and on 28 February of a leap year. With
//!    [`FebruaryRule::FirstOfMarch`] it is over on 28 February of a common year: some contracts say so.
//! 5. Stints are **added** by years, months and days, thirty days to a month and twelve months to a year; days that lie in two stints count
//!    once. That is how certificates of insurance add them up.
//! 6. Breaks are **taken out** by cutting the stint, not by subtracting days from a sum.

use chrono::{Datelike, NaiveDate};
use heng_kernel::DateRange;

use crate::months::{after_months, anniversary};

/// Where the anniversary of 29 February falls in a common year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FebruaryRule {
    /// On 28 February: the last day of the month (Civil Code, article 202).
    #[default]
    LastOfFebruary,
    /// On 1 March.
    FirstOfMarch,
}

impl FebruaryRule {
    /// The anniversary of a day after some years.
    pub fn anniversary(self, start: NaiveDate, years: u32) -> Option<NaiveDate> {
        let day = anniversary(start, years)?;
        let moved = (start.month(), start.day()) == (2, 29) && day.day() == 28;
        if moved && self == Self::FirstOfMarch { day.succ_opt() } else { Some(day) }
    }

    /// Full years from a day to another: how many anniversaries have been reached.
    pub fn full_years(self, start: NaiveDate, on: NaiveDate) -> Option<u32> {
        let years = u32::try_from(on.year() - start.year()).ok().filter(|_| on >= start)?;
        if self.anniversary(start, years)? <= on { Some(years) } else { years.checked_sub(1) }
    }
}

/// Years, months and days.
///
/// ```
/// use heng_calendar::Service;
///
/// let day = |text: &str| text.parse().unwrap();
/// let year = Service::between(day("2025-07-01"), day("2026-06-30")).unwrap();
/// assert_eq!((year.years, year.months, year.days), (1, 0, 0));
/// let from_the_31st = Service::between(day("2026-01-31"), day("2026-02-27")).unwrap();
/// assert_eq!((from_the_31st.months, from_the_31st.days), (1, 0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Service {
    /// Full years.
    pub years: u32,
    /// Full months beyond them, 0 to 11.
    pub months: u32,
    /// Days beyond them, 0 to 30.
    pub days: u32,
}

impl Service {
    /// From the day of hire to the last day, both inside (rules 1 to 4). `None` when the last day lies before the hire.
    pub fn between(hire: NaiveDate, last: NaiveDate) -> Option<Self> {
        let end = last.succ_opt().filter(|_| last >= hire)?;
        let months = crate::months::full_months(hire, end)?;
        let days = (end - after_months(hire, months)?).num_days();
        Some(Self { years: months / 12, months: months % 12, days: u32::try_from(days).ok()? })
    }

    /// All stints added up (rule 5). An open stint counts to `on`, which is inside; what lies after it does not count.
    pub fn of_stints(stints: &[DateRange], on: NaiveDate) -> Option<Self> {
        let day_after = on.succ_opt()?;
        let mut clipped: Vec<_> = stints
            .iter()
            .filter_map(|stint| {
                let to = stint.to().map_or(day_after, |to| to.min(day_after));
                DateRange::new(stint.from(), Some(to)).ok()
            })
            .collect();
        clipped.sort_by_key(DateRange::from);
        let mut merged: Vec<DateRange> = Vec::new();
        for stint in clipped {
            match merged.last_mut() {
                Some(open) if open.to().is_some_and(|to| stint.from() <= to) => {
                    let to = open.to().max(stint.to());
                    *open = DateRange::new(open.from(), to).ok()?;
                }
                _ => merged.push(stint),
            }
        }
        let mut sum = Self::default();
        for stint in merged {
            sum = sum.plus(Self::between(stint.from(), stint.last_day()?)?);
        }
        Some(sum)
    }

    /// Two lengths added: thirty days to a month, twelve months to a year.
    pub const fn plus(self, other: Self) -> Self {
        let days = self.days.saturating_add(other.days);
        let months = self.months.saturating_add(other.months).saturating_add(days / 30);
        let years = self.years.saturating_add(other.years).saturating_add(months / 12);
        Self { years, months: months % 12, days: days % 30 }
    }

    /// Full months in all.
    pub const fn full_months(self) -> u32 {
        self.years.saturating_mul(12).saturating_add(self.months)
    }
}

/// What is left of a stint without its breaks (rule 6): the parts before, between and after them.
pub fn without_breaks(stint: DateRange, breaks: &[DateRange]) -> Vec<DateRange> {
    let mut breaks: Vec<_> = breaks.iter().filter(|pause| pause.overlaps(&stint)).collect();
    breaks.sort_by_key(|pause| pause.from());
    let mut parts = Vec::new();
    let mut from = Some(stint.from());
    for pause in breaks {
        let Some(start) = from else { break };
        parts.extend(DateRange::new(start, Some(pause.from())));
        from = pause.to().map(|to| to.max(start));
    }
    if let Some(from) = from {
        parts.extend(DateRange::new(from, stint.to()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn between(hire: &str, last: &str) -> (u32, u32, u32) {
        let service = Service::between(date(hire), date(last)).unwrap();
        (service.years, service.months, service.days)
    }

    fn range(first: &str, last: &str) -> DateRange {
        DateRange::from_days(date(first), date(last)).unwrap()
    }

    #[test]
    fn rule_1_both_ends_are_inside() {
        assert_eq!(between("2025-07-01", "2026-06-30"), (1, 0, 0));
        assert_eq!(between("2025-07-01", "2026-06-29"), (0, 11, 29));
        assert_eq!(between("2025-07-01", "2025-07-01"), (0, 0, 1));
        assert_eq!(Service::between(date("2025-07-01"), date("2025-06-30")), None);
    }

    #[test]
    fn rule_2_a_month_is_over_on_the_day_before_the_same_day() {
        assert_eq!(between("2026-01-15", "2026-02-14"), (0, 1, 0));
        assert_eq!(between("2019-05-20", "2026-06-30"), (7, 1, 11));
    }

    #[test]
    fn trap_29_rule_3_the_last_day_stands_in_for_a_day_the_month_does_not_have() {
        assert_eq!(between("2026-01-31", "2026-02-26"), (0, 0, 27));
        assert_eq!(between("2026-01-31", "2026-02-27"), (0, 1, 0));
        assert_eq!(between("2026-01-31", "2026-03-29"), (0, 1, 30));
        assert_eq!(
            between("2026-01-31", "2026-03-30"),
            (0, 2, 0),
            "from the day of hire, not from 28 February"
        );
        assert_eq!(between("2026-08-31", "2027-02-27"), (0, 6, 0), "half a year for severance");
        assert_eq!(between("2026-08-31", "2027-02-26"), (0, 5, 27));
    }

    #[test]
    fn trap_29_rule_4_a_year_from_29_february() {
        assert_eq!(between("2024-02-29", "2025-02-27"), (1, 0, 0));
        assert_eq!(between("2024-02-29", "2028-02-28"), (4, 0, 0));
        let reached = |rule: FebruaryRule, on: &str| rule.full_years(date("2024-02-29"), date(on)).unwrap();
        assert_eq!(reached(FebruaryRule::LastOfFebruary, "2025-02-28"), 1);
        assert_eq!(reached(FebruaryRule::FirstOfMarch, "2025-02-28"), 0);
        assert_eq!(reached(FebruaryRule::FirstOfMarch, "2025-03-01"), 1);
        assert_eq!(reached(FebruaryRule::FirstOfMarch, "2028-02-29"), 4);
        assert_eq!(FebruaryRule::FirstOfMarch.anniversary(date("2024-02-28"), 1), Some(date("2025-02-28")));
        assert_eq!(FebruaryRule::FirstOfMarch.full_years(date("2024-02-29"), date("2024-02-28")), None);
    }

    #[test]
    fn trap_49_rule_5_stints_of_a_rehire_are_added_and_a_day_counts_once() {
        let stints = [range("2020-01-01", "2020-06-20"), range("2021-03-01", "2021-09-15")];
        let sum = Service::of_stints(&stints, date("2026-01-01")).unwrap();
        assert_eq!((sum.years, sum.months, sum.days), (1, 0, 5), "5 months 20 days and 6 months 15 days");
        let twice = [range("2020-01-01", "2020-12-31"), range("2020-07-01", "2021-12-31")];
        assert_eq!(Service::of_stints(&twice, date("2026-01-01")).map(Service::full_months), Some(24));
        let next_day = [range("2020-01-31", "2020-02-28"), range("2020-02-29", "2021-01-30")];
        assert_eq!(
            Service::of_stints(&next_day, date("2026-01-01")).map(|s| (s.years, s.days)),
            Some((1, 0))
        );
        let running = [DateRange::open(date("2025-01-01"))];
        assert_eq!(Service::of_stints(&running, date("2025-12-31")).map(|s| s.years), Some(1));
        assert_eq!(
            Service::of_stints(&running, date("2024-12-31")),
            Some(Service::default()),
            "not yet begun"
        );
    }

    #[test]
    fn rule_6_breaks_cut_the_stint() {
        let stint = range("2020-01-01", "2021-12-31");
        let parts =
            without_breaks(stint, &[range("2020-07-01", "2020-12-31"), range("2020-08-01", "2020-09-30")]);
        assert_eq!(parts, [range("2020-01-01", "2020-06-30"), range("2021-01-01", "2021-12-31")]);
        assert_eq!(Service::of_stints(&parts, date("2026-01-01")).map(Service::full_months), Some(18));
        assert_eq!(without_breaks(stint, &[range("2019-01-01", "2022-01-01")]), []);
        assert_eq!(without_breaks(stint, &[]), [stint]);
        assert_eq!(
            without_breaks(stint, &[DateRange::open(date("2021-01-01"))]),
            [range("2020-01-01", "2020-12-31")]
        );
    }

    proptest! {
        #[test]
        fn a_day_more_is_never_less_service(start in 0_u64..20_000, length in 0_u64..4_000) {
            let hire = date("1970-01-01") + chrono::Days::new(start);
            let last = hire + chrono::Days::new(length);
            let (one, more) = (Service::between(hire, last).unwrap(), Service::between(hire, last.succ_opt().unwrap()).unwrap());
            prop_assert!(one < more, "{:?} {:?}", one, more);
            prop_assert!(one.months < 12 && one.days < 31);
        }
    }
}
