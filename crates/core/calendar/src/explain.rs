//! The words behind a count, as codes and values.

use heng_kernel::{Basis, Explanation, Input, Term, hundredths_text};

use crate::{
    count::{CountRule, CountedDay},
    day::{DayKind, DayOrigin},
};

/// All days of the span, less weekends, less each holiday by name, plus each swapped day by name, less unused halves.
///
/// The signed terms add up to the value.
pub(crate) fn count(days: &[CountedDay], halves: u32, rule: CountRule, basis: Basis) -> Explanation {
    let mut terms = vec![plain("calendar.days_in_span", '+', 2 * length(days))];
    if rule == CountRule::WorkingDays {
        let weekend = days.iter().filter(|counted| counted.day.on_weekend());
        let weekend_days = u32::try_from(weekend.count()).unwrap_or(u32::MAX);
        if weekend_days > 0 {
            terms.push(plain("calendar.weekend_days", '-', 2 * weekend_days));
        }
    }
    terms.extend(days.iter().filter_map(|counted| named(counted, rule)));
    let unused: u32 = days
        .iter()
        .filter(|counted| counted.halves_counted > 0)
        .map(|counted| 2 - counted.halves_in_span)
        .sum();
    if unused > 0 {
        terms.push(plain("calendar.halves_not_taken", '-', unused));
    }
    Explanation {
        label: "calendar.count".to_owned(),
        value: in_days(halves),
        unit: "day".to_owned(),
        terms,
        basis,
    }
}

/// The line of a day that a plain week would have counted otherwise. A day whose named change and whose place in the week cancel
/// out is named with nothing to add.
fn named(counted: &CountedDay, rule: CountRule) -> Option<Term> {
    let day = &counted.day;
    let statutory = day.kind == DayKind::Statutory;
    if rule == CountRule::CalendarDays || (rule == CountRule::ExceptStatutory && !statutory) {
        return None;
    }
    let (label, sign, changes) = match &day.origin {
        DayOrigin::Weekday | DayOrigin::Weekend => return None,
        DayOrigin::Holiday(_) if rule == CountRule::WorkingDays && day.on_weekend() => return None,
        DayOrigin::Holiday(_) if statutory => ("calendar.statutory_day", '-', true),
        DayOrigin::Holiday(_) => ("calendar.swapped_day_off", '-', true),
        DayOrigin::OwnDayOff { .. } => ("calendar.own_day_off", '-', !day.on_weekend()),
        DayOrigin::SwappedWorkday(_) => ("calendar.swapped_workday", '+', day.on_weekend()),
        DayOrigin::OwnWorkday { .. } => ("calendar.own_workday", '+', day.on_weekend()),
        DayOrigin::Shift { .. } => ("calendar.shift", '+', day.on_weekend()),
        DayOrigin::ShiftOff { .. } => ("calendar.shift_off", '-', !day.on_weekend()),
    };
    let own_page = Input { kind: "calendar_day".to_owned(), id: day.date.to_string(), on: Some(day.date) };
    let term = Term::new(sign, label, in_days(if changes { 2 } else { 0 }), "day")
        .with("date", day.date.to_string())
        .read_from(own_page);
    Some(match &day.origin {
        DayOrigin::Holiday(name) | DayOrigin::SwappedWorkday(name) => term.with("name", name.clone()),
        DayOrigin::OwnDayOff { calendar, name } | DayOrigin::OwnWorkday { calendar, name } => {
            term.with("name", name.clone()).with("calendar", calendar.clone())
        }
        DayOrigin::Shift { plan } | DayOrigin::ShiftOff { plan } => term.with("plan", plan.clone()),
        DayOrigin::Weekday | DayOrigin::Weekend => term,
    })
}

fn plain(label: &str, sign: char, halves: u32) -> Term {
    Term::new(sign, label, in_days(halves), "day")
}

fn length(days: &[CountedDay]) -> u32 {
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}

/// Half-days as days: `2.5`.
pub(crate) fn in_days(halves: u32) -> String {
    hundredths_text(i64::from(halves) * 50)
}
