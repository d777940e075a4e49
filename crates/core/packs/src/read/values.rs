//! Values of a row: each is read exactly, or leaves a fault and a stand-in.

use chrono::{Datelike, NaiveDate};
use heng_kernel::{Money, Rate};

use super::{Row, decimal, money, rate};
use crate::{MoneyRounding, RegionCode};

impl Row<'_> {
    /// An amount in major units.
    pub(crate) fn money(&self, key: &str) -> Money {
        self.money_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// An amount; `None` when it is not there or empty.
    pub(crate) fn money_opt(&self, key: &str) -> Option<Money> {
        self.parsed(key, "pack.not_an_amount", money)
    }

    /// A rate as a fraction.
    pub(crate) fn rate(&self, key: &str) -> Rate {
        self.rate_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// A rate; `None` when it is not there or empty.
    pub(crate) fn rate_opt(&self, key: &str) -> Option<Rate> {
        self.parsed(key, "pack.not_a_rate", rate)
    }

    /// A count.
    pub(crate) fn whole(&self, key: &str) -> u32 {
        self.whole_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// A count; `None` when it is not there or empty.
    pub(crate) fn whole_opt(&self, key: &str) -> Option<u32> {
        self.parsed(key, "pack.not_a_whole_number", |text| u32::try_from(decimal(text, 0)?).ok())
    }

    /// A year.
    pub(crate) fn year(&self, key: &str) -> i32 {
        let year =
            |text: &str| i32::try_from(decimal(text, 0)?).ok().filter(|year| (1900..=2200).contains(year));
        self.parsed(key, "pack.not_a_year", year).unwrap_or_else(|| self.missing(key))
    }

    /// A number of at most two decimals, in hundredths.
    pub(crate) fn hundredths(&self, key: &str) -> i64 {
        self.parsed(key, "pack.not_a_number", |text| decimal(text, 2)).unwrap_or_else(|| self.missing(key))
    }

    /// Yes or no.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.flag_opt(key).unwrap_or_else(|| self.missing(key))
    }

    /// Yes or no; `None` when it is not there.
    pub(crate) fn flag_opt(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.fault("pack.not_yes_or_no", key);
        }
        flag
    }

    /// One of some codes.
    pub(crate) fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], stand_in: T) -> T {
        let Some(code) = self.text_opt(key) else {
            let () = self.missing(key);
            return stand_in;
        };
        choices.iter().find(|(name, _)| *name == code).map_or_else(
            || {
                self.fault_with("pack.unknown_value", key, &code);
                stand_in
            },
            |(_, value)| *value,
        )
    }

    /// A rounding: `fen_half_up`.
    pub(crate) fn rounding(&self, key: &str) -> MoneyRounding {
        let parsed = self.parsed(key, "pack.unknown_value", MoneyRounding::from_code);
        parsed.unwrap_or_else(|| {
            let () = self.missing(key);
            MoneyRounding::FEN_HALF_UP
        })
    }

    /// A region code; `None` after a fault.
    pub(crate) fn region(&self, key: &str) -> Option<RegionCode> {
        let region = self.region_opt(key);
        if region.is_none() {
            let () = self.missing(key);
        }
        region
    }

    /// A region code; `None` when it is not there.
    pub(crate) fn region_opt(&self, key: &str) -> Option<RegionCode> {
        self.parsed(key, "pack.not_a_region_code", |text| text.parse().ok())
    }

    /// A month: `1975-01` as (1975, 1).
    pub(crate) fn month(&self, key: &str) -> (i32, u32) {
        let month = |text: &str| {
            let day: NaiveDate = format!("{text}-01").parse().ok()?;
            Some((day.year(), day.month()))
        };
        self.parsed(key, "pack.not_a_month", month).unwrap_or_else(|| {
            let () = self.missing(key);
            (1900, 1)
        })
    }

    /// A day of the year: `03-01` as (3, 1).
    pub(crate) fn month_day(&self, key: &str) -> (u32, u32) {
        let month_day = |text: &str| {
            let day: NaiveDate = format!("2024-{text}").parse().ok()?;
            Some((day.month(), day.day()))
        };
        self.parsed(key, "pack.not_a_day_of_the_year", month_day).unwrap_or_else(|| {
            let () = self.missing(key);
            (1, 1)
        })
    }

    /// A day; `None` after a fault.
    pub(crate) fn day(&self, key: &str) -> Option<NaiveDate> {
        let day = self.date(key);
        if day.is_none() {
            let () = self.missing(key);
        }
        day
    }

    fn parsed<T>(&self, key: &str, fault: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text_opt(key)?;
        let value = parse(&text);
        if value.is_none() {
            self.fault_with(fault, key, &text);
        }
        value
    }

    pub(super) fn date(&self, key: &str) -> Option<NaiveDate> {
        let sane = |day: &NaiveDate| (1900..=2200).contains(&day.year());
        self.parsed(key, "pack.not_a_date", |text| text.parse().ok().filter(sane))
    }
}
