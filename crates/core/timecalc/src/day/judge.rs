//! From facts to results, day by day.

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::{
    claim::{Owner, Windows, claim, nearest_day, windows},
    clean::{Clean, clean},
    facts::{Away, Facts, LeaveOnDay, OvertimeRequest},
    finish::finish,
    note::{Note, NoteCode},
    on_leave::{OnLeave, on_leave},
    plan::DayPlan,
    read::Read,
    result::DayResult,
    rules::TimeRules,
    run::{Run, dues},
};
use crate::fingerprint::Gather;

/// Works out days of one person. Hand in a day more on either side than is wanted: a punch may belong to the night before or
/// the early shift after. Results come by date; a date planned twice is worked out once, by the plan that comes first.
pub fn judge(plans: &[DayPlan], facts: &Facts<'_>, rules: &TimeRules) -> Vec<DayResult> {
    let mut days: SmallVec<[&DayPlan; 32]> = plans.iter().collect();
    if !days.is_sorted_by_key(|plan| plan.date) {
        days.sort_by_key(|plan| plan.date);
    }
    days.dedup_by_key(|plan| plan.date);
    let given = Given::sorted(facts);
    let punches = clean(facts.punches, rules.echo_seconds);
    let windows = windows(&days, &given.overtime, rules.overtime.window);
    let owners = claim(&windows, &punches);
    let read = Read::new(&windows, &punches, &owners, rules);
    let leaves: SmallVec<[OnLeave; 8]> =
        days.iter().map(|plan| on_leave(plan, of_day(&given.leaves, plan.date, |leave| leave.day))).collect();
    let dues = dues(&days, &windows, &read, &leaves);
    let punched =
        ByDay::new(owners.iter().zip(&punches).map(|(owner, clean)| day_of(&days, &windows, *owner, clean)));
    let mut run = Run::new(rules, &given, (&windows, &read), &dues);
    let mut results: Vec<DayResult> = Vec::with_capacity(days.len());
    for (index, (plan, leave)) in days.iter().zip(leaves).enumerate() {
        let mut gather = Gather::new();
        rules.gather(&mut gather);
        plan.gather(&mut gather);
        let beyond = run.beyond(index, plan.date);
        let mut day = run.day(index, plan, leave, beyond);
        for (clean, owner) in punched.of(index).filter_map(|i| punches.get(i).zip(owners.get(i))) {
            clean.punch.gather(&mut gather);
            day.notes.extend(told(clean, *owner));
        }
        results.push(finish(day, &run, index, gather));
    }
    results
}

/// The day a punch belongs to, or is told about when nobody claims it.
fn day_of(days: &[&DayPlan], windows: &Windows, owner: Owner, clean: &Clean) -> usize {
    let window = match owner {
        Owner::Firm(i) => windows.firm.get(i),
        Owner::Open(i) => windows.open.get(i),
        Owner::Nobody => None,
    };
    window.map_or_else(|| nearest_day(days, clean.minute), |window| window.day)
}

/// What a punch that counts for nothing is told as.
fn told(clean: &Clean, owner: Owner) -> Option<Note> {
    let code = match owner {
        _ if clean.echo => NoteCode::PunchEcho,
        Owner::Nobody => NoteCode::PunchUnclaimed,
        Owner::Firm(_) | Owner::Open(_) => return None,
    };
    Some(Note { code, source: Some(clean.punch.source), minutes: 0 })
}

/// Places in a list by the number of the day they belong to.
pub(super) struct ByDay(SmallVec<[(usize, usize); 64]>);

impl ByDay {
    /// From the days in the order of the list.
    pub fn new(days: impl Iterator<Item = usize>) -> Self {
        let mut places: SmallVec<[(usize, usize); 64]> = days.zip(0..).collect();
        if !places.is_sorted() {
            places.sort_unstable();
        }
        Self(places)
    }

    /// The places of a day, in the order of the list.
    pub fn of(&self, day: usize) -> impl Iterator<Item = usize> {
        let from = self.0.partition_point(|(other, _)| *other < day);
        let mine = self.0.iter().skip(from).take_while(move |(other, _)| *other == day);
        mine.map(|(_, place)| *place)
    }
}

/// The facts in an order of their own.
pub(super) struct Given {
    pub leaves: SmallVec<[LeaveOnDay; 4]>,
    pub overtime: SmallVec<[OvertimeRequest; 4]>,
    pub away: SmallVec<[Away; 2]>,
}

impl Given {
    fn sorted(facts: &Facts<'_>) -> Self {
        let mut given = Self {
            leaves: facts.leaves.iter().copied().collect(),
            overtime: facts.overtime.iter().copied().collect(),
            away: facts.away.iter().copied().collect(),
        };
        given.leaves.sort_unstable();
        given.leaves.dedup();
        given
            .overtime
            .sort_unstable_by_key(|request| (request.day, request.span, request.source, request.reward));
        given.overtime.dedup();
        given.away.sort_unstable();
        given.away.dedup();
        given
    }
}

/// The part of a list, in order of days, that belongs to a day.
pub(super) fn of_day<T>(list: &[T], day: NaiveDate, key: impl Fn(&T) -> NaiveDate) -> &[T] {
    let from = list.partition_point(|item| key(item) < day);
    let to = list.partition_point(|item| key(item) <= day);
    list.get(from..to).unwrap_or_default()
}
