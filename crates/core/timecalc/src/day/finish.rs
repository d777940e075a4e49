//! The last steps of a day: its leave, its sums, its fingerprint.

use smallvec::SmallVec;

use super::{
    build::Day,
    facts::Away,
    judge::of_day,
    note::NoteCode,
    on_leave::Covered,
    pattern::Flex,
    plan::{DayPlan, planned_of},
    result::{Category, DayResult, LeaveShare, Reason},
    rules::Presence,
    run::Run,
};
use crate::{
    fingerprint::Gather,
    timeline::{Interval, common, hull, minutes},
};

impl Day<'_> {
    /// Puts the leave of the day into segments and shares.
    pub fn on_leave(&mut self, dues: impl Iterator<Item = Interval>) {
        let dues: SmallVec<[Interval; 2]> = dues.collect();
        let leave = std::mem::take(&mut self.leave);
        for covered in &leave.parts {
            let source = Some(covered.leave.source);
            let there = common(&covered.set, self.pool);
            let inner =
                |span: &Interval| dues.iter().any(|due| due.from() < span.from() && span.to() < due.to());
            let hull = hull(&covered.set);
            // From first to last punch nobody can tell whether a leave in the middle was spent there.
            let unknowable = self.rules.presence == Presence::FirstToLast
                && hull.is_some_and(|hull| {
                    inner(&hull) && self.pool.iter().any(|p| p.from() < hull.from() && p.to() > hull.to())
                });
            if !there.is_empty() && !unknowable {
                self.note(NoteCode::PresentOnLeave, source, minutes(&there));
            }
            self.push(&covered.set, Category::Leave(covered.leave.leave_type), Reason::OnLeave, source);
        }
        self.leave = leave;
    }

    /// Leave by request, in minutes and hundredths of the day's plan.
    fn shares(&self) -> SmallVec<[LeaveShare; 1]> {
        let core: i64 = self.plan.periods.iter().map(|period| minutes(&period.net())).sum();
        let planned = self.plan.planned();
        let (mut so_far, mut told, mut told_minutes) = (0, 0, 0);
        let share = |covered: &Covered| {
            so_far += minutes(&covered.set);
            let hundredths = part_of(so_far, 100, core) - told;
            let minutes = part_of(so_far, planned, core) - told_minutes;
            told += hundredths;
            told_minutes += minutes;
            LeaveShare {
                source: covered.leave.source,
                leave_type: covered.leave.leave_type,
                minutes,
                hundredths,
            }
        };
        self.leave.parts.iter().map(share).collect()
    }
}

/// `part ÷ of × whole`, rounded half up.
const fn part_of(part: i64, whole: i64, of: i64) -> i64 {
    if of == 0 { 0 } else { (part * whole * 2 + of) / (of * 2) }
}

/// Puts a day together.
pub(super) fn finish(mut day: Day<'_>, run: &Run<'_>, index: usize, mut gather: Gather) -> DayResult {
    let (plan, rules) = (day.plan, day.rules);
    let leaves = day.shares();
    day.figures.leave = leaves.iter().map(|share| share.minutes).sum();
    day.figures.planned = plan.periods.iter().map(planned_of).sum();
    if plan.periods.iter().any(|period| matches!(period.flex, Flex::Core { .. })) {
        let figures = &day.figures;
        let kept = figures.worked + figures.late + figures.left_early + figures.absent + figures.leave;
        day.figures.flex = kept - figures.planned;
    }
    let mut segments = day.segments;
    segments.sort_unstable_by_key(|segment| segment.span);
    let mut notes = day.notes;
    notes.sort_unstable();
    notes.dedup();
    gather_facts(run, plan, &mut gather);
    for segment in &segments {
        gather.interval(&segment.span);
        gather.code(segment.why.code());
        gather.source(segment.source.as_ref());
    }
    DayResult {
        day: plan.date,
        rules_version: rules.version,
        shift: plan.shift,
        segments,
        figures: day.figures,
        leaves,
        attendance: run.attendance(index),
        notes,
        fingerprint: gather.finish(),
    }
}

fn gather_facts(run: &Run<'_>, plan: &DayPlan, into: &mut Gather) {
    for leave in of_day(&run.given.leaves, plan.date, |leave| leave.day) {
        leave.gather(into);
    }
    for request in of_day(&run.given.overtime, plan.date, |request| request.day) {
        request.gather(into);
    }
    let touches = |away: &&Away| {
        let mut stretches = plan.periods.iter().map(|period| period.window).chain([plan.open]);
        stretches.any(|stretch| stretch.overlap(&away.span).is_some())
    };
    run.given.away.iter().filter(touches).for_each(|away| away.gather(into));
}
