//! Cutting stretches where the rate or the night changes.

use heng_calendar::DayKind;
use smallvec::SmallVec;

use super::{plan::DayPlan, result::Segment, rules::ClassBy};
use crate::timeline::{Interval, Intervals, Minute, common, without};

/// A stretch within which every minute has the same kind of day.
pub(super) type Kinds = SmallVec<[(Interval, DayKind); 2]>;

/// Cuts a stretch at the midnights where the kind of day that rules changes.
pub(super) fn by_kind(plan: &DayPlan, span: Interval, class_by: ClassBy) -> Kinds {
    let mut parts = Kinds::new();
    let mut from = span.from();
    let ends = [plan.own_date.from(), plan.own_date.to(), span.to()];
    for end in ends {
        if let Some(part) = Interval::new(from, end.min(span.to())) {
            let kind = ruling(plan, part.from(), class_by);
            match parts.last_mut() {
                Some((last, same)) if *same == kind => {
                    *last = Interval::new(last.from(), part.to()).unwrap_or(*last);
                }
                _ => parts.push((part, kind)),
            }
            from = part.to();
        }
    }
    parts
}

/// The kind of day that decides the rate of a minute.
fn ruling(plan: &DayPlan, minute: Minute, class_by: ClassBy) -> DayKind {
    let by_date = plan.kind_at(minute);
    let holiday = by_date == DayKind::Statutory || plan.kinds.own == DayKind::Statutory;
    match class_by {
        ClassBy::Date => by_date,
        // The night into a holiday has its holiday hours; the night out of one has none after midnight.
        ClassBy::StatutoryByDate if holiday => by_date,
        ClassBy::StatutoryByDate | ClassBy::WorkDay => plan.kinds.own,
    }
}

/// Cuts a worked segment at the edges of the night.
pub(super) fn by_night(nights: &[Interval], segment: Segment) -> SmallVec<[Segment; 2]> {
    let whole = [segment.span];
    let touched = nights.iter().any(|night| night.overlap(&segment.span).is_some());
    if !touched {
        return SmallVec::from_slice(&[segment]);
    }
    let as_segment = |night| move |span: Interval| Segment { span, night, ..segment };
    let day = without(&whole, nights).into_iter().map(as_segment(false));
    common(&whole, nights).into_iter().map(as_segment(true)).chain(day).collect()
}

/// The first `count` minutes of a set, and the rest.
pub(super) fn first_minutes(set: &[Interval], count: i64) -> (Intervals, Intervals) {
    let (mut first, mut rest, mut left) = (Intervals::new(), Intervals::new(), count.max(0));
    for part in set {
        let cut = part.from().plus(left.min(part.minutes()));
        first.extend(Interval::new(part.from(), cut));
        rest.extend(Interval::new(cut, part.to()));
        left -= cut.since(part.from());
    }
    (first, rest)
}
