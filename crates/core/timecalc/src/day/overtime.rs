//! Minutes beyond the plan: asked for against worked, by class and by what is given for them.

use heng_calendar::{DayKind, RateClass};
use smallvec::SmallVec;

use super::{
    build::Day,
    facts::OvertimeRequest,
    note::NoteCode,
    plan::class_of,
    result::{Category, Reason},
    rules::{Basis, EarlyArrival, Reward, WorkingTime},
    split::{by_kind, first_minutes},
};
use crate::{
    source::Source,
    timeline::{Interval, Intervals, Minute, common, joined, minutes, without},
};

/// Presence of the day beyond every plan, and where its periods lie.
pub(super) struct Beyond<'a> {
    /// Minutes worked outside all periods.
    pub worked: Intervals,
    /// Periods of the day, as they were due.
    pub dues: &'a [Interval],
    /// All planned stretches of all days.
    pub planned: &'a [Interval],
    /// The punch that ends them.
    pub source: Option<Source>,
}

/// Minutes of one class and reward, not yet in whole units.
type Tally = SmallVec<[(RateClass, Reward, i64); 2]>;

impl Day<'_> {
    /// Works out the minutes beyond the plan.
    pub fn beyond(&mut self, beyond: &Beyond<'_>) {
        let rules = self.rules.overtime;
        let asked = joined(self.requests.iter().map(|request| request.span));
        let asked = without(&asked, beyond.planned);
        if beyond.worked.is_empty() && asked.is_empty() {
            return;
        }
        let early = self.early(beyond);
        let soon = too_soon(beyond.dues, rules.starts_after);
        let allowed_early = match rules.early_arrival {
            EarlyArrival::Never => Intervals::new(),
            EarlyArrival::OnRequest => common(&early, &asked),
            EarlyArrival::Always => early.clone(),
        };
        let barred = joined(without(&early, &allowed_early).into_iter().chain(soon.iter().copied()));
        let eligible = without(&beyond.worked, &barred);
        let counted = match rules.basis {
            Basis::WithinRequest => common(&eligible, &asked),
            Basis::UpToRequest => first_minutes(&eligible, minutes(&asked)).0,
            Basis::AsRequested => asked.clone(),
            Basis::AsWorked => eligible,
        };
        let short = minutes(&asked) - minutes(&counted);
        if short > 0 {
            let source = self.requests.first().map(|request| request.source);
            self.note(NoteCode::RequestNotReached, source, short);
        }
        let mut tally = Tally::new();
        for span in &counted {
            self.count(*span, beyond.source, &mut tally);
        }
        self.round(&tally);
        let left = without(&beyond.worked, &counted);
        self.leave_out(&left, &early, &soon, !asked.is_empty(), beyond.source);
    }

    /// Presence before the first period of the day.
    fn early(&self, beyond: &Beyond<'_>) -> Intervals {
        let Some(start) = beyond.dues.first().map(Interval::from) else { return Intervals::new() };
        let before = beyond.worked.iter().filter_map(|span| Interval::new(span.from(), span.to().min(start)));
        before.collect()
    }

    /// Puts counted minutes into classes.
    fn count(&mut self, span: Interval, closed_by: Option<Source>, tally: &mut Tally) {
        for (span, request) in by_request(self.requests, span) {
            for (span, kind) in by_kind(self.plan, span, self.rules.overtime.class_by) {
                let class = class_of(kind);
                let source = request.map(|request| request.source).or(closed_by);
                match (self.rules.working_time, kind) {
                    (WorkingTime::Comprehensive, DayKind::Work | DayKind::Rest) => {
                        self.push(&[span], Category::Worked, Reason::BeyondPlan, source);
                        continue;
                    }
                    (WorkingTime::Irregular { .. }, DayKind::Work | DayKind::Rest)
                    | (WorkingTime::Irregular { statutory_paid: false, .. }, DayKind::Statutory) => {
                        self.note(NoteCode::NoOvertimeBySystem, source, span.minutes());
                        self.push(&[span], Category::NotCounted, Reason::NoOvertime, source);
                        continue;
                    }
                    _ => {}
                }
                let wish = request.map_or(Reward::Pay, |request| request.reward);
                let reward = self.granted(class, wish, source);
                let why = match (self.rules.overtime.basis, request) {
                    (Basis::AsRequested, _) => Reason::AsRequested,
                    (_, Some(_)) => Reason::WithinRequest,
                    (_, None) => Reason::BeyondPlan,
                };
                self.push(&[span], Category::Overtime { class, reward }, why, source);
                match tally.iter_mut().find(|(c, r, _)| *c == class && *r == reward) {
                    Some((_, _, sum)) => *sum += span.minutes(),
                    None => tally.push((class, reward, span.minutes())),
                }
            }
        }
    }

    /// What is given for overtime of a class when `wish` is asked for: time off is for rest days, and for working days where that
    /// was agreed; a statutory holiday is always paid (Labour Law, article 44).
    pub fn granted(&mut self, class: RateClass, wish: Reward, source: Option<Source>) -> Reward {
        let code = match (wish, class) {
            (Reward::Pay, _) | (_, RateClass::RestDay) => return wish,
            (_, RateClass::Workday) if self.rules.overtime.workday_time_off => return wish,
            (_, RateClass::Workday) => NoteCode::WorkdayNotExchangeable,
            (_, RateClass::StatutoryDay) => NoteCode::HolidayNotExchangeable,
        };
        if !self.notes.iter().any(|note| note.code == code && note.source == source) {
            self.note(code, source, 0);
        }
        Reward::Pay
    }

    /// Sums overtime beyond the plan by class, in whole units and above the minimum.
    fn round(&mut self, tally: &Tally) {
        let rules = self.rules.overtime;
        for (class, reward, sum) in tally {
            let whole = if *sum < i64::from(rules.minimum) { 0 } else { rules.unit.apply(*sum) };
            self.count_overtime(*class, *reward, whole);
            if whole != *sum {
                self.note(NoteCode::RoundedOff, None, sum - whole);
            }
        }
    }

    /// Adds to the sums that pay and time off read.
    pub const fn count_overtime(&mut self, class: RateClass, reward: Reward, minutes: i64) {
        let figures = &mut self.figures;
        let sum = match (class, reward) {
            (RateClass::Workday, Reward::Pay) => &mut figures.overtime_workday,
            (RateClass::Workday, Reward::TimeOff) => &mut figures.time_off_workday,
            (RateClass::RestDay, Reward::Pay) => &mut figures.overtime_rest_day,
            (RateClass::RestDay, Reward::TimeOff) => &mut figures.time_off_rest_day,
            (RateClass::StatutoryDay, _) => &mut figures.overtime_statutory,
        };
        *sum += minutes;
    }

    /// Says of presence that does not count why it does not.
    fn leave_out(
        &mut self,
        left: &[Interval],
        early: &[Interval],
        soon: &[Interval],
        asked: bool,
        source: Option<Source>,
    ) {
        let before = common(left, early);
        let after_end = common(left, soon);
        self.push(&before, Category::NotCounted, Reason::EarlyArrival, source);
        self.push(&after_end, Category::NotCounted, Reason::TooSoonAfterEnd, source);
        let other = without(&without(left, &before), &after_end);
        let why = if asked { Reason::MoreThanRequested } else { Reason::NotRequested };
        self.push(&other, Category::NotCounted, why, source);
        let unasked = minutes(&other);
        if !asked && unasked > 0 && unasked >= i64::from(self.rules.overtime.tell_from) {
            self.note(NoteCode::NotRequested, source, unasked);
        }
    }
}

/// The minutes right after each period in which no overtime begins.
fn too_soon(dues: &[Interval], starts_after: u32) -> Intervals {
    let after = |due: &Interval| Interval::new(due.to(), due.to().plus(i64::from(starts_after)));
    joined(dues.iter().filter_map(after))
}

/// Cuts a stretch by the requests that cover it; the first by start and id decides.
fn by_request(
    requests: &[OvertimeRequest],
    span: Interval,
) -> SmallVec<[(Interval, Option<&OvertimeRequest>); 2]> {
    let mut parts = SmallVec::new();
    let mut left = Intervals::from_slice(&[span]);
    for request in requests {
        for part in common(&left, &[request.span]) {
            parts.push((part, Some(request)));
        }
        left = without(&left, &[request.span]);
    }
    // Under a rule of quantities the minutes need not be those asked for: the request still says what is given for them.
    let spare = requests.first();
    parts.extend(left.into_iter().map(|part| (part, spare)));
    parts.sort_unstable_by_key(|(part, _): &(Interval, _)| -> Minute { part.from() });
    parts
}
