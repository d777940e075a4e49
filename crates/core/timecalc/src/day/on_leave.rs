//! Which planned minutes leave covers.

use heng_calendar::DayHalf;
use smallvec::SmallVec;

use super::{
    facts::{LeaveOnDay, LeavePart},
    note::{Note, NoteCode},
    plan::{DayPlan, Period},
};
use crate::timeline::{Interval, Intervals, Minute, common, joined, minutes, without};

/// A leave and the planned minutes it covers.
pub(super) struct Covered {
    pub leave: LeaveOnDay,
    pub set: Intervals,
}

/// The leave of one day. Where two cover the same minutes, the one that begins earlier counts, then the one with the lower id.
#[derive(Default)]
pub(super) struct OnLeave {
    pub parts: SmallVec<[Covered; 1]>,
    /// All minutes covered.
    pub all: Intervals,
    pub notes: SmallVec<[Note; 1]>,
}

/// Lays the leave of a day over its plan.
pub(super) fn on_leave(plan: &DayPlan, leaves: &[LeaveOnDay]) -> OnLeave {
    let mut result = OnLeave::default();
    if leaves.is_empty() {
        return result;
    }
    let net: Intervals = plan.periods.iter().flat_map(Period::net).collect();
    let mut wanted: SmallVec<[(Intervals, LeaveOnDay); 2]> =
        leaves.iter().map(|leave| (part(plan, &net, leave.part), *leave)).collect();
    wanted.sort_unstable_by_key(|(set, leave)| (set.first().map(Interval::from), leave.source, leave.part));
    for (set, leave) in wanted {
        let source = Some(leave.source);
        if set.is_empty() {
            result.notes.push(Note { code: NoteCode::LeaveOutsidePlan, source, minutes: 0 });
            continue;
        }
        let own = without(&set, &result.all);
        let twice = minutes(&set) - minutes(&own);
        if twice > 0 {
            result.notes.push(Note { code: NoteCode::LeaveOverlap, source, minutes: twice });
        }
        if !own.is_empty() {
            result.all = joined(result.all.iter().chain(&own).copied());
            result.parts.push(Covered { leave, set: own });
        }
    }
    result
}

fn part(plan: &DayPlan, net: &[Interval], part: LeavePart) -> Intervals {
    let half = |half: DayHalf| {
        let (from, to) = (net.first()?.from(), net.last()?.to());
        let middle = plan.half_at.unwrap_or(to);
        let far = |minute: Minute| minute.max(from).min(to);
        match half {
            DayHalf::Am => Interval::new(from, far(middle)),
            DayHalf::Pm => Interval::new(far(middle), to),
        }
    };
    match part {
        LeavePart::Whole => net.iter().copied().collect(),
        LeavePart::Half(which) => half(which).map(|half| common(net, &[half])).unwrap_or_default(),
        LeavePart::Between(span) => common(net, &[span]),
    }
}
