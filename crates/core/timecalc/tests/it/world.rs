//! Facts in short: `"22:00-06:00"`, `"+06:03"` (the next day), `"in 08:58"`.

use chrono::NaiveDate;
use chrono_tz::Tz;
use heng_calendar::{DayHalf, DayKind, zone};
use heng_kernel::LeaveTypeId;
use heng_timecalc::{
    Source, SourceKind,
    day::{
        Away, DayKinds, DayPlan, DayResult, Facts, Flex, LeaveOnDay, LeavePart, Mark, NightWindow,
        OvertimeRequest, Punch, Reward, Setting, Shift, ShiftPeriod, TimeRules, judge,
    },
    timeline::{Interval, Minute, WallDay},
};
use uuid::Uuid;

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Minutes after the midnight the day begins with; `+` the next day, `-` the day before.
pub fn wall(text: &str) -> i32 {
    let (days, clock) = match text.as_bytes().first() {
        Some(b'+') => (1, &text[1..]),
        Some(b'-') => (-1, &text[1..]),
        _ => (0, text),
    };
    let (hours, minutes) = clock.split_once(':').unwrap_or_else(|| panic!("not a time: {text}"));
    days * 1440 + hours.parse::<i32>().unwrap() * 60 + minutes.parse::<i32>().unwrap()
}

/// From and to; an end that is not later lies on the next day.
pub fn walls(text: &str) -> (i32, i32) {
    let cut = text.char_indices().find(|(at, c)| *at > 0 && *c == '-').unwrap().0;
    let (from, to) = (wall(&text[..cut]), wall(&text[cut + 1..]));
    if to > from { (from, to) } else { (from, to + 1440) }
}

pub fn source(kind: SourceKind, number: u128) -> Source {
    Source::new(kind, Uuid::from_u128(number))
}

pub fn leave_type(number: u128) -> LeaveTypeId {
    LeaveTypeId(Uuid::from_u128(number))
}

/// One period with its breaks; a punch may come three hours early and go six hours late.
pub fn period(span: &str, breaks: &[&str]) -> ShiftPeriod {
    let (start, end) = walls(span);
    let breaks = breaks.iter().map(|pause| {
        let (from, to) = walls(pause);
        if from < start { (from + 1440, to + 1440) } else { (from, to) }
    });
    ShiftPeriod {
        start,
        end,
        breaks: breaks.collect(),
        opens_before: 180,
        closes_after: 360,
        flex: Flex::Fixed,
    }
}

pub fn shift(periods: impl IntoIterator<Item = ShiftPeriod>) -> Shift {
    Shift {
        source: Some(source(SourceKind::Shift, 1)),
        periods: periods.into_iter().collect(),
        half_at: None,
    }
}

/// 09:00–18:00 with an hour at noon: 480 minutes.
pub fn office() -> Shift {
    shift([period("09:00-18:00", &["12:00-13:00"])])
}

/// 22:00–06:00 with half an hour at two: 450 minutes.
pub fn night() -> Shift {
    shift([period("22:00-06:00", &["02:00-02:30"])])
}

pub fn kinds(own: DayKind) -> DayKinds {
    DayKinds { before: DayKind::Work, own, after: DayKind::Work }
}

pub fn setting(zone: Tz) -> Setting {
    Setting { zone, night: NightWindow { from: 1320, to: 360 }, day_starts_at: 300 }
}

/// One person's days and facts.
#[derive(Clone, Debug)]
pub struct World {
    pub setting: Setting,
    pub rules: TimeRules,
    pub plans: Vec<DayPlan>,
    pub punches: Vec<Punch>,
    pub leaves: Vec<LeaveOnDay>,
    pub overtime: Vec<OvertimeRequest>,
    pub away: Vec<Away>,
}

impl World {
    pub fn new() -> Self {
        Self {
            setting: setting(zone::MAINLAND),
            rules: TimeRules::standard(1),
            plans: vec![],
            punches: vec![],
            leaves: vec![],
            overtime: vec![],
            away: vec![],
        }
    }

