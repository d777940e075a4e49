//! How much overtime the law allows.

use std::collections::BTreeMap;

use chrono::Datelike;
use heng_kernel::{Finding, Severity};
use serde::{Deserialize, Serialize};

use crate::day::{DayResult, Figures};

/// Limits on overtime. Exceeding them is reported; what was worked is paid all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Most minutes a day.
    pub day: i64,
    /// Most minutes a calendar month.
    pub month: i64,
    /// Whether work on rest days counts towards the month. Disputed.
    pub rest_days_count: bool,
    /// Whether work on statutory holidays counts towards the month. Disputed.
    pub statutory_days_count: bool,
}

impl Limits {
    /// Three hours a day, 36 hours a month (Labour Law, article 41), rest days and holidays included.
    pub const LABOUR_LAW: Self =
        Self { day: 180, month: 2_160, rest_days_count: true, statutory_days_count: true };

    /// Minutes that count towards the limits.
    fn counted(&self, figures: &Figures) -> i64 {
        let rest =
            if self.rest_days_count { figures.overtime_rest_day + figures.time_off_rest_day } else { 0 };
        let statutory = if self.statutory_days_count { figures.overtime_statutory } else { 0 };
        figures.overtime_workday + figures.time_off_workday + rest + statutory
    }
}

/// Days on which overtime beyond a working day is more than the limit of a day, and months with more than theirs.
pub fn beyond_limits(days: &[DayResult], limits: &Limits) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut months: BTreeMap<(i32, u32), i64> = BTreeMap::new();
    let mut ordered: Vec<&DayResult> = days.iter().collect();
    ordered.sort_by_key(|result| result.day);
    for result in ordered {
        // A whole day's work on a rest day is no overtime on top of a day.
        let on_top = result.figures.overtime_workday + result.figures.time_off_workday;
        if on_top > limits.day {
            findings.push(over("time.overtime_day_limit", result.day.to_string(), on_top, limits.day));
        }
        *months.entry((result.day.year(), result.day.month())).or_default() +=
            limits.counted(&result.figures);
    }
    let months = months.into_iter().filter(|(_, sum)| *sum > limits.month);
    let month = |((year, month), sum)| {
        over("time.overtime_month_limit", format!("{year}-{month:02}"), sum, limits.month)
    };
    findings.extend(months.map(month));
    findings
}

fn over(code: &str, path: String, minutes: i64, limit: i64) -> Finding {
    Finding::new(code, Severity::Warning, path).with("minutes", minutes).with("limit", limit)
}
