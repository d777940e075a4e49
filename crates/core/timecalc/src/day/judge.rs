//! From facts to results, day by day.

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::{
    build::{Day, band, due},
    claim::{Owner, Window, Windows, claim, nearest_day, windows},
    clean::{Clean, clean},
    facts::{Away, Facts, LeaveOnDay, OvertimeRequest},
    figures::Figures,
    note::{Note, NoteCode},
    on_leave::{Covered, OnLeave, on_leave},
    overtime::Beyond,
    pattern::Flex,
    plan::{DayPlan, planned_of},
    presence::{Attended, attended},
    result::{Attendance, Category, DayResult, LeaveShare, Reason, WindowKind},
    rules::{Presence, TimeRules},
};
use crate::{
    fingerprint::Gather,
    source::Source,
    timeline::{Interval, Intervals, common, hull, joined, minutes, without},
};

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
    let leaves: SmallVec<[OnLeave; 32]> =
        days.iter().map(|plan| on_leave(plan, of_day(&given.leaves, plan.date, |leave| leave.day))).collect();
    let dues = dues(&days, &windows, &read, &leaves);
    let planned = joined(dues.iter().map(|due| due.band));
    let pool = joined(
        read.firm
            .iter()
            .chain(&read.open)
            .flat_map(Attended::present)
            .chain(given.away.iter().map(|away| away.span)),
    );
    let mut run = Run {
        rules,
        given: &given,
        windows: &windows,
        read: &read,
        dues: &dues,
        planned,
        pool,
        counted: Intervals::new(),
    };
    let mut results: Vec<DayResult> = Vec::with_capacity(days.len());
    for (index, (plan, leave)) in days.iter().zip(leaves).enumerate() {
        let mut gather = Gather::new();
        rules.gather(&mut gather);
        plan.gather(&mut gather);
        let beyond = run.beyond(index, plan.date);
        let mut day = run.day(index, plan, leave, beyond);
        punch_notes(&days, plan.date, &windows, index, &punches, &owners, &mut day.notes, &mut gather);
        results.push(finish(day, &run, index, gather));
    }
    results
}

/// The facts in an order of their own.
struct Given {
    leaves: SmallVec<[LeaveOnDay; 4]>,
    overtime: SmallVec<[OvertimeRequest; 4]>,
    away: SmallVec<[Away; 2]>,
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
fn of_day<T>(list: &[T], day: NaiveDate, key: impl Fn(&T) -> NaiveDate) -> &[T] {
    let from = list.partition_point(|item| key(item) < day);
    let to = list.partition_point(|item| key(item) <= day);
    list.get(from..to).unwrap_or_default()
}

/// What the punches of each window say.
struct Read {
    firm: SmallVec<[Attended; 8]>,
    open: SmallVec<[Attended; 8]>,
}

impl Read {
    fn new(windows: &Windows, punches: &[Clean], owners: &[Owner], rules: &TimeRules) -> Self {
        let of = |window: &Window, owner: Owner| {
            let from = punches.partition_point(|clean| clean.minute < window.claims.from());
            let mine =
                punches.iter().zip(owners).skip(from).take_while(|(c, _)| c.minute < window.claims.to());
            let mine = mine.filter(|(clean, of)| **of == owner && !clean.echo).map(|(clean, _)| clean);
            attended(window, mine, rules.presence)
        };
        let firm = windows.firm.iter().enumerate().map(|(i, window)| of(window, Owner::Firm(i))).collect();
        let open = windows.open.iter().enumerate().map(|(i, window)| of(window, Owner::Open(i))).collect();
        let mut read = Self { firm, open };
        if let Some(most) = rules.hand_over {
            read.hand_over(windows, i64::from(most));
        }
        read
    }

