//! Which shift a punch belongs to.

use smallvec::SmallVec;

use super::{
    clean::Clean,
    facts::{Mark, OvertimeRequest},
    plan::DayPlan,
    result::WindowKind,
};
use crate::timeline::{Interval, Minute};

/// A stretch of time in which punches belong to one shift, one overtime request or one day without a plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// Index of the day.
    pub day: usize,
    pub kind: WindowKind,
    /// When punches are claimed.
    pub claims: Interval,
    /// What they are about: the planned work, the approved stretch.
    pub work: Interval,
}

/// The windows of all days by the start of their work, planned and approved ones before open days.
#[derive(Clone, Debug, Default)]
pub(super) struct Windows {
    /// Shifts and requests.
    pub firm: SmallVec<[Window; 8]>,
    /// Days without a plan.
    pub open: SmallVec<[Window; 8]>,
}

/// Lays out the windows. A request that meets the window of one of its day's periods widens it; one apart gets its own.
pub(super) fn windows(days: &[&DayPlan], requests: &[OvertimeRequest], margin: u32) -> Windows {
    let mut windows = Windows::default();
    for (day, plan) in days.iter().enumerate() {
        let first = windows.firm.len();
        for (number, period) in (0u8..).zip(&plan.periods) {
            let kind = WindowKind::Period(number);
            windows.firm.push(Window { day, kind, claims: period.window, work: period.work });
        }
        let mine = requests.iter().filter(|request| request.day == plan.date);
        for request in mine {
            let margin = i64::from(margin);
            let wide = Interval::new(request.span.from().plus(-margin), request.span.to().plus(margin + 1));
            let Some(wide) = wide else { continue };
            let own = windows.firm.get_mut(first..).unwrap_or_default();
            match own.iter_mut().find(|window| window.claims.overlap(&wide).is_some()) {
                Some(window) => {
                    let (from, to) =
                        (window.claims.from().min(wide.from()), window.claims.to().max(wide.to()));
                    window.claims = Interval::new(from, to).unwrap_or(window.claims);
                }
                None => {
                    let kind = WindowKind::Overtime;
                    windows.firm.push(Window { day, kind, claims: wide, work: request.span });
                }
            }
        }
        if plan.periods.is_empty() {
            windows.open.push(Window { day, kind: WindowKind::Open, claims: plan.open, work: plan.open });
        }
    }
    windows.firm.sort_by_key(|window| (window.work, window.claims, window.day));
    windows
}

/// Where a punch went: its window among the firm ones, else among the open ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Firm(usize),
    Open(usize),
    Nobody,
}

/// Gives each punch to one window. Echoes go where the punch they repeat went.
///
/// Between two shifts whose windows overlap: a going belongs to the earlier, a coming to the later; a punch that says neither
/// belongs to the earlier while that lasts, afterwards to the nearer edge, end of the one or start of the other; in the middle
/// it closes the earlier shift if nothing has yet.
pub(super) fn claim(windows: &Windows, punches: &[Clean]) -> SmallVec<[Owner; 8]> {
    let mut owners: SmallVec<[Owner; 8]> = SmallVec::with_capacity(punches.len());
    let mut alive = 0;
    let mut last = Owner::Nobody;
    // The last punch each window was given.
    let mut seen: SmallVec<[Option<Minute>; 8]> = SmallVec::from_elem(None, windows.firm.len());
    for clean in punches {
        if clean.echo {
            owners.push(last);
            continue;
        }
        let at = clean.minute;
        while windows.firm.get(alive).is_some_and(|window| window.claims.to() <= at) {
            alive += 1;
        }
        let mut inside = windows.firm.iter().enumerate().skip(alive).filter(|(_, w)| w.claims.contains(at));
        let owner = match (inside.next(), inside.next()) {
            (None, _) => {
                let open = windows.open.iter().position(|window| window.claims.contains(at));
                open.map_or(Owner::Nobody, Owner::Open)
            }
            (Some((only, _)), None) => Owner::Firm(only),
            (Some((earlier, first)), Some((later, second))) => {
                let opened = seen.get(earlier).copied().flatten();
                let choice = match clean.punch.mark {
                    Mark::Out => earlier,
                    Mark::In => later,
                    Mark::Unknown if at < first.work.to() => earlier,
                    Mark::Unknown => {
                        let unclosed = opened.is_some_and(|before| before < first.work.to());
                        let nearer = distance(at, first.work.to()).cmp(&distance(at, second.work.from()));
                        if nearer.is_lt() || nearer.is_eq() && unclosed { earlier } else { later }
                    }
                };
                Owner::Firm(choice)
            }
        };
        if let Owner::Firm(index) = owner
            && let Some(slot) = seen.get_mut(index)
        {
            *slot = Some(at);
        }
        owners.push(owner);
        last = owner;
    }
    owners
}

fn distance(a: Minute, b: Minute) -> i64 {
    a.since(b).abs()
}

/// The number of the day a punch nobody claims is told about: the one whose open stretch it lies in, else the nearest.
pub(super) fn nearest_day(days: &[&DayPlan], at: Minute) -> usize {
    let inside = days.iter().position(|plan| plan.open.contains(at));
    let away = |plan: &DayPlan| distance(at, plan.open.from());
    let nearest = || days.iter().enumerate().min_by_key(|(_, plan)| away(plan)).map(|(index, _)| index);
    inside.or_else(nearest).unwrap_or_default()
}
