//! The trace of a day. Made when somebody asks, not while days are worked out.

use chrono::{NaiveDateTime, Timelike};
use chrono_tz::Tz;
use heng_calendar::{RateClass, zone};
use heng_kernel::{Basis, Explanation, Term};

use super::{
    figures::Figure,
    result::{Category, DayResult, Segment},
    rules::Reward,
};
use crate::timeline::Minute;

impl DayResult {
    /// Why a figure of the day is what it is: the stretches that make it up, from when to when on the wall of the place, why,
    /// and the fact behind each. The signed terms add up to the value.
    pub fn explain(&self, figure: Figure, place: Tz) -> Explanation {
        let value = self.figures.get(figure);
        let mut terms: Vec<Term> = self
            .segments
            .iter()
            .filter(|segment| in_figure(segment, figure))
            .map(|segment| self.term(segment, place))
            .collect();
        let listed: i64 =
            self.segments.iter().filter(|s| in_figure(s, figure)).map(|s| s.span.minutes()).sum();
        if figure.unit() == "minute"
            && value != listed
            && (figure != Figure::Planned && figure != Figure::Flex)
        {
            terms.push(plain("time.rounded_or_scaled", value - listed));
        }
        if matches!(figure, Figure::Planned | Figure::Flex) || figure.unit() != "minute" {
            terms = vec![plain(figure.code(), value)];
        }
        Explanation {
            label: format!("time.{}", figure.code()),
            value: value.to_string(),
            unit: figure.unit().to_owned(),
            terms,
            basis: Basis {
                rule: "time.day".to_owned(),
                version: self.rules_version.to_string(),
                source: source_of(figure).map(str::to_owned),
            },
        }
    }

    fn term(&self, segment: &Segment, place: Tz) -> Term {
        let term = Term::new('+', segment.why.code(), segment.span.minutes(), "minute")
            .with("from", clock(segment.span.from(), place))
            .with("to", clock(segment.span.to(), place))
            .read_from(segment.source.map(|source| source.input(self.day)));
        let term = if segment.night { term.with("night", true) } else { term };
        match segment.span.from().utc().map(|at| zone::local_time(at, place)) {
            Some(at) => term.with("date", at.date().to_string()),
            None => term,
        }
    }
}

/// Whether the minutes of a segment are part of a figure.
fn in_figure(segment: &Segment, figure: Figure) -> bool {
    let worked = |class, reward| segment.category == Category::Overtime { class, reward };
    let beyond = segment.why == super::result::Reason::BeyondPlan;
    match figure {
        Figure::Worked => segment.category == Category::Worked && !beyond,
        Figure::BeyondPlan => segment.category == Category::Worked && beyond,
        Figure::Late => segment.category == Category::Late,
        Figure::LeftEarly => segment.category == Category::LeftEarly,
        Figure::Absent => segment.category == Category::Absent,
        Figure::Leave => matches!(segment.category, Category::Leave(_)),
        Figure::OvertimeWorkday => worked(RateClass::Workday, Reward::Pay),
        Figure::OvertimeRestDay => worked(RateClass::RestDay, Reward::Pay),
        Figure::OvertimeStatutory => worked(RateClass::StatutoryDay, Reward::Pay),
        Figure::TimeOffWorkday => worked(RateClass::Workday, Reward::TimeOff),
        Figure::TimeOffRestDay => worked(RateClass::RestDay, Reward::TimeOff),
        Figure::Night => segment.night,
        Figure::Planned | Figure::Flex | Figure::TimesLate | Figure::TimesLeftEarly => false,
    }
}

const fn source_of(figure: Figure) -> Option<&'static str> {
    match figure {
        Figure::OvertimeWorkday | Figure::OvertimeRestDay | Figure::OvertimeStatutory => {
            Some("劳动法 art. 44")
        }
        _ => None,
    }
}

fn plain(label: &str, value: i64) -> Term {
    Term::new(if value < 0 { '-' } else { '+' }, label, value.unsigned_abs(), "minute")
}

/// The time on the wall: `21:58`.
fn clock(minute: Minute, place: Tz) -> String {
    let wall: Option<NaiveDateTime> = minute.utc().map(|at| zone::local_time(at, place));
    wall.map(|wall| format!("{:02}:{:02}", wall.hour(), wall.minute())).unwrap_or_default()
}