    /// One punch between two shifts that follow closely closes the one and opens the other; both are told.
    fn hand_over(&mut self, windows: &Windows, most: i64) {
        for (index, pair) in windows.firm.windows(2).enumerate() {
            let [earlier, later] = pair else { continue };
            let pause = later.work.from().since(earlier.work.to());
            if !(0..=most).contains(&pause) {
                continue;
            }
            let Some([first, second]) = self.firm.get_mut(index..index + 2) else { continue };
            let shared = match (first.opening, first.closing, second.opening, second.closing) {
                (_, Some(edge), None, Some(_)) if later.claims.contains(edge.at) => edge,
                (Some(_), None, Some(edge), _) if earlier.claims.contains(edge.at) => edge,
                _ => continue,
            };
            let note = Note { code: NoteCode::PunchForBoth, source: Some(shared.punch.source), minutes: 0 };
            for (attended, closes) in [(first, true), (second, false)] {
                if closes && attended.closing.is_none() {
                    attended.closing = Some(shared);
                } else if !closes && attended.opening.is_none() {
                    attended.opening = Some(shared);
                } else {
                    continue;
                }
                let whole =
                    attended.opening.zip(attended.closing).and_then(|(a, b)| Interval::new(a.at, b.at));
                attended.inside = joined(attended.inside.iter().copied().chain(whole));
                attended.notes.push(note);
            }
        }
    }
}

/// A period as it is due on its day.
struct Due {
    day: usize,
    number: u8,
    /// Index of its window.
    window: usize,
    due: Interval,
    band: Interval,
}

fn dues(days: &[&DayPlan], windows: &Windows, read: &Read, leaves: &[OnLeave]) -> SmallVec<[Due; 32]> {
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
struct Run<'a> {
    rules: &'a TimeRules,
    given: &'a Given,
    windows: &'a Windows,
    read: &'a Read,
    dues: &'a [Due],
    /// Every planned stretch of every day.
    planned: Intervals,
    /// Presence of all days.
    pool: Intervals,
    /// Minutes beyond a plan that a day has had already: none counts twice.
    counted: Intervals,
}

/// Presence of a day outside every plan, the last punch, and what was noticed.
struct Outside {
    worked: Intervals,
    source: Option<Source>,
    notes: SmallVec<[Note; 2]>,
}

impl Run<'_> {
    fn attendance(&self, index: usize) -> SmallVec<[Attendance; 2]> {
        let firm = self.windows.firm.iter().zip(&self.read.firm);
        let open = self.windows.open.iter().zip(&self.read.open).filter(|(_, attended)| !attended.is_empty());
        let of_day = firm.chain(open).filter(|(window, _)| window.day == index);
        let told = of_day.map(|(window, attended)| Attendance {
            window: window.kind,
            opened_by: attended.opening.map(|edge| edge.punch.source),
            closed_by: attended.closing.map(|edge| edge.punch.source),
        });
        told.collect()
    }

    fn day<'a>(&'a self, index: usize, plan: &'a DayPlan, leave: OnLeave, beyond: Outside) -> Day<'a> {
        let from = self.dues.partition_point(|due| due.day < index);
        let to = self.dues.partition_point(|due| due.day <= index);
        let mine = self.dues.get(from..to).unwrap_or_default();
        let requests = of_day(&self.given.overtime, plan.date, |request| request.day);
        let mut day = Day {
            plan,
            rules: self.rules,
            pool: &self.pool,
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
    fn beyond(&mut self, index: usize, date: NaiveDate) -> Outside {
        let requests = of_day(&self.given.overtime, date, |request| request.day);
        let firm = self.windows.firm.iter().zip(&self.read.firm);
        let open = self.windows.open.iter().zip(&self.read.open);
        let mut notes = SmallVec::new();
        let mut there = Intervals::new();
        let mut source = None;
        for (window, attended) in firm.chain(open).filter(|(window, _)| window.day == index) {
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
        let outside = without(&joined(there), &self.planned);
        let fresh = without(&outside, &self.counted);
        if !fresh.is_empty() {
            self.counted = joined(self.counted.iter().chain(&fresh).copied());
        }
        Outside { worked: fresh, source, notes }
    }
}

impl Day<'_> {
    /// Puts the leave of the day into segments and shares.
    fn on_leave(&mut self, dues: impl Iterator<Item = Interval>) {
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

/// Tells of echoes and of punches nobody claims, and names every punch of the day in its fingerprint.
#[expect(clippy::too_many_arguments, reason = "one pass over what the day has in hand")]
fn punch_notes(
    days: &[&DayPlan],
    date: NaiveDate,
    windows: &Windows,
    index: usize,
    punches: &[Clean],
    owners: &[Owner],
    notes: &mut SmallVec<[Note; 2]>,
    gather: &mut Gather,
) {
    for (clean, owner) in punches.iter().zip(owners) {
        let day = match owner {
            Owner::Firm(i) => windows.firm.get(*i).map(|window| window.day),
            Owner::Open(i) => windows.open.get(*i).map(|window| window.day),
            Owner::Nobody => None,
        };
        let unclaimed = *owner == Owner::Nobody;
        let mine = match day {
            Some(day) => day == index,
            None => nearest_day(days, clean.minute) == Some(date),
        };
        if !mine {
            continue;
        }
        clean.punch.gather(gather);
        let source = Some(clean.punch.source);
        if clean.echo {
            notes.push(Note { code: NoteCode::PunchEcho, source, minutes: 0 });
        } else if unclaimed {
            notes.push(Note { code: NoteCode::PunchUnclaimed, source, minutes: 0 });
        }
    }
}

fn finish(mut day: Day<'_>, run: &Run<'_>, index: usize, mut gather: Gather) -> DayResult {
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
