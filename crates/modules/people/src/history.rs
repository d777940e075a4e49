//! Values over days: a sequence of spans that never share a day.

use chrono::NaiveDate;
use heng_kernel::DateRange;

/// A value, the days it holds, and the event it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T, S> {
    /// The days.
    pub days: DateRange,
    /// What holds on them.
    pub value: T,
    /// Where it comes from.
    pub source: S,
}

/// Spans in order, without overlap; days in between may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track<T, S>(Vec<Span<T, S>>);

impl<T, S> Default for Track<T, S> {
    fn default() -> Self {
        Self(vec![])
    }
}

impl<T: PartialEq, S> Track<T, S> {
    /// Lets `value` hold on `days`, in place of whatever held from their first day on. Called in order of days. A value
    /// that goes on unchanged stays one span.
    pub fn set(&mut self, days: DateRange, value: T, source: S) {
        self.end(days.from());
        if let Some(last) = self.0.last_mut()
            && last.days.to() == Some(days.from())
            && last.value == value
            && let Ok(longer) = DateRange::new(last.days.from(), days.to())
        {
            last.days = longer;
            return;
        }
        self.0.push(Span { days, value, source });
    }
}

impl<T, S> Track<T, S> {
    /// Lets nothing hold from `day` on.
    pub fn end(&mut self, day: NaiveDate) {
        self.0.retain(|span| span.days.from() < day);
        if let Some(last) = self.0.last_mut()
            && last.days.contains(day)
            && let Ok(shorter) = DateRange::new(last.days.from(), Some(day))
        {
            last.days = shorter;
        }
    }

    /// The span of a day.
    pub fn at(&self, day: NaiveDate) -> Option<&Span<T, S>> {
        self.0.iter().find(|span| span.days.contains(day))
    }

    /// The span of a day; before the first span the first, in a gap or after the last the one before.
    pub fn nearest(&self, day: NaiveDate) -> Option<&Span<T, S>> {
        self.0.iter().rev().find(|span| span.days.from() <= day).or_else(|| self.0.first())
    }

    /// Every span, oldest first.
    pub fn spans(&self) -> &[Span<T, S>] {
        &self.0
    }

    /// The last span.
    pub fn last(&self) -> Option<&Span<T, S>> {
        self.0.last()
    }

    /// The days on which something changes.
    pub fn turns(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.0.iter().flat_map(|span| std::iter::once(span.days.from()).chain(span.days.to()))
    }

    /// From spans as they were stored.
    pub fn from_stored(mut spans: Vec<Span<T, S>>) -> Self {
        spans.sort_by_key(|span| span.days.from());
        Self(spans)
    }
}

/// The first day of the calendar Heng knows: where rows that cover all time begin.
pub const BEGINNING: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Samples a function of the day at [`BEGINNING`] and at every turn; equal neighbours become one range. The function must
/// not change between turns.
pub fn sampled<V: PartialEq>(
    turns: impl IntoIterator<Item = NaiveDate>,
    mut value_on: impl FnMut(NaiveDate) -> V,
) -> Vec<(DateRange, V)> {
    let mut days: Vec<NaiveDate> = turns.into_iter().filter(|day| *day > BEGINNING).collect();
    days.push(BEGINNING);
    days.sort_unstable();
    days.dedup();
    let mut ranges: Vec<(NaiveDate, V)> = vec![];
    for day in days {
        let value = value_on(day);
        if ranges.last().is_none_or(|(_, last)| *last != value) {
            ranges.push((day, value));
        }
    }
    let ends: Vec<Option<NaiveDate>> =
        ranges.iter().skip(1).map(|(day, _)| Some(*day)).chain([None]).collect();
    ranges
        .into_iter()
        .zip(ends)
        .filter_map(|((from, value), to)| DateRange::new(from, to).ok().map(|days| (days, value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, n).unwrap()
    }

    #[test]
    fn a_later_value_ends_the_one_before() {
        let mut track = Track::default();
        track.set(DateRange::open(day(1)), 'a', 1);
        track.set(DateRange::open(day(5)), 'b', 2);
        track.set(DateRange::open(day(5)), 'c', 3);
        track.set(DateRange::open(day(9)), 'c', 4);
        let spans: Vec<_> = track.spans().iter().map(|s| (s.days.from(), s.days.to(), s.value)).collect();
        assert_eq!(spans, [(day(1), Some(day(5)), 'a'), (day(5), None, 'c')]);
        track.end(day(5));
        assert_eq!(track.last().unwrap().days.to(), Some(day(5)));
    }

    #[test]
    fn a_sampled_function_covers_all_time() {
        let ranges = sampled([day(3), day(6), day(9)], |d| d >= day(6));
        assert_eq!(ranges.len(), 2);
        assert_eq!(ranges[0].0.from(), BEGINNING);
        assert_eq!(ranges[1].0, DateRange::open(day(6)));
    }
}
