//! Counting and stepping by working days, whatever the calendar.

use chrono::NaiveDate;
use heng_kernel::DateRange;

use crate::{
    count::DayHalf,
    day::{Day, DayKind},
    layers::WorkCalendar,
    national::NationalCalendar,
};

/// How far a step looks for a working day: ten years. A calendar without working days ends the search instead of the program.
const FARTHEST_DAYS: u32 = 3_660;

/// Days that are work, rest or statutory: the nation's, a branch's, a person's.
pub trait Workdays {
    /// What a day is.
    fn day(&self, date: NaiveDate) -> Day;

    /// Whether people work on it.
    fn is_working_day(&self, date: NaiveDate) -> bool {
        self.day(date).kind == DayKind::Work
    }

    /// The day itself when it is worked, else the next that is. `None` when there is none within ten years.
    fn working_day_from(&self, date: NaiveDate) -> Option<NaiveDate> {
        date.iter_days().take(steps(FARTHEST_DAYS)).find(|day| self.is_working_day(*day))
    }

    /// The day itself when it is worked, else the last before it that was.
    fn working_day_until(&self, date: NaiveDate) -> Option<NaiveDate> {
        date.iter_days().rev().take(steps(FARTHEST_DAYS)).find(|day| self.is_working_day(*day))
    }

    /// The `n`-th working day after `date`, which itself is not counted, worked or not: "within three working days" of a Friday ends on
    /// Wednesday. Negative steps go back; 0 is the day itself. `None` past ten years.
    fn after_working_days(&self, date: NaiveDate, n: i32) -> Option<NaiveDate> {
        if n == 0 {
            return Some(date);
        }
        let nth = steps(n.unsigned_abs()).checked_sub(1)?;
        let days: Box<dyn Iterator<Item = NaiveDate>> =
            if n > 0 { Box::new(date.iter_days()) } else { Box::new(date.iter_days().rev()) };
        days.skip(1).take(steps(FARTHEST_DAYS)).filter(|day| self.is_working_day(*day)).nth(nth)
    }

    /// How many working days a range has. An open range has none that can be counted: `None`.
    fn working_days_in(&self, range: &DateRange) -> Option<u32> {
        let to = range.to()?;
        if (to - range.from()).num_days() > i64::from(FARTHEST_DAYS) {
            return None;
        }
        u32::try_from(range.days().filter(|day| self.is_working_day(*day)).count()).ok()
    }

    /// The half-day that is the `n`-th worked one from a given half on, that half included: a leave of 3 half-days from Friday afternoon
    /// ends on Monday evening. `None` for 0 and past ten years.
    fn last_half(&self, first: (NaiveDate, DayHalf), n: u32) -> Option<(NaiveDate, DayHalf)> {
        let nth = steps(n).checked_sub(1)?;
        first
            .0
            .iter_days()
            .take(steps(FARTHEST_DAYS))
            .filter(|day| self.is_working_day(*day))
            .flat_map(|day| [(day, DayHalf::Am), (day, DayHalf::Pm)])
            .filter(|half| *half >= first)
            .nth(nth)
    }
}

fn steps(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

impl Workdays for NationalCalendar {
    fn day(&self, date: NaiveDate) -> Day {
        Self::day(self, date)
    }
}

impl Workdays for WorkCalendar {
    fn day(&self, date: NaiveDate) -> Day {
        Self::day(self, date)
    }
}
