//! The month a goal is for.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// A calendar month, `2026-11`, of the years 2000 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, example = "2026-11")]
pub struct Month(NaiveDate);

/// The text is not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month of the form 2026-11")]
pub struct NotAMonth;

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    pub const fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().0.checked_sub_days(Days::new(1)).unwrap_or(self.0)
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }

    /// Whether it has begun on that day.
    pub fn has_opened(self, today: NaiveDate) -> bool {
        self.first_day() <= today
    }

    /// Whether its last day is past on that day.
    pub fn is_over(self, today: NaiveDate) -> bool {
        today > self.last_day()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let form = text.len() == 7
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let day = form.then(|| format!("{text}-01").parse::<NaiveDate>().ok()).flatten();
        day.filter(|day| (2000..2200).contains(&day.year())).map(Self).ok_or(NotAMonth)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_the_day_before_the_next_begins() {
        for (text, last) in [("2026-02", "2026-02-28"), ("2028-02", "2028-02-29"), ("2026-12", "2026-12-31")]
        {
            let month: Month = text.parse().unwrap();
            assert_eq!((month.to_string().as_str(), month.last_day().to_string().as_str()), (text, last));
            assert!(month.contains(month.last_day()) && !month.contains(month.next().first_day()));
            assert!(!month.is_over(month.last_day()) && month.is_over(month.next().first_day()));
        }
    }

    #[test]
    fn only_year_and_month_are_a_month() {
        for bad in [
            "",
            "2026-13",
            "2026-00",
            "2026-1",
            "2026-11-01",
            "26-11",
            "2026/11",
            "１026-11",
            "1999-12",
            "9999-12",
        ] {
            assert_eq!(bad.parse::<Month>(), Err(NotAMonth), "{bad}");
        }
    }
}
