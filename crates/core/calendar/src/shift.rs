//! The days of people who work by a shift plan instead of the week.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    day::{Day, DayKind, DayOrigin},
    layers::WorkCalendar,
    national::NationalCalendar,
    workdays::Workdays,
};

/// What the plan says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShiftDay {
    /// A shift begins on it. A shift over midnight belongs to the day it begins on.
    Shift,
    /// No shift: the person's rest day, whatever day of the week it is.
    Off,
}

/// Days that repeat: four on, two off, counted from a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftCycle {
    from: NaiveDate,
    days: Vec<ShiftDay>,
}

impl ShiftCycle {
    /// A cycle whose first day is `from`; `None` without days. Before `from` it says nothing.
    pub fn new(from: NaiveDate, days: Vec<ShiftDay>) -> Option<Self> {
        (!days.is_empty()).then_some(Self { from, days })
    }

    fn day(&self, date: NaiveDate) -> Option<ShiftDay> {
        let ahead = usize::try_from((date - self.from).num_days()).ok()?;
        self.days.get(ahead.checked_rem(self.days.len())?).copied()
    }
}

/// A person's plan: days named one by one, else the cycle, else nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShiftPlan {
    /// Shown in explanations: 早晚轮班.
    pub name: String,
    /// What repeats.
    pub cycle: Option<ShiftCycle>,
    /// Days that are planned by name; they go before the cycle.
    pub days: BTreeMap<NaiveDate, ShiftDay>,
}

impl ShiftPlan {
    /// What the plan says of a day.
    pub fn day(&self, date: NaiveDate) -> Option<ShiftDay> {
        self.days.get(&date).copied().or_else(|| self.cycle.as_ref()?.day(date))
    }
}

/// A calendar under a person's plan.
///
/// - A statutory holiday stays one: a shift on it is paid 300 %, and a day off on it is the holiday, not the rest day.
/// - Any other day is what the plan says: a shift on a Sunday is an ordinary day, overtime 150 %; called in on a day off of the plan,
///   200 % or time off, also on a Wednesday or a make-up workday.
/// - A day the plan does not name is what the calendar says.
#[derive(Clone, Debug)]
pub struct ShiftCalendar<'a> {
    calendar: &'a WorkCalendar,
    plan: &'a ShiftPlan,
}

impl<'a> ShiftCalendar<'a> {
    /// The plan over the calendar of the place.
    pub const fn new(calendar: &'a WorkCalendar, plan: &'a ShiftPlan) -> Self {
        Self { calendar, plan }
    }

    /// The national calendar underneath.
    pub fn national(&self) -> &NationalCalendar {
        self.calendar.national()
    }

    /// Whether a shift begins on the day, a statutory holiday or not.
    pub fn has_shift(&self, date: NaiveDate) -> bool {
        self.plan.day(date).map_or_else(|| self.calendar.is_working_day(date), |day| day == ShiftDay::Shift)
    }
}

impl Workdays for ShiftCalendar<'_> {
    fn day(&self, date: NaiveDate) -> Day {
        let day = self.calendar.day(date);
        if day.kind == DayKind::Statutory {
            return day;
        }
        let plan = || self.plan.name.clone();
        match (self.plan.day(date), day.kind) {
            (None, _) | (Some(ShiftDay::Shift), DayKind::Work) | (Some(ShiftDay::Off), DayKind::Rest) => day,
            (Some(ShiftDay::Shift), _) => {
                Day { date, kind: DayKind::Work, origin: DayOrigin::Shift { plan: plan() } }
            }
            (Some(ShiftDay::Off), _) => {
                Day { date, kind: DayKind::Rest, origin: DayOrigin::ShiftOff { plan: plan() } }
            }
        }
    }
}
