//! How much of a year is due by a day.

use chrono::{Days, Months, NaiveDate};
use heng_calendar::months;

use super::{
    facts::LeaveFacts,
    policy::{Credit, Crossing, LeavePolicy, Proration},
};

const FULL: i64 = 1_000_000;
/// Least common multiple of the lengths of months: day fractions of any month are whole numbers of it.
const MONTH_PARTS: i128 = 377_580;
/// One unit of leave in the numerator of a monthly total.
const MONTHLY: i128 = 12 * MONTH_PARTS * 1_000_000;

/// A leave year: `[start, end)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    pub start: NaiveDate,
    pub end: NaiveDate,
}

/// The dates on which steps of service are reached, with their quantities.
pub(super) fn reached(policy: &LeavePolicy, facts: &LeaveFacts) -> Vec<(NaiveDate, i64)> {
    let on = |step: &super::policy::Step| {
        let to_go = step.from_months.saturating_sub(facts.prior_months);
        Some((months::after_months(facts.joined, to_go)?, step.quantity))
    };
    policy.steps.iter().filter_map(on).collect()
}

/// Quantity of a full year by service on a day.
fn quantity(reached: &[(NaiveDate, i64)], on: NaiveDate) -> i64 {
    reached.iter().rev().find(|(from, _)| *from <= on).map_or(0, |(_, quantity)| *quantity)
}

/// Days of `[from, to)` on which leave is earned, in millionths, as far as it is known on `known`: a last day or interruption that
/// lies ahead has no effect yet.
fn active(facts: &LeaveFacts, from: NaiveDate, to: NaiveDate, known: NaiveDate) -> i64 {
    let gone = facts.last_day.and_then(|last| last.succ_opt()).filter(|gone| *gone <= known);
    let (from, to) = (from.max(facts.joined), gone.map_or(to, |gone| to.min(gone)));
    if from >= to {
        return 0;
    }
    let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days().max(0);
    let by_evening = known.succ_opt().unwrap_or(known);
    let share_from = |at: NaiveDate| facts.shares.iter().rev().find(|share| share.from <= at.min(known));
    if facts.shares.is_empty() && facts.suspensions.is_empty() {
        return days(from, to) * FULL;
    }
    let mut cuts: Vec<NaiveDate> = facts.shares.iter().map(|share| share.from).collect();
    cuts.extend([from, to]);
    cuts.retain(|cut| (from..=to).contains(cut));
    cuts.sort_unstable();
    let pieces = cuts.windows(2).filter_map(|pair| match pair {
        [a, b] if a < b => Some((*a, *b)),
        _ => None,
    });
    let piece = |(a, b): (NaiveDate, NaiveDate)| {
        let ppm = share_from(a).map_or(FULL, |share| share.ppm);
        let off = facts.suspensions.iter().map(|off| {
            let end = off.to().unwrap_or(NaiveDate::MAX).min(b).min(by_evening);
            days(off.from().max(a), end)
        });
        (days(a, b) - off.sum::<i64>()) * ppm
    };
    pieces.map(piece).sum()
}

/// What of a year is due by a day when it is given up front: in whole steps of the rounding.
pub(super) fn due_up_front(
    policy: &LeavePolicy,
    facts: &LeaveFacts,
    reached: &[(NaiveDate, i64)],
    year: Year,
    by: NaiveDate,
) -> i64 {
    let first_step = reached.iter().find(|(_, quantity)| *quantity > 0).map(|(on, _)| *on);
    let Some(qualified) = first_step.map(|on| facts.qualifies_on.map_or(on, |day| day.max(on))) else {
        return 0;
    };
    if qualified > by {
        return 0;
    }
    let from = year.start.max(qualified).max(facts.joined);
    let divisor = match policy.proration {
        Proration::None => {
            let there = facts.joined < year.end;
            let whole = if there { quantity(reached, by) } else { 0 };
            return policy.round.apply(i128::from(whole), 1);
        }
        Proration::Days { divisor } => i64::from(divisor),
        Proration::DaysOfYear => (year.end - year.start).num_days(),
    };
    // A whole year in which no day is missing is the whole quantity, also where a leap year has more days than the divisor.
    let length = (year.end - year.start).num_days() * FULL;
    let most = i128::from(divisor) * i128::from(FULL);
    let part = |from: NaiveDate, to: NaiveDate, quantity: i64| {
        let days = active(facts, from, to, by);
        i128::from(if days == length { divisor * FULL } else { days }) * i128::from(quantity)
    };
    let (numerator, whole) = match policy.crossing {
        Crossing::WholeYearFromThatDay => {
            let now = quantity(reached, by);
            (part(from, year.end, now), now)
        }
        Crossing::NextYear => {
            let then = quantity(reached, from);
            (part(from, year.end, then), then)
        }
        Crossing::ByDays => {
            let mut sum = 0;
            let known = reached.iter().filter(|(on, _)| *on <= by);
            let starts: Vec<(NaiveDate, i64)> = known.map(|(on, q)| ((*on).max(from), *q)).collect();
            for (index, (start, quantity)) in starts.iter().enumerate() {
                let end = starts.get(index + 1).map_or(year.end, |(next, _)| *next);
                sum += part(*start, end, *quantity);
            }
            (sum, quantity(reached, by))
        }
    };
    policy.round.apply(numerator.min(most * i128::from(whole)), most)
}

