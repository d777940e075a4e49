//! What the days of one person share while they are worked out.

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::{
    build::{Day, band, due},
    claim::{Window, Windows},
    figures::Figures,
    judge::{ByDay, Given, of_day},
    note::{Note, NoteCode},
    on_leave::OnLeave,
    overtime::Beyond,
    plan::DayPlan,
    presence::Attended,
    read::Read,
    result::{Attendance, WindowKind},
    rules::TimeRules,
};
use crate::{
    source::Source,
    timeline::{Interval, Intervals, hull, joined, near, without},
};

/// A period as it is due on its day.
pub(super) struct Due {
    day: usize,
    number: u8,
    /// Index of its window.
    window: usize,
    due: Interval,
    band: Interval,
}

pub(super) fn dues(
    days: &[&DayPlan],
    windows: &Windows,
    read: &Read,
    leaves: &[OnLeave],
) -> SmallVec<[Due; 32]> {
    let mut dues: SmallVec<[Due; 32]> = SmallVec::new();
    for (window, (place, attended)) in windows.firm.iter().zip(&read.firm).enumerate() {
        let WindowKind::Period(number) = place.kind else { continue };
        let period = days.get(place.day).and_then(|plan| plan.periods.get(usize::from(number)));
        let Some(period) = period else { continue };
        let on_leave = leaves.get(place.day).is_some_and(|leave| !leave.all.is_empty());
        let due = due(period, attended, on_leave);
        dues.push(Due { day: place.day, number, window, due, band: band(period, due) });
    }
    dues.sort_unstable_by_key(|due| (due.day, due.number));
    dues
}

/// What all days share while they are worked out.
pub(super) struct Run<'a> {
    pub rules: &'a TimeRules,
    pub given: &'a Given,
    pub windows: &'a Windows,
    pub read: &'a Read,
    pub dues: &'a [Due],
    /// Windows of shifts and requests, and of open days, by their days.
    firm: ByDay,
    open: ByDay,
    /// Every planned stretch of every day.
    planned: Intervals,
    /// Presence of all days.
    pool: Intervals,
    /// Minutes beyond a plan that a day has had already: none counts twice.
    counted: Intervals,
}

/// Presence of a day outside every plan, the last punch, and what was noticed.
pub(super) struct Outside {
    worked: Intervals,
    source: Option<Source>,
    notes: SmallVec<[Note; 2]>,
}

impl<'a> Run<'a> {
    pub fn new(
        rules: &'a TimeRules,
        given: &'a Given,
        (windows, read): (&'a Windows, &'a Read),
        dues: &'a [Due],
    ) -> Self {
        let present = read.firm.iter().chain(&read.open).flat_map(Attended::present);
        Self {
            rules,
            given,
            windows,
            read,
            dues,
            firm: ByDay::new(windows.firm.iter().map(|window| window.day)),
            open: ByDay::new(windows.open.iter().map(|window| window.day)),
            planned: joined(dues.iter().map(|due| due.band)),
            pool: joined(present.chain(given.away.iter().map(|away| away.span))),
            counted: Intervals::new(),
        }
    }

    /// The windows of a day with what their punches say.
    fn of(&self, index: usize) -> impl Iterator<Item = (&Window, &Attended)> {
        let firm = self.firm.of(index).filter_map(|i| self.windows.firm.get(i).zip(self.read.firm.get(i)));
        let open = self.open.of(index).filter_map(|i| self.windows.open.get(i).zip(self.read.open.get(i)));
        firm.chain(open)
    }

    pub fn attendance(&self, index: usize) -> SmallVec<[Attendance; 2]> {
        let told = |(window, attended): (&Window, &Attended)| Attendance {
            window: window.kind,
            opened_by: attended.opening.map(|edge| edge.punch.source),
            closed_by: attended.closing.map(|edge| edge.punch.source),
        };
        let spoken = |(window, attended): &(&Window, &Attended)| {
            window.kind != WindowKind::Open || !attended.is_empty()
        };
        self.of(index).filter(spoken).map(told).collect()
    }

    /// Works out a day whose presence beyond all plans is known.
    pub fn day<'b>(&'b self, index: usize, plan: &'b DayPlan, leave: OnLeave, beyond: Outside) -> Day<'b> {
        let from = self.dues.partition_point(|due| due.day < index);
        let to = self.dues.partition_point(|due| due.day <= index);
        let mine = self.dues.get(from..to).unwrap_or_default();
        let requests = of_day(&self.given.overtime, plan.date, |request| request.day);
        let mut day = Day {
            plan,
            rules: self.rules,
            pool: near(&self.pool, reach(plan)),
            away: &self.given.away,
            requests,
            notes: leave.notes.iter().copied().chain(beyond.notes).collect(),
            leave,
            segments: SmallVec::new(),
            figures: Figures::default(),
        };
        for due in mine {
            let period = plan.periods.get(usize::from(due.number));
            let attended = self.read.firm.get(due.window);
            if let (Some(period), Some(attended)) = (period, attended) {
                day.notes.extend(attended.notes.iter().copied());
                day.period(period, due.due, attended);
            }
        }
        day.on_leave(mine.iter().map(|due| due.due));
        let dues: SmallVec<[Interval; 2]> = mine.iter().map(|due| due.band).collect();
        let (worked, source) = (beyond.worked, beyond.source);
        day.beyond(&Beyond { worked, dues: &dues, planned: &self.planned, source });
        day
    }

    /// The presence of a day's windows outside every plan that no day has counted yet.
    pub fn beyond(&mut self, index: usize, date: NaiveDate) -> Outside {
        let requests = of_day(&self.given.overtime, date, |request| request.day);
        let mut notes = SmallVec::new();
        let mut there = Intervals::new();
        let mut source = None;
        for (window, attended) in self.of(index) {
            there.extend(attended.present());
            source = attended.closing.map(|edge| edge.punch.source).or(source);
            if !matches!(window.kind, WindowKind::Period(_)) {
                notes.extend(attended.notes.iter().copied());
                let missing = match (attended.opening, attended.closing) {
                    (Some(edge), None) => Some((NoteCode::MissingOut, edge)),
                    (None, Some(edge)) => Some((NoteCode::MissingIn, edge)),
                    _ => None,
                };
                notes.extend(missing.map(|(code, edge)| Note {
                    code,
                    source: Some(edge.punch.source),
                    minutes: 0,
                }));
            }
        }
        // A trip is no overtime by itself; within an approved request it is.
        for away in &self.given.away {
            there.extend(requests.iter().filter_map(|request| request.span.overlap(&away.span)));
        }
        let there = joined(there);
        let Some(reach) = hull(&there) else { return Outside { worked: there, source, notes } };
        let outside = without(&there, near(&self.planned, reach));
        let fresh = without(&outside, near(&self.counted, reach));
        if !fresh.is_empty() {
            self.counted = joined(self.counted.iter().chain(&fresh).copied());
        }
        Outside { worked: fresh, source, notes }
    }
}

/// All a day has to do with: its open stretch and the windows of its periods.
fn reach(plan: &DayPlan) -> Interval {
    let windows = plan.periods.iter().map(|period| period.window);
    windows.fold(plan.open, |all, window| {
        Interval::new(all.from().min(window.from()), all.to().max(window.to())).unwrap_or(all)
    })
}