    pub fn rules(mut self, change: impl FnOnce(&mut TimeRules)) -> Self {
        change(&mut self.rules);
        self
    }

    pub fn zone(mut self, zone: Tz) -> Self {
        self.setting.zone = zone;
        self
    }

    pub fn day(self, day: &str, shift: &Shift) -> Self {
        self.plan(day, Some(shift), kinds(DayKind::Work))
    }

    pub fn rest_day(self, day: &str) -> Self {
        self.plan(day, None, kinds(DayKind::Rest))
    }

    pub fn plan(mut self, day: &str, shift: Option<&Shift>, kinds: DayKinds) -> Self {
        self.plans.push(DayPlan::new(date(day), shift, kinds, &self.setting).unwrap());
        self
    }

    pub fn at(&self, day: &str, text: &str) -> Minute {
        WallDay::new(date(day), self.setting.zone).at(wall(text))
    }

    pub fn span(&self, day: &str, text: &str) -> Interval {
        let (from, to) = walls(text);
        let day = WallDay::new(date(day), self.setting.zone);
        Interval::new(day.at(from), day.at(to)).unwrap()
    }

    /// Punches of a day: `09:00`, `in 09:00`, `out +06:03`, with seconds after a point: `09:00.30`.
    pub fn punch(mut self, day: &str, punches: &[&str]) -> Self {
        for text in punches {
            let (mark, clock) = match text.split_once(' ') {
                Some(("in", clock)) => (Mark::In, clock),
                Some(("out", clock)) => (Mark::Out, clock),
                _ => (Mark::Unknown, *text),
            };
            let (clock, seconds) = clock.split_once('.').unwrap_or((clock, "0"));
            let at = self.at(day, clock).utc().unwrap() + chrono::Duration::seconds(seconds.parse().unwrap());
            let number = u128::try_from(self.punches.len()).unwrap() + 100;
            self.punches.push(Punch { at, mark, source: source(SourceKind::Punch, number) });
        }
        self
    }

    /// Leave on a day: `whole`, `am`, `pm` or `13:00-15:00`.
    pub fn leave(mut self, day: &str, part: &str) -> Self {
        let part = match part {
            "whole" => LeavePart::Whole,
            "am" => LeavePart::Half(DayHalf::Am),
            "pm" => LeavePart::Half(DayHalf::Pm),
            span => LeavePart::Between(self.span(day, span)),
        };
        let number = u128::try_from(self.leaves.len()).unwrap() + 300;
        let request = source(SourceKind::LeaveRequest, number);
        self.leaves.push(LeaveOnDay { day: date(day), part, source: request, leave_type: leave_type(7) });
        self
    }

    /// Approved overtime: `18:00-20:00`.
    pub fn asked(mut self, day: &str, span: &str, reward: Reward) -> Self {
        let span = self.span(day, span);
        let number = u128::try_from(self.overtime.len()).unwrap() + 200;
        let request = source(SourceKind::OvertimeRequest, number);
        self.overtime.push(OvertimeRequest { day: date(day), span, reward, source: request });
        self
    }

    pub fn away(mut self, day: &str, span: &str) -> Self {
        let span = self.span(day, span);
        let number = u128::try_from(self.away.len()).unwrap() + 400;
        self.away.push(Away { span, source: source(SourceKind::Away, number) });
        self
    }

    pub fn results(&self) -> Vec<DayResult> {
        let facts = Facts {
            punches: &self.punches,
            leaves: &self.leaves,
            overtime: &self.overtime,
            away: &self.away,
        };
        judge(&self.plans, &facts, &self.rules)
    }

    pub fn result(&self, day: &str) -> DayResult {
        let day = date(day);
        self.results().into_iter().find(|result| result.day == day).unwrap()
    }
}

/// A quarter of the usual number of cases: each is a whole history. A soak raises it in proportion.
pub fn fewer() -> proptest::test_runner::Config {
    let usual = proptest::test_runner::Config::default();
    proptest::test_runner::Config { cases: usual.cases.div_ceil(4), ..usual }
}
