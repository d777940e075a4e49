//! Half-open ranges of days.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days from `from` up to, but not including, `to`; `to = None` means "until replaced". Never empty.
///
/// ```
/// use chrono::NaiveDate;
/// use heng_kernel::DateRange;
///
/// let day = |text: &str| text.parse::<NaiveDate>().unwrap();
/// let june = DateRange::from_days(day("2026-06-01"), day("2026-06-30")).unwrap();
/// assert_eq!(june.to(), Some(day("2026-07-01")));
/// assert!(june.contains(day("2026-06-30")) && !june.contains(day("2026-07-01")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    from: NaiveDate,
    to: Option<NaiveDate>,
}

/// Why two days do not make a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// The end is not after the start.
    #[error("the range ends before it begins")]
    Backward,
    /// The day after the last one is past the end of the calendar.
    #[error("the date is out of the calendar")]
    OutOfCalendar,
}

impl DateRange {
    /// `[from, to)`.
    pub fn new(from: NaiveDate, to: Option<NaiveDate>) -> Result<Self, RangeError> {
        if to.is_some_and(|to| to <= from) {
            return Err(RangeError::Backward);
        }
        Ok(Self { from, to })
    }

    /// From `from` on, with no end.
    pub const fn open(from: NaiveDate) -> Self {
        Self { from, to: None }
    }

    /// From inclusive days as people and the API say them.
    pub fn from_days(first: NaiveDate, last: NaiveDate) -> Result<Self, RangeError> {
        let to = last.checked_add_days(Days::new(1)).ok_or(RangeError::OutOfCalendar)?;
        Self::new(first, Some(to))
    }

    /// First day inside.
    pub const fn from(&self) -> NaiveDate {
        self.from
    }

    /// First day after the range, if it ends.
    pub const fn to(&self) -> Option<NaiveDate> {
        self.to
    }

    /// Last day inside, if it ends.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.to.and_then(|to| to.pred_opt())
    }

    /// Whether `day` lies inside.
    pub fn contains(&self, day: NaiveDate) -> bool {
        day >= self.from && self.to.is_none_or(|to| day < to)
    }

    /// The days in both, if any.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self::new(from, to).ok()
    }

    /// Whether any day lies in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.intersection(other).is_some()
    }

    /// Every day inside, in order. An open range goes on to the end of the calendar.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let to = self.to;
        self.from.iter_days().take_while(move |day| to.is_none_or(|to| *day < to))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Duration::days(n)
    }

    #[test]
    fn an_empty_range_is_refused() {
        assert_eq!(DateRange::new(day(3), Some(day(3))), Err(RangeError::Backward));
        assert_eq!(DateRange::from_days(day(3), day(3)).unwrap().days().count(), 1);
    }

    proptest! {
        #[test]
        fn overlap_is_sharing_a_day(a in 0i64..40, la in 1i64..20, b in 0i64..40, lb in 1i64..20) {
            let x = DateRange::new(day(a), Some(day(a + la))).unwrap();
            let y = DateRange::new(day(b), Some(day(b + lb))).unwrap();
            let shared = x.days().filter(|d| y.contains(*d)).count();
            prop_assert_eq!(x.overlaps(&y), shared > 0);
            prop_assert_eq!(x.intersection(&y).map_or(0, |r| r.days().count()), shared);
        }
    }
}
