//! Pay periods, and the day they are paid.

use chrono::{Datelike, Days, NaiveDate};
use heng_kernel::DateRange;

use crate::{months::day_in_month, workdays::Workdays};

/// How pay periods are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayPeriods {
    /// The calendar month.
    Month,
    /// From this day of the month (2 to 28) to the day before it in the next: 26 → 26 January to 25 February, the period of February.
    MonthFrom(u32),
    /// The 1st to the 15th, and the 16th to the end of the month.
    HalfMonth,
    /// As many weeks (1 to 4) from a first day on, and as many before it.
    Weeks {
        /// A day some period begins on.
        anchor: NaiveDate,
        /// How many weeks a period has.
        count: u32,
    },
}

/// A period with its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayPeriod {
    /// Year and month of its last day: what it is called by.
    pub month: (i32, u32),
    /// Its days.
    pub days: DateRange,
}

/// What happens when the day of payment is no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OffDay {
    /// Paid on the last working day before it, as Chinese wages must be (劳部发〔1994〕489号, article 7, cited from memory).
    Before,
    /// Paid on the next working day.
    After,
    /// Paid on the day all the same.
    Same,
}

/// When a period is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PayDay {
    /// Months after the month the period is called by: 0 or more.
    pub months_after: u32,
    /// Day of that month, 1 to 31; in a shorter month its last day.
    pub day: u32,
    /// When it is no working day.
    pub off_day: OffDay,
}

impl PayPeriods {
    /// The period a day lies in. `None` for a definition out of its bounds and at the ends of the calendar.
    pub fn period_of(self, day: NaiveDate) -> Option<PayPeriod> {
        let (from, to) = match self {
            Self::Month => (day.with_day(1)?, first_of_next(day)?),
            Self::MonthFrom(start) => {
                if !(2..=28).contains(&start) {
                    return None;
                }
                let this = day.with_day(start)?;
                if day >= this {
                    (this, first_of_next(day)?.with_day(start)?)
                } else {
                    (day.with_day(1)?.pred_opt()?.with_day(start)?, this)
                }
            }
            Self::HalfMonth if day.day() <= 15 => (day.with_day(1)?, day.with_day(16)?),
            Self::HalfMonth => (day.with_day(16)?, first_of_next(day)?),
            Self::Weeks { anchor, count } => {
                if !(1..=4).contains(&count) {
                    return None;
                }
                let length = i64::from(count) * 7;
                let into = u64::try_from((day - anchor).num_days().rem_euclid(length)).ok()?;
                let from = day.checked_sub_days(Days::new(into))?;
                (from, from.checked_add_days(Days::new(u64::try_from(length).ok()?))?)
            }
        };
        let last = to.pred_opt()?;
        Some(PayPeriod { month: (last.year(), last.month()), days: DateRange::new(from, Some(to)).ok()? })
    }

    /// The period after one.
    pub fn after(self, period: &PayPeriod) -> Option<PayPeriod> {
        self.period_of(period.days.to()?)
    }

    /// The period before one.
    pub fn before(self, period: &PayPeriod) -> Option<PayPeriod> {
        self.period_of(period.days.from().pred_opt()?)
    }

    /// The periods called by a month, in order: one, or two halves, or up to five weeks.
    pub fn of_month(self, year: i32, month: u32) -> Vec<PayPeriod> {
        let first = NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| self.period_of(first));
        std::iter::successors(first, |period| self.after(period))
            .take_while(|period| period.month == (year, month))
            .collect()
    }
}

impl PayDay {
    /// The day a period is paid on. `None` for a day that is none.
    pub fn of(self, period: &PayPeriod, calendar: &impl Workdays) -> Option<NaiveDate> {
        let (year, month) = period.month;
        let months = u32::try_from(year)
            .ok()?
            .checked_mul(12)?
            .checked_add(month.checked_sub(1)?)?
            .checked_add(self.months_after)?;
        let day = day_in_month(i32::try_from(months / 12).ok()?, months % 12 + 1, self.day)?;
        match self.off_day {
            OffDay::Before => calendar.working_day_until(day),
            OffDay::After => calendar.working_day_from(day),
            OffDay::Same => Some(day),
        }
    }
}

fn first_of_next(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(chrono::Months::new(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(periods: PayPeriods, day: &str) -> (String, String, (i32, u32)) {
        let period = periods.period_of(date(day)).unwrap();
        (period.days.from().to_string(), period.days.last_day().unwrap().to_string(), period.month)
    }

    #[test]
    fn a_period_is_called_by_the_month_it_ends_in() {
        let text = |from: &str, to: &str, month| (from.to_owned(), to.to_owned(), month);
        assert_eq!(days(PayPeriods::Month, "2026-02-10"), text("2026-02-01", "2026-02-28", (2026, 2)));
        assert_eq!(
            days(PayPeriods::MonthFrom(26), "2026-02-25"),
            text("2026-01-26", "2026-02-25", (2026, 2))
        );
        assert_eq!(
            days(PayPeriods::MonthFrom(26), "2025-12-26"),
            text("2025-12-26", "2026-01-25", (2026, 1))
        );
        assert_eq!(days(PayPeriods::HalfMonth, "2026-02-16"), text("2026-02-16", "2026-02-28", (2026, 2)));
        let fortnight = PayPeriods::Weeks { anchor: date("2026-01-05"), count: 2 };
        assert_eq!(days(fortnight, "2026-01-04"), text("2025-12-22", "2026-01-04", (2026, 1)));
        let lasts: Vec<_> = fortnight
            .of_month(2026, 3)
            .iter()
            .map(|period| period.days.last_day().unwrap().to_string())
            .collect();
        assert_eq!(lasts, ["2026-03-01", "2026-03-15", "2026-03-29"], "some months have three");
    }

    #[test]
    fn a_definition_out_of_its_bounds_has_no_periods() {
        for bad in [
            PayPeriods::MonthFrom(1),
            PayPeriods::MonthFrom(29),
            PayPeriods::Weeks { anchor: date("2026-01-05"), count: 0 },
        ] {
            assert_eq!(bad.period_of(date("2026-02-10")), None);
        }
    }

    proptest! {
        #[test]
        fn periods_follow_one_another_without_gap(
            day in 0_u64..40_000, start in 2_u32..=28, count in 1_u32..=4, which in 0..4,
        ) {
            let day = date("1990-01-01") + Days::new(day);
            let periods = match which {
                0 => PayPeriods::Month,
                1 => PayPeriods::MonthFrom(start),
                2 => PayPeriods::HalfMonth,
                _ => PayPeriods::Weeks { anchor: date("2026-01-05"), count },
            };
            let period = periods.period_of(day).unwrap();
            prop_assert!(period.days.contains(day));
            let (before, after) = (periods.before(&period).unwrap(), periods.after(&period).unwrap());
            prop_assert_eq!(before.days.to(), Some(period.days.from()));
            prop_assert_eq!(Some(after.days.from()), period.days.to());
            prop_assert!(periods.of_month(period.month.0, period.month.1).contains(&period));
        }
    }
}
