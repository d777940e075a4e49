//! Maternity leave (国务院令第619号 arts. 7-9 and the provinces' additions).

use chrono::NaiveDate;
use heng_calendar::{CountRule, Workdays};
use heng_kernel::DateRange;
use serde::{Deserialize, Serialize};

/// A province's maternity leave for births on some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaternityRule {
    /// Births on these days.
    pub births: DateRange,
    /// Days by national law: 98.
    pub national_days: u32,
    /// Days the province adds for a first child.
    pub local_days: u32,
    /// From which child of the mother on it adds so many more; the last that applies is meant.
    pub more_from_child: Vec<(u32, u32)>,
    /// Added for a difficult birth: 15 by national law, 30 in Guangdong.
    pub difficult_days: u32,
    /// Added for each further child of a multiple birth: 15.
    pub further_child_days: u32,
    /// Which days the national part uses up.
    pub national_counts: CountRule,
    /// Which days the province's part uses up: some move past statutory holidays.
    pub local_counts: CountRule,
    /// Where the values come from.
    pub version: String,
    /// Article or notice.
    pub source: Option<String>,
}

/// A birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    /// The day.
    pub on: NaiveDate,
    /// Children born.
    pub children: u32,
    /// Whether it was difficult by a medical note.
    pub difficult: bool,
    /// Which child of the mother the first of them is: 1, 2 …
    pub order: u32,
}

/// So many days of a leave, and which days use them up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CountedPart {
    /// Stable code of the words: `leave.maternity.national`, `.difficult`, `.further_child`, `.local`, `leave.marriage` …
    pub code: &'static str,
    /// Days.
    pub days: u32,
    /// Which days it uses up.
    pub counts: CountRule,
}

/// The parts of the leave for a birth, in the order they are taken; none when no rule holds on its day.
pub fn maternity(rules: &[MaternityRule], birth: &Birth) -> Option<Vec<CountedPart>> {
    let rule = rules.iter().find(|rule| rule.births.contains(birth.on))?;
    let more =
        rule.more_from_child.iter().rev().find(|(from, _)| birth.order >= *from).map_or(0, |(_, more)| *more);
    let local = rule.local_days + more;
    let difficult = if birth.difficult { rule.difficult_days } else { 0 };
    let further = rule.further_child_days * birth.children.saturating_sub(1);
    let part = |code, days, counts| CountedPart { code, days, counts };
    let parts = [
        part("leave.maternity.national", rule.national_days, rule.national_counts),
        part("leave.maternity.difficult", difficult, rule.national_counts),
        part("leave.maternity.further_child", further, rule.national_counts),
        part("leave.maternity.local", local, rule.local_counts),
    ];
    Some(parts.into_iter().filter(|part| part.days > 0).collect())
}

/// The last day of a leave of these parts that begins on a day: each part goes on until it has used up its days. `None` past
/// ten years, which no leave reaches.
pub fn last_day_of(calendar: &impl Workdays, first: NaiveDate, parts: &[CountedPart]) -> Option<NaiveDate> {
    let mut last = None;
    let mut days = first.iter_days().take(3_660);
    for part in parts {
        let mut left = part.days;
        while left > 0 {
            let day = days.next()?;
            last = Some(day);
            left -= u32::from(part.counts.counts(calendar.day(day).kind));
        }
    }
    last
}

/// Days of leave after a miscarriage (国务院令第619号, article 7): 15 below four months of pregnancy, 42 from four months on.
pub const fn miscarriage(months_pregnant: u32, under_four: u32, from_four: u32) -> u32 {
    if months_pregnant < 4 { under_four } else { from_four }
}
