//! From events to timelines, purely.
//!
//! The order in which events were recorded does not matter, only the days they take effect (events of one day in the
//! order they were recorded): so an earlier change inserted before a planned one, a correction and a cancellation all come
//! down to another set of events and the same function.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use heng_kernel::{AssignmentId, CalendarId, DateRange, PersonnelEventId};

use super::act::{Act, ContractTerms, EmploymentKind, Pay, Post, Start, TermState};
use crate::history::Track;

/// An event that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: PersonnelEventId,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// What happened.
    pub act: Act,
}

/// Footing and state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// On what footing.
    pub kind: EmploymentKind,
    /// Probation or not.
    pub state: TermState,
}

/// A timeline of an employment.
pub type Line<T> = Track<T, PersonnelEventId>;

/// Everything that follows from the events of one employment. Empty when there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timelines {
    /// Footing and state: exactly the days of the employment.
    pub terms: Line<Term>,
    /// The main post: exactly the days of the employment.
    pub main: Line<Post>,
    /// Identity of the main post.
    pub main_id: Option<AssignmentId>,
    /// Concurrent posts.
    pub further: BTreeMap<AssignmentId, Line<Post>>,
    /// Contracts.
    pub contracts: Line<ContractTerms>,
    /// Pay.
    pub pay: Line<Pay>,
    /// Own calendars.
    pub calendars: Line<CalendarId>,
    /// First day of work.
    pub first_day: Option<NaiveDate>,
    /// First day after the last day of work.
    pub left_on: Option<NaiveDate>,
}

impl Timelines {
    /// Last day of work, when it is known.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.left_on.and_then(|day| day.pred_opt())
    }

    /// The days of the employment.
    pub fn days(&self) -> Option<DateRange> {
        DateRange::new(self.first_day?, self.left_on).ok()
    }

    /// Whether some post is a seat of the plan.
    pub fn holds_a_seat(&self) -> bool {
        let posts = std::iter::once(&self.main).chain(self.further.values());
        posts.flat_map(Track::spans).any(|span| span.value.position.is_some())
    }
}

/// Why events do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{clash:?}")]
pub struct Conflict {
    /// The event that cannot be.
    pub event: PersonnelEventId,
    /// When it would take effect.
    pub effective_on: NaiveDate,
    /// Why.
    pub clash: Clash,
}

/// What is wrong with an event among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Takes effect before the employment begins.
    BeforeStart,
    /// Takes effect after the last day.
    AfterLastDay,
    /// The employment began already.
    SecondStart,
    /// There is no probation to confirm.
    NotOnProbation,
    /// Probation would end before it begins.
    ProbationBackward,
    /// The post is not held on that day.
    NoSuchPost,
    /// The post is already held.
    PostHeld,
    /// The contract ends before it begins.
    ContractBackward,
    /// The date is out of the calendar.
    OutOfCalendar,
    /// Nothing changes.
    NoChange,
    /// The seat is one of another unit.
    SeatOfOtherUnit,
    /// The seat is not there on every day of the post.
    SeatNotThere,
}

impl Clash {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BeforeStart => "before_start",
            Self::AfterLastDay => "after_last_day",
            Self::SecondStart => "second_start",
            Self::NotOnProbation => "not_on_probation",
            Self::ProbationBackward => "probation_backward",
            Self::NoSuchPost => "no_such_post",
            Self::PostHeld => "post_held",
            Self::ContractBackward => "contract_backward",
            Self::OutOfCalendar => "out_of_calendar",
            Self::NoChange => "no_change",
            Self::SeatOfOtherUnit => "seat_of_other_unit",
            Self::SeatNotThere => "seat_not_there",
        }
    }
}

/// The order in which events take effect: the beginning first, a leave before anything else of its day, so that what
/// comes with it is seen to come after the last day.
pub fn in_order(events: &[Event]) -> Vec<&Event> {
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|e| (e.effective_on, rank(&e.act), e.recorded_at, e.id));
    ordered
}

const fn rank(act: &Act) -> u8 {
    match act {
        Act::Hire(_) | Act::Rehire(_) => 0,
        Act::Leave { .. } => 1,
        _ => 2,
    }
}

/// The timelines that follow from these events, or the first event that does not fit.
pub fn replay(events: &[Event]) -> Result<Timelines, Conflict> {
    let mut lines = Timelines::default();
    for event in in_order(events) {
        step(&mut lines, event).map_err(|clash| Conflict {
            event: event.id,
            effective_on: event.effective_on,
            clash,
        })?;
    }
    Ok(lines)
}