/// One month of a year whose leave is given by months.
#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// When its part is given.
    pub credited_on: NaiveDate,
}

/// The twelve months of a leave year, counted from its first day.
pub(super) fn months_of(policy: &LeavePolicy, facts: &LeaveFacts, year: Year) -> impl Iterator<Item = Month> {
    let credit = policy.credit;
    let joined = facts.joined;
    (0..12).filter_map(move |number| {
        let start = year.start.checked_add_months(Months::new(number))?;
        let end = year.start.checked_add_months(Months::new(number + 1))?.min(year.end);
        let credited_on = match credit {
            Credit::MonthEnd => end.checked_sub_days(Days::new(1))?,
            Credit::MonthStart | Credit::UpFront => start.max(joined),
        };
        (end > joined).then_some(Month { start, end, credited_on })
    })
}

/// A month's part of the year as a numerator over [`monthly_total`]'s denominator.
pub(super) fn of_month(
    policy: &LeavePolicy,
    facts: &LeaveFacts,
    reached: &[(NaiveDate, i64)],
    month: Month,
    known: NaiveDate,
) -> i128 {
    let service_on = match policy.crossing {
        Crossing::NextYear => month.start,
        Crossing::WholeYearFromThatDay | Crossing::ByDays => month.credited_on.min(known).max(month.start),
    };
    let qualified = facts.qualifies_on.is_none_or(|day| day <= service_on);
    let quantity = i128::from(if qualified { quantity(reached, service_on) } else { 0 });
    let days = (month.end - month.start).num_days().max(1);
    let there = match policy.proration {
        Proration::None => days * FULL,
        Proration::Days { .. } | Proration::DaysOfYear => active(facts, month.start, month.end, known),
    };
    quantity * i128::from(there) * (MONTH_PARTS / i128::from(days))
}

/// Sums of [`of_month`] as a quantity in whole steps of the rounding.
pub(super) fn monthly_total(policy: &LeavePolicy, numerator: i128) -> i64 {
    policy.round.apply(numerator, MONTHLY)
}

/// The days of a year on which what is due may change: steps, ends of interruptions, changes of the share, leaving.
pub(super) fn turning_days(facts: &LeaveFacts, reached: &[(NaiveDate, i64)], year: Year) -> Vec<NaiveDate> {
    let gone = facts.last_day.and_then(|last| last.succ_opt());
    let resumed = facts.suspensions.iter().filter_map(heng_kernel::DateRange::to);
    let shares = facts.shares.iter().map(|share| share.from);
    let steps = reached.iter().map(|(on, _)| *on);
    // An interruption that goes on past the year is settled on the year's last day.
    let goes_on =
        facts.suspensions.iter().any(|off| off.from() < year.end && off.to().is_none_or(|to| to >= year.end));
    let last = year.end.pred_opt().filter(|_| goes_on);
    let inside = |day: &NaiveDate| *day > year.start && *day < year.end;
    let begins = steps.chain(facts.qualifies_on);
    let mut days: Vec<NaiveDate> =
        begins.chain(resumed).chain(shares).chain(gone).chain(last).filter(inside).collect();
    days.sort_unstable();
    days.dedup();
    days
}
