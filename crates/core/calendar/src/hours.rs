//! Counting by working minutes: the hours of a working day, and stepping through them.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use heng_kernel::DateRange;

use crate::{count::DayHalf, workdays::Workdays};

const DAY_MINUTES: u32 = 24 * 60;
/// How far a step looks: ten years.
const FARTHEST_DAYS: u64 = 3_660;

/// The hours worked on a working day, in minutes from midnight: 9:00–12:00 and 13:00–18:00. The first stretch is the morning, the rest the
/// afternoon; with a single stretch, each half has half of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingHours {
    stretches: Vec<(u32, u32)>,
}

/// Why some times make no working hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkingHoursError {
    /// No stretch at all.
    #[error("a working day has at least one stretch of hours")]
    Empty,
    /// A stretch ends before it begins, past midnight, or before the one before it has ended.
    #[error("the stretches of a working day follow one another between midnight and midnight")]
    Disorder,
}

impl WorkingHours {
    /// Stretches in minutes from midnight, in order.
    pub fn new(stretches: Vec<(u32, u32)>) -> Result<Self, WorkingHoursError> {
        if stretches.is_empty() {
            return Err(WorkingHoursError::Empty);
        }
        let mut end = 0;
        for (from, to) in &stretches {
            if *from < end || to <= from || *to > DAY_MINUTES {
                return Err(WorkingHoursError::Disorder);
            }
            end = *to;
        }
        Ok(Self { stretches })
    }

    /// Minutes of a working day.
    pub fn minutes(&self) -> u32 {
        self.stretches.iter().map(|(from, to)| to - from).sum()
    }

    /// Minutes of one half of it; both halves together are the day.
    pub fn half_minutes(&self, half: DayHalf) -> u32 {
        let morning = match self.stretches.as_slice() {
            [(from, to)] => (to - from) / 2,
            [(from, to), ..] => to - from,
            [] => 0,
        };
        match half {
            DayHalf::Am => morning,
            DayHalf::Pm => self.minutes() - morning,
        }
    }

    /// Working minutes of a day between two times of it.
    fn between(&self, from: u32, to: u32) -> u32 {
        self.stretches.iter().map(|(start, end)| (*end).min(to).saturating_sub((*start).max(from))).sum()
    }

    /// The time at which `minutes` of work are done, beginning at `from`; `Err` with what is left when the day is over.
    fn done_at(&self, from: u32, mut minutes: u32) -> Result<u32, u32> {
        for (start, end) in &self.stretches {
            let start = (*start).max(from);
            let here = end.saturating_sub(start);
            if minutes <= here && here > 0 {
                return Ok(start + minutes);
            }
            minutes -= here.min(minutes);
        }
        Err(minutes)
    }

    /// Working minutes between two times on the wall of one place, on the working days of a calendar. Seconds are cut off. 0 when `to` is
    /// not after `from`; `None` over more than ten years.
    pub fn minutes_between(
        &self,
        calendar: &impl Workdays,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Option<u64> {
        if to <= from {
            return Some(0);
        }
        let days = DateRange::from_days(from.date(), to.date()).ok()?;
        if (to - from).num_days() > i64::try_from(FARTHEST_DAYS).ok()? {
            return None;
        }
        let minutes = days.days().filter(|day| calendar.is_working_day(*day)).map(|day| {
            let start = if day == from.date() { minute_of(from.time()) } else { 0 };
            let end = if day == to.date() { minute_of(to.time()) } else { DAY_MINUTES };
            u64::from(self.between(start, end))
        });
        Some(minutes.sum())
    }

    /// When `minutes` of work have passed from a time on: a deadline of four working hours from Friday 17:00 is Monday 12:00 with hours
    /// from 9 to 18 and an hour's break at noon. 0 minutes is the next moment of work. `None` past ten years.
    pub fn after_minutes(
        &self,
        calendar: &impl Workdays,
        from: NaiveDateTime,
        minutes: u32,
    ) -> Option<NaiveDateTime> {
        let mut left = minutes;
        for ahead in 0..FARTHEST_DAYS {
            let day = from.date().checked_add_days(Days::new(ahead))?;
            if !calendar.is_working_day(day) {
                continue;
            }
            let start = if ahead == 0 { minute_of(from.time()) } else { 0 };
            match self.done_at(start, left) {
                Ok(minute) => return at(day, minute),
                Err(rest) => left = rest,
            }
        }
        None
    }
}

fn minute_of(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

fn at(day: NaiveDate, minute: u32) -> Option<NaiveDateTime> {
    if minute >= DAY_MINUTES {
        return day.succ_opt()?.and_hms_opt(0, minute - DAY_MINUTES, 0);
    }
    day.and_hms_opt(minute / 60, minute % 60, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_must_follow_one_another() {
        assert_eq!(WorkingHours::new(vec![]), Err(WorkingHoursError::Empty));
        for bad in
            [vec![(600, 600)], vec![(540, 720), (700, 800)], vec![(0, 1_441)], vec![(800, 900), (540, 720)]]
        {
            assert_eq!(WorkingHours::new(bad), Err(WorkingHoursError::Disorder));
        }
    }

    #[test]
    fn the_halves_make_the_day() {
        let office = WorkingHours::new(vec![(540, 720), (780, 1_080)]).unwrap();
        assert_eq!(
            (office.half_minutes(DayHalf::Am), office.half_minutes(DayHalf::Pm), office.minutes()),
            (180, 300, 480)
        );
        let odd = WorkingHours::new(vec![(540, 1_021)]).unwrap();
        assert_eq!((odd.half_minutes(DayHalf::Am), odd.half_minutes(DayHalf::Pm)), (240, 241));
    }
}
