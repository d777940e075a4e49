//! A planned period, minute by minute: worked, on leave, late, left early or absent.

use heng_calendar::DayKind;
use smallvec::SmallVec;

use super::{
    facts::{Away, OvertimeRequest},
    figures::Figures,
    note::{Note, NoteCode},
    on_leave::OnLeave,
    pattern::Flex,
    plan::{DayPlan, Period, class_of},
    presence::Attended,
    result::{Category, Reason, Segment},
    rules::{Grace, MissingPunch, Reward, TimeRules, WorkingTime},
    split::{by_kind, by_night, first_minutes},
};
use crate::{
    source::Source,
    timeline::{Interval, Intervals, common, hull, joined, minutes, without},
};

/// A day being worked out.
pub(super) struct Day<'a> {
    pub plan: &'a DayPlan,
    pub rules: &'a TimeRules,
    /// The person's presence by all punches of all days, and work elsewhere.
    pub pool: &'a [Interval],
    pub away: &'a [Away],
    pub requests: &'a [OvertimeRequest],
    pub leave: OnLeave,
    pub segments: SmallVec<[Segment; 4]>,
    pub figures: Figures,
    pub notes: SmallVec<[Note; 2]>,
}

/// The work a period asks for on the day, after it has slid to the arrival.
pub(super) fn due(period: &Period, attended: &Attended, on_leave: bool) -> Interval {
    match (period.flex, attended.opening) {
        (Flex::Slide { earlier, later }, Some(opening)) if !on_leave => {
            let start = period.work.from();
            let slide = opening.at.since(start).clamp(-i64::from(earlier), i64::from(later));
            Interval::new(start.plus(slide), period.work.to().plus(slide)).unwrap_or(period.work)
        }
        _ => period.work,
    }
}

/// The stretch in which presence is never overtime: the period, or the whole band of flexitime.
pub(super) fn band(period: &Period, due: Interval) -> Interval {
    match period.flex {
        Flex::Core { earlier, later, .. } => {
            let (from, to) = (due.from().plus(-i64::from(earlier)), due.to().plus(i64::from(later)));
            Interval::new(from, to).unwrap_or(due)
        }
        Flex::Fixed | Flex::Slide { .. } => due,
    }
}

