//! A shift on a date at a place.

use chrono::NaiveDate;
use chrono_tz::Tz;
use heng_calendar::{DayKind, RateClass, Workdays};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::pattern::{Flex, NightWindow, Shift, ShiftError};
use crate::{
    fingerprint::Gather,
    source::Source,
    timeline::{Interval, Intervals, Minute, WallDay, joined, minutes, without},
};

/// What the day, the one before and the one after are for this person: work, rest or statutory holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayKinds {
    /// The day before.
    pub before: DayKind,
    /// The day itself.
    pub own: DayKind,
    /// The day after.
    pub after: DayKind,
}

impl DayKinds {
    /// As a calendar says, a person's shift plan included.
    pub fn of(calendar: &impl Workdays, date: NaiveDate) -> Self {
        let kind = |day: Option<NaiveDate>| calendar.day(day.unwrap_or(date)).kind;
        Self { before: kind(date.pred_opt()), own: kind(Some(date)), after: kind(date.succ_opt()) }
    }
}

/// What holds for every day of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Zone of the place of work; never that of the server or the traveller.
    pub zone: Tz,
    /// The night.
    pub night: NightWindow,
    /// Wall time in minutes up to which work without a plan belongs to the day before.
    pub day_starts_at: u16,
}

/// A planned stretch of work in minutes of the time line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// From start to end, breaks included; the core for flexitime.
    pub work: Interval,
    /// Unpaid breaks.
    pub breaks: Intervals,
    /// From the earliest punch that may open it to the latest that may close it.
    pub window: Interval,
    /// Freedom to come and go.
    pub flex: Flex,
}

impl Period {
    /// The planned minutes: work without breaks.
    pub fn net(&self) -> Intervals {
        without(&[self.work], &self.breaks)
    }
}

/// A day's plan. The same for everybody with that shift on that date at that place: make it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlan {
    /// The day the work belongs to: that of the shift's own date, not of the punch.
    pub date: NaiveDate,
    /// The roster row.
    pub shift: Option<Source>,
    /// Planned periods; none on a day off.
    pub periods: SmallVec<[Period; 2]>,
    /// The kinds of the days around.
    pub kinds: DayKinds,
    /// Where half-day leave divides the day.
    pub half_at: Option<Minute>,
    /// From the day's own boundary to that of the next day: where work without a plan belongs.
    pub open: Interval,
    /// The own date from midnight to midnight.
    pub(crate) own_date: Interval,
    /// Nights that begin the evening before, on the day, or the evening after.
    pub(crate) nights: Intervals,
}

impl DayPlan {
    /// A shift, or none, on a date.
    pub fn new(
        date: NaiveDate,
        shift: Option<&Shift>,
        kinds: DayKinds,
        setting: &Setting,
    ) -> Result<Self, ShiftError> {
        let wall = WallDay::new(date, setting.zone);
        let mut periods = SmallVec::new();
        if let Some(shift) = shift {
            shift.check()?;
            for period in &shift.periods {
                let at = |minutes| wall.at(minutes);
                let work = Interval::new(at(period.start), at(period.end)).ok_or(ShiftError::BadPeriod)?;
                let breaks = joined(period.breaks.iter().filter_map(|(a, b)| Interval::new(at(*a), at(*b))));
                let (earlier, later) = match period.flex {
                    Flex::Fixed => (0, 0),
                    Flex::Slide { earlier, later } | Flex::Core { earlier, later, .. } => (earlier, later),
                };
                let opens = work.from().plus(-i64::from(period.opens_before.max(earlier)));
                let closes = work.to().plus(i64::from(period.closes_after.max(later)) + 1);
                let window = Interval::new(opens, closes).ok_or(ShiftError::BadPeriod)?;
                periods.push(Period { work, breaks, window, flex: period.flex });
            }
        }
        let half_at = match shift.and_then(|shift| shift.half_at) {
            Some(minutes) => Some(wall.at(minutes)),
            None => middle(&periods),
        };
        let boundary = i32::from(setting.day_starts_at);
        let span = |from, to| Interval::new(wall.at(from), wall.at(to)).ok_or(ShiftError::BadPeriod);
        let (night_from, night_to) = setting.night.span();
        let night = |days: i32| span(night_from + days * 1440, night_to + days * 1440).ok();
        Ok(Self {
            date,
            shift: shift.and_then(|shift| shift.source),
            periods,
            kinds,
            half_at,
            open: span(boundary, boundary + 1440)?,
            own_date: span(0, 1440)?,
            nights: joined([-1, 0, 1].into_iter().filter_map(night)),
        })
    }

    /// Minutes the plan asks for.
    pub fn planned(&self) -> i64 {
        self.periods.iter().map(planned_of).sum()
    }

    /// What the date a minute falls on is.
    pub(crate) fn kind_at(&self, minute: Minute) -> DayKind {
        if minute < self.own_date.from() {
            self.kinds.before
        } else if minute < self.own_date.to() {
            self.kinds.own
        } else {
            self.kinds.after
        }
    }

    pub(crate) fn gather(&self, into: &mut Gather) {
        into.date(self.date);
        into.source(self.shift.as_ref());
        for kind in [self.kinds.before, self.kinds.own, self.kinds.after] {
            into.word(match kind {
                DayKind::Work => 1,
                DayKind::Rest => 2,
                DayKind::Statutory => 3,
            });
        }
        for period in &self.periods {
            into.interval(&period.work);
            into.interval(&period.window);
            period.breaks.iter().for_each(|pause| into.interval(pause));
            let (code, earlier, later, target) = match period.flex {
                Flex::Fixed => (0, 0, 0, 0),
                Flex::Slide { earlier, later } => (1, earlier, later, 0),
                Flex::Core { earlier, later, target } => (2, earlier, later, target),
            };
            for word in [code, earlier, later, target] {
                into.word(u64::from(word));
            }
        }
        into.number(self.half_at.map_or(i64::MIN, Minute::since_1970));
        into.interval(&self.open);
        self.nights.iter().for_each(|night| into.interval(night));
    }
}

/// Minutes a period asks for: its target when it has one.
pub(crate) fn planned_of(period: &Period) -> i64 {
    match period.flex {
        Flex::Core { target, .. } => i64::from(target),
        Flex::Fixed | Flex::Slide { .. } => minutes(&period.net()),
    }
}

/// The minute at which half the planned minutes are over.
fn middle(periods: &[Period]) -> Option<Minute> {
    let net: Intervals = periods.iter().flat_map(Period::net).collect();
    let mut left = minutes(&net) / 2;
    for part in &net {
        if left <= part.minutes() {
            return Some(part.from().plus(left));
        }
        left -= part.minutes();
    }
    None
}

/// What overtime on a day of this kind is paid at.
pub(crate) const fn class_of(kind: DayKind) -> RateClass {
    match kind {
        DayKind::Work => RateClass::Workday,
        DayKind::Rest => RateClass::RestDay,
        DayKind::Statutory => RateClass::StatutoryDay,
    }
}