fn step(lines: &mut Timelines, event: &Event) -> Result<(), Clash> {
    let day = event.effective_on;
    if let Some(start) = event.act.start() {
        return begin(lines, event, start);
    }
    if lines.first_day.is_none() {
        return Err(Clash::BeforeStart);
    }
    if lines.left_on.is_some() {
        return Err(Clash::AfterLastDay);
    }
    let open = DateRange::open(day);
    match &event.act {
        Act::Hire(_) | Act::Rehire(_) => {}
        Act::Confirm => {
            let term = lines.terms.at(day).map(|span| span.value).ok_or(Clash::NotOnProbation)?;
            if term.state != TermState::Probation {
                return Err(Clash::NotOnProbation);
            }
            lines.terms.set(open, Term { state: TermState::Confirmed, ..term }, event.id);
        }
        Act::ChangeKind { to } => {
            let term = lines.terms.at(day).map(|span| span.value).ok_or(Clash::BeforeStart)?;
            if term.kind == *to {
                return Err(Clash::NoChange);
            }
            lines.terms.set(open, Term { kind: *to, state: TermState::Confirmed }, event.id);
        }
        Act::Transfer { post_id: Some(post_id), change } if lines.main_id != Some(*post_id) => {
            let line = lines.further.get_mut(post_id).ok_or(Clash::NoSuchPost)?;
            let post = line.at(day).map(|span| span.value.clone()).ok_or(Clash::NoSuchPost)?;
            line.set(open, change.applied_to(&post), event.id);
        }
        Act::Transfer { change, .. } | Act::Promote { change } => {
            if change.is_empty() {
                return Err(Clash::NoChange);
            }
            let post = lines.main.at(day).map(|span| span.value.clone()).ok_or(Clash::NoSuchPost)?;
            lines.main.set(open, change.applied_to(&post), event.id);
        }
        Act::ChangePay { pay } => lines.pay.set(open, pay.clone(), event.id),
        Act::AddPost { post_id, post } => {
            if lines.main_id == Some(*post_id) || lines.further.contains_key(post_id) {
                return Err(Clash::PostHeld);
            }
            lines.further.entry(*post_id).or_default().set(open, post.clone(), event.id);
        }
        Act::EndPost { post_id } => {
            let line = lines.further.get_mut(post_id).ok_or(Clash::NoSuchPost)?;
            let held = line.at(day).ok_or(Clash::NoSuchPost)?;
            if held.days.from() == day && line.spans().len() == 1 {
                return Err(Clash::NoChange);
            }
            line.end(day);
        }
        Act::SignContract { contract } => sign(lines, day, contract, event.id)?,
        Act::SetCalendar { calendar: Some(calendar) } => lines.calendars.set(open, *calendar, event.id),
        Act::SetCalendar { calendar: None } => lines.calendars.end(day),
        Act::Leave { .. } => leave(lines, day)?,
    }
    Ok(())
}

fn begin(lines: &mut Timelines, event: &Event, start: &Start) -> Result<(), Clash> {
    if lines.first_day.is_some() {
        return Err(Clash::SecondStart);
    }
    let day = event.effective_on;
    let open = DateRange::open(day);
    let term = |state| Term { kind: start.kind, state };
    match start.probation_last_day {
        None => lines.terms.set(open, term(TermState::Confirmed), event.id),
        Some(last) => {
            let confirmed = last.checked_add_days(Days::new(1)).ok_or(Clash::OutOfCalendar)?;
            if confirmed <= day {
                return Err(Clash::ProbationBackward);
            }
            lines.terms.set(open, term(TermState::Probation), event.id);
            lines.terms.set(DateRange::open(confirmed), term(TermState::Confirmed), event.id);
        }
    }
    lines.main.set(open, start.post.clone(), event.id);
    lines.main_id = Some(start.post_id);
    lines.first_day = Some(day);
    if let Some(pay) = &start.pay {
        lines.pay.set(open, pay.clone(), event.id);
    }
    if let Some(contract) = &start.contract {
        sign(lines, day, contract, event.id)?;
    }
    if let Some(calendar) = start.calendar {
        lines.calendars.set(open, calendar, event.id);
    }
    Ok(())
}

fn sign(
    lines: &mut Timelines,
    day: NaiveDate,
    contract: &ContractTerms,
    source: PersonnelEventId,
) -> Result<(), Clash> {
    let days = match contract.last_day {
        None => DateRange::open(day),
        Some(last) => DateRange::from_days(day, last).map_err(|_| Clash::ContractBackward)?,
    };
    lines.contracts.set(days, contract.clone(), source);
    Ok(())
}

fn leave(lines: &mut Timelines, day: NaiveDate) -> Result<(), Clash> {
    if lines.first_day.is_none_or(|first| day <= first) {
        return Err(Clash::BeforeStart);
    }
    lines.terms.end(day);
    lines.main.end(day);
    lines.further.values_mut().for_each(|line| line.end(day));
    lines.contracts.end(day);
    lines.pay.end(day);
    lines.calendars.end(day);
    lines.left_on = Some(day);
    Ok(())
}

#[cfg(test)]
#[path = "replay_tests.rs"]
mod tests;
