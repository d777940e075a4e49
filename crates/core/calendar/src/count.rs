//! How many days a span takes.

use chrono::NaiveDate;
use heng_kernel::{Basis, DateRange, Explanation, Finding};
use serde::{Deserialize, Serialize};

use crate::{
    day::{Day, DayKind},
    explain,
    layers::WorkCalendar,
    national::NationalCalendar,
    shift::ShiftCalendar,
    workdays::Workdays,
};

/// Longest span that is counted: ten years of days. Guards against a mistyped year.
const LONGEST_DAYS: i64 = 3_660;

/// Half of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayHalf {
    /// Morning.
    Am,
    /// Afternoon.
    Pm,
}

/// A stretch of days and half-days, both ends included: from the morning or afternoon of one day to the noon or evening of
/// another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    first: (NaiveDate, DayHalf),
    last: (NaiveDate, DayHalf),
}

/// Why two ends make no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// The end lies before the start.
    #[error("the span ends before it begins")]
    Backward,
    /// Longer than ten years.
    #[error("the span is longer than ten years")]
    TooLong,
}

impl Span {
    /// From `first_half` of `first` to `last_half` of `last`, both taken.
    pub fn new(
        first: NaiveDate,
        first_half: DayHalf,
        last: NaiveDate,
        last_half: DayHalf,
    ) -> Result<Self, SpanError> {
        if (last, last_half) < (first, first_half) {
            return Err(SpanError::Backward);
        }
        if (last - first).num_days() >= LONGEST_DAYS {
            return Err(SpanError::TooLong);
        }
        Ok(Self { first: (first, first_half), last: (last, last_half) })
    }

    /// Whole days.
    pub fn whole_days(first: NaiveDate, last: NaiveDate) -> Result<Self, SpanError> {
        Self::new(first, DayHalf::Am, last, DayHalf::Pm)
    }

    /// First day touched.
    pub const fn first_day(&self) -> NaiveDate {
        self.first.0
    }

    /// Last day touched.
    pub const fn last_day(&self) -> NaiveDate {
        self.last.0
    }

    /// Which half it begins with.
    pub const fn first_half(&self) -> DayHalf {
        self.first.1
    }

    /// Which half it ends with.
    pub const fn last_half(&self) -> DayHalf {
        self.last.1
    }

    /// Every day touched with the halves taken, one or two.
    fn days(self) -> impl Iterator<Item = (NaiveDate, u32)> {
        let range = DateRange::from_days(self.first.0, self.last.0);
        range.into_iter().flat_map(|range| range.days()).map(move |date| {
            let late_start = u32::from((date, DayHalf::Am) < self.first);
            let early_end = u32::from((date, DayHalf::Pm) > self.last);
            (date, 2 - late_start - early_end)
        })
    }
}

/// Which days of a span use up leave. A leave type names one; laws differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CountRule {
    /// Working days only: annual, personal, marriage leave.
    #[default]
    WorkingDays,
    /// Every day but statutory holidays, which the leave moves past: the local part of maternity leave in some provinces.
    ExceptStatutory,
    /// Every day: the national part of maternity leave, sick leave by calendar.
    CalendarDays,
}

impl CountRule {
    /// Stable code of the rule in explanations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WorkingDays => "calendar.working_days",
            Self::ExceptStatutory => "calendar.except_statutory",
            Self::CalendarDays => "calendar.calendar_days",
        }
    }

    /// Whether the day uses up leave.
    pub const fn counts(self, kind: DayKind) -> bool {
        match self {
            Self::WorkingDays => matches!(kind, DayKind::Work),
            Self::ExceptStatutory => !matches!(kind, DayKind::Statutory),
            Self::CalendarDays => true,
        }
    }
}

/// One day of the span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedDay {
    /// The day and its reason.
    pub day: Day,
    /// Halves inside the span: one or two.
    pub halves_in_span: u32,
    /// Halves that use up leave: as many, or none.
    pub halves_counted: u32,
}

/// The answer, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Half-days that use up leave.
    pub halves: u32,
    /// Day by day.
    pub days: Vec<CountedDay>,
    /// The figure in days, with every holiday, swapped day and half named.
    pub explanation: Explanation,
    /// Years without data or with provisional data.
    pub findings: Vec<Finding>,
}

impl Count {
    /// The quantity in hundredths of a day, as leave is kept.
    pub fn hundredths(&self) -> i64 {
        i64::from(self.halves) * 50
    }
}

impl WorkCalendar {
    /// Counts a span by a rule.
    pub fn count(&self, span: Span, rule: CountRule) -> Count {
        count(self, self.national(), span, rule)
    }
}

impl ShiftCalendar<'_> {
    /// Counts a span by a rule, working days being those of the person's plan.
    pub fn count(&self, span: Span, rule: CountRule) -> Count {
        count(self, self.national(), span, rule)
    }
}

fn count(calendar: &impl Workdays, national: &NationalCalendar, span: Span, rule: CountRule) -> Count {
    let days: Vec<_> = span
        .days()
        .map(|(date, halves_in_span)| {
            let day = calendar.day(date);
            let halves_counted = if rule.counts(day.kind) { halves_in_span } else { 0 };
            CountedDay { day, halves_in_span, halves_counted }
        })
        .collect();
    let halves = days.iter().map(|day| day.halves_counted).sum();
    let (first, last) = (span.first_day(), span.last_day());
    let basis = Basis {
        rule: rule.code().to_owned(),
        version: national.version(first, last),
        source: national.source(first).map(str::to_owned),
    };
    let explanation = explain::count(&days, halves, rule, basis);
    Count { halves, explanation, findings: national.coverage(first, last), days }
}
