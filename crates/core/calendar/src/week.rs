//! Weeks: the day they begin on, and their number.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use heng_kernel::DateRange;

/// How weeks are cut. The week of the state's 40 hours begins on Monday unless the company says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Weeks {
    /// The day a week begins on.
    pub first: Weekday,
}

/// A week with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// The year the number belongs to: that of the week's fourth day.
    pub year: i32,
    /// 1 to 53: week 1 is the first with at least four days in the year (ISO 8601, also for weeks that do not begin on Monday).
    pub number: u32,
    /// Its seven days.
    pub days: DateRange,
}

impl Weeks {
    /// Monday to Sunday, ISO 8601.
    pub const ISO: Self = Self { first: Weekday::Mon };

    /// The week a day lies in. `None` at the ends of the calendar.
    pub fn week_of(self, day: NaiveDate) -> Option<Week> {
        let into = u64::from(day.weekday().days_since(self.first));
        let from = day.checked_sub_days(Days::new(into))?;
        let to = from.checked_add_days(Days::new(7))?;
        // More than half of a week lies in the year of its fourth day.
        let middle = from.checked_add_days(Days::new(3))?;
        let days = DateRange::new(from, Some(to)).ok()?;
        Some(Week { year: middle.year(), number: middle.ordinal0() / 7 + 1, days })
    }

    /// The weeks that touch a range, in order. An open range has none.
    pub fn weeks_of(self, range: &DateRange) -> Vec<Week> {
        let last = range.last_day();
        let start = self.week_of(range.from()).filter(|_| last.is_some());
        std::iter::successors(start, |week| self.week_of(week.days.to()?))
            .take_while(|week| last.is_some_and(|last| week.days.from() <= last))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weeks_around_new_year_belong_to_the_year_that_has_more_of_them() {
        let week = |day: &str| Weeks::ISO.week_of(date(day)).map(|week| (week.year, week.number)).unwrap();
        assert_eq!(week("2026-01-01"), (2026, 1), "a Thursday");
        assert_eq!(week("2027-01-01"), (2026, 53), "a Friday");
        assert_eq!(week("2024-12-30"), (2025, 1));
        let sunday = Weeks { first: Weekday::Sun };
        assert_eq!(sunday.week_of(date("2026-11-22")).unwrap().days.from(), date("2026-11-22"));
        assert_eq!(Weeks::ISO.week_of(date("2026-11-22")).unwrap().days.from(), date("2026-11-16"));
    }

    #[test]
    fn the_weeks_of_a_month_cover_it() {
        let february = DateRange::from_days(date("2026-02-01"), date("2026-02-28")).unwrap();
        let weeks = Weeks::ISO.weeks_of(&february);
        assert_eq!(
            (weeks.len(), weeks[0].days.from(), weeks[4].days.to()),
            (5, date("2026-01-26"), Some(date("2026-03-02")))
        );
        assert_eq!(Weeks::ISO.weeks_of(&DateRange::open(date("2026-02-01"))), []);
    }

    proptest! {
        #[test]
        fn monday_weeks_are_numbered_as_iso_numbers_them(day in 0_u64..80_000) {
            let day = date("1950-01-01") + Days::new(day);
            let week = Weeks::ISO.week_of(day).unwrap();
            prop_assert_eq!((week.year, week.number), (day.iso_week().year(), day.iso_week().week()));
            prop_assert!(week.days.contains(day));
        }
    }
}