impl Day<'_> {
    pub fn note(&mut self, code: NoteCode, source: Option<Source>, minutes: i64) {
        self.notes.push(Note { code, source, minutes });
    }

    /// Works out one period.
    pub fn period(&mut self, period: &Period, due: Interval, attended: &Attended) {
        let net = without(&[due], &period.breaks);
        let rest = without(&net, &self.leave.all);
        let (opened, closed) = sources(attended);
        self.note_missing(attended, minutes(&rest) > 0);
        let assumed = self.assumed(due, attended);
        let there = match assumed {
            Some(span) => joined(self.pool.iter().copied().chain([span])),
            None => self.pool.iter().copied().collect(),
        };
        if let WorkingTime::Irregular { needs_punch, .. } = self.rules.working_time {
            let absent = needs_punch && attended.is_empty() && common(&rest, &there).is_empty();
            if absent {
                self.push(&rest, Category::Absent, Reason::NoPunch, None);
            } else {
                self.worked(&rest, Reason::IrregularHours, opened);
            }
            return;
        }
        let worked = common(&rest, &there);
        let missing = without(&rest, &there);
        self.present(
            &worked,
            if assumed.is_some() { Reason::TakenAsPlanned } else { Reason::Present },
            opened,
        );
        let one_sided = attended.opening.is_some() != attended.closing.is_some() && assumed.is_none();
        match hull(&worked) {
            Some(hull) if !one_sided => {
                let before: Intervals =
                    missing.iter().filter(|gap| gap.to() <= hull.from()).copied().collect();
                let after: Intervals =
                    missing.iter().filter(|gap| gap.from() >= hull.to()).copied().collect();
                let within = common(&missing, &[hull]);
                let (late, early) = (self.rules.late, self.rules.left_early);
                self.fallen_short(&before, late, (Category::Late, Reason::AfterStart), opened);
                self.fallen_short(&after, early, (Category::LeftEarly, Reason::BeforeEnd), closed);
                self.push(&within, Category::Absent, Reason::BetweenPunches, opened);
            }
            _ => {
                let (why, source) = match (attended.opening, attended.closing) {
                    (None, None) => (Reason::NoPunch, None),
                    (Some(_), None) => (Reason::NoPunchOut, opened),
                    (None, Some(_)) => (Reason::NoPunchIn, closed),
                    (Some(_), Some(_)) => (Reason::NotThere, opened),
                };
                self.push(&missing, Category::Absent, why, source);
            }
        }
        if let Flex::Core { .. } = period.flex {
            let around = common(&without(&[band(period, due)], &[due]), self.pool);
            let around = without(&around, &period.breaks);
            self.present(&around, Reason::Present, opened);
        }
    }

    fn note_missing(&mut self, attended: &Attended, asked: bool) {
        let missing = match (attended.opening, attended.closing) {
            (None, Some(edge)) => Some((NoteCode::MissingIn, edge)),
            (Some(edge), None) => Some((NoteCode::MissingOut, edge)),
            _ => None,
        };
        if let Some((code, edge)) = missing.filter(|_| asked) {
            self.note(code, Some(edge.punch.source), 0);
        }
    }

    /// Presence taken for granted on the side that was not punched.
    fn assumed(&self, due: Interval, attended: &Attended) -> Option<Interval> {
        if self.rules.missing_punch == MissingPunch::Absent {
            return None;
        }
        match (attended.opening, attended.closing) {
            (Some(opening), None) => Interval::new(opening.at, due.to()),
            (None, Some(closing)) => Interval::new(due.from(), closing.at),
            _ => None,
        }
    }

    /// Minutes present, those elsewhere told apart.
    fn present(&mut self, worked: &[Interval], why: Reason, source: Option<Source>) {
        let mut left: Intervals = worked.iter().copied().collect();
        for away in self.away {
            let elsewhere = common(&left, &[away.span]);
            if !elsewhere.is_empty() {
                self.worked(&elsewhere, Reason::Away, Some(away.source));
                left = without(&left, &elsewhere);
            }
        }
        self.worked(&left, why, source);
    }

    /// Planned minutes that were worked: at the ordinary rate, unless the day is a rest day or a statutory holiday.
    fn worked(&mut self, set: &[Interval], why: Reason, source: Option<Source>) {
        for span in set {
            for (span, kind) in by_kind(self.plan, *span, self.rules.overtime.class_by) {
                let paid_extra = match (self.rules.working_time, kind) {
                    (_, DayKind::Work)
                    | (WorkingTime::Comprehensive | WorkingTime::Irregular { .. }, DayKind::Rest)
                    | (WorkingTime::Irregular { statutory_paid: false, .. }, DayKind::Statutory) => None,
                    (_, DayKind::Statutory) => Some((Reason::PlannedOnHoliday, NoteCode::PlannedOnHoliday)),
                    (WorkingTime::Standard, DayKind::Rest) => {
                        Some((Reason::PlannedOnRestDay, NoteCode::PlannedOnRestDay))
                    }
                };
                let Some((why, code)) = paid_extra else {
                    self.push(&[span], Category::Worked, why, source);
                    continue;
                };
                let asked = self.requests.iter().find(|request| request.span.overlap(&span).is_some());
                let wish = asked.map_or(Reward::Pay, |request| request.reward);
                let class = class_of(kind);
                let reward = self.granted(class, wish, asked.map(|request| request.source));
                if !self.notes.iter().any(|note| note.code == code) {
                    self.note(code, self.plan.shift, 0);
                }
                self.push(&[span], Category::Overtime { class, reward }, why, source.or(self.plan.shift));
                self.count_overtime(class, reward, span.minutes());
            }
        }
    }

    /// Minutes at one end that nobody was there: forgiven, counted, or an absence.
    fn fallen_short(
        &mut self,
        set: &[Interval],
        grace: Grace,
        (category, why): (Category, Reason),
        source: Option<Source>,
    ) {
        let total = minutes(set);
        let forgiven = i64::from(grace.minutes);
        if total == 0 {
            return;
        }
        if total <= forgiven {
            self.push(set, Category::Worked, Reason::WithinGrace, source);
            return;
        }
        if grace.absence_over.is_some_and(|most| total > i64::from(most)) {
            self.push(set, Category::Absent, Reason::BeyondLimit, source);
            return;
        }
        let (forgiven, counted) = first_minutes(set, if grace.only_beyond { forgiven } else { 0 });
        self.push(&forgiven, Category::Worked, Reason::WithinGrace, source);
        self.push(&counted, category, why, source);
        match category {
            Category::Late => self.figures.times_late += 1,
            _ => self.figures.times_left_early += 1,
        }
    }

    /// Adds segments and their minutes; overtime is summed by [`Day::count_overtime`], after rounding.
    pub fn push(&mut self, set: &[Interval], category: Category, why: Reason, source: Option<Source>) {
        for span in set {
            let sum = match category {
                Category::Worked if why == Reason::BeyondPlan => Some(&mut self.figures.beyond_plan),
                Category::Worked => Some(&mut self.figures.worked),
                Category::Late => Some(&mut self.figures.late),
                Category::LeftEarly => Some(&mut self.figures.left_early),
                Category::Absent => Some(&mut self.figures.absent),
                Category::Leave(_) | Category::Overtime { .. } | Category::NotCounted => None,
            };
            if let Some(sum) = sum {
                *sum += span.minutes();
            }
            let segment = Segment { span: *span, category, night: false, why, source };
            let at_work = match category {
                Category::Worked => why != Reason::WithinGrace,
                Category::Overtime { .. } => true,
                _ => false,
            };
            if at_work {
                for part in by_night(&self.plan.nights, segment) {
                    self.figures.night += if part.night { part.span.minutes() } else { 0 };
                    self.segments.push(part);
                }
            } else {
                self.segments.push(segment);
            }
        }
    }
}

fn sources(attended: &Attended) -> (Option<Source>, Option<Source>) {
    (attended.opening.map(|edge| edge.punch.source), attended.closing.map(|edge| edge.punch.source))
}
