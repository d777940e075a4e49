//! Annual leave of a year somebody is here for a part of, and of one that is lost.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::annual::{AnnualLeaveRule, Lost};

impl AnnualLeaveRule {
    /// Days of a full year, by full years of work with any employers: 5, 10 or 15 (国务院令第514号 art. 3).
    pub fn full_year_days(&self, full_years: u32) -> u32 {
        self.bands.iter().rfind(|band| band.from_years <= full_years).map_or(0, |band| band.days)
    }

    /// ⌊calendar days ÷ 365 × days of a full year⌋, and never more than those (人社部令第1号 arts. 5, 12).
    pub fn part_year_days(&self, calendar_days: u32, full_year_days: u32) -> u32 {
        let part = calendar_days.saturating_mul(full_year_days).checked_div(self.divisor);
        part.unwrap_or(0).min(full_year_days)
    }

    /// Whether sick leave (months in hundredths) or paid personal leave takes the leave of a year away (国务院令第514号 art. 4).
    /// When it is taken already, it is that of the next year.
    pub fn lost(&self, full_year_days: u32, sick_months: i64, personal_days: u32) -> Option<Lost> {
        let band = self.bands.iter().find(|band| band.days == full_year_days)?;
        if sick_months >= i64::from(band.lost_from_sick_months) * 100 {
            return Some(Lost::SickLeave);
        }
        (personal_days >= self.lost_from_personal_days).then_some(Lost::PersonalLeave)
    }
}

/// The year somebody joins: calendar days left ÷ 365 × days of a full year, the fraction of a day dropped (人社部令第1号 art. 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoiningYear {
    /// Calendar days to the end of the year, the first one included.
    pub remaining_days: u32,
    /// Days of leave.
    pub days: u32,
}

impl JoiningYear {
    /// From a day on: that of joining, or the one the twelve months are full.
    pub fn of(rule: &AnnualLeaveRule, from: NaiveDate, full_year_days: u32) -> Self {
        let length = if from.leap_year() { 366 } else { 365 };
        let remaining_days = length + 1 - from.ordinal();
        Self { remaining_days, days: rule.part_year_days(remaining_days, full_year_days) }
    }
}

/// The year somebody leaves (人社部令第1号 art. 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingYear {
    /// Calendar days here in the year, the last one included.
    pub elapsed_days: u32,
    /// Days of leave earned.
    pub entitled: u32,
    /// Earned and not taken, in hundredths of a day.
    pub untaken: i64,
    /// Taken beyond what is earned, in hundredths of a day; it is not recovered.
    pub beyond: i64,
}

impl LeavingYear {
    /// For somebody who leaves on `last_day` (hired on `hired`, when it was this year) and has taken so many hundredths of a day of
    /// the year's.
    pub fn of(
        rule: &AnnualLeaveRule,
        hired: Option<NaiveDate>,
        last_day: NaiveDate,
        full_year_days: u32,
        taken: i64,
    ) -> Self {
        let this_year = hired.filter(|hired| hired.year() == last_day.year());
        let before = this_year.map_or(0, |hired| hired.ordinal().saturating_sub(1));
        let elapsed_days = last_day.ordinal().saturating_sub(before);
        let entitled = rule.part_year_days(elapsed_days, full_year_days);
        let left = (i64::from(entitled) * 100).saturating_sub(taken);
        Self { elapsed_days, entitled, untaken: left.max(0), beyond: left.saturating_neg().max(0) }
    }
}
