//! `maternity.yaml`: days of maternity leave and the day it ends.

use std::sync::Arc;

use heng_calendar::{CountRule, NationalCalendar, WorkCalendar};
use heng_kernel::DateRange;
use heng_packs::Packs;
use heng_timecalc::statutory::{Birth, MaternityRule, last_day_of, maternity};
use serde::Deserialize;

use super::{check, differs};
use crate::world::date;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    law: String,
    local_days: u32,
    #[serde(default)]
    more_from_second_child: Option<u32>,
    #[serde(default)]
    difficult_days: Option<u32>,
    national_counts: CountRule,
    local_counts: CountRule,
    born: String,
    /// First day of the leave; the day of birth when not named.
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    children: Option<u32>,
    #[serde(default)]
    difficult: bool,
    #[serde(default)]
    order: Option<u32>,
    expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    days: u32,
    last_day: Option<String>,
}

fn answer(case: &Case) -> Vec<String> {
    let calendar = WorkCalendar::national_only(Arc::new(NationalCalendar::new(Packs::embedded())));
    let rule = MaternityRule {
        births: DateRange::open(date("2020-01-01")),
        national_days: 98,
        local_days: case.local_days,
        more_from_child: case.more_from_second_child.map(|more| (2, more)).into_iter().collect(),
        difficult_days: case.difficult_days.unwrap_or(15),
        further_child_days: 15,
        national_counts: case.national_counts,
        local_counts: case.local_counts,
        version: "case".to_owned(),
        source: None,
    };
    let birth = Birth {
        on: date(&case.born),
        children: case.children.unwrap_or(1),
        difficult: case.difficult,
        order: case.order.unwrap_or(1),
    };
    let parts = maternity(&[rule], &birth).unwrap();
    let days: u32 = parts.iter().map(|part| part.days).sum();
    let from = date(case.from.as_deref().unwrap_or(&case.born));
    let last = last_day_of(&calendar, from, &parts).unwrap().to_string();
    let mut wrong = Vec::new();
    wrong.extend(differs(&case.name, "days", &case.expect.days, &days));
    wrong.extend(
        case.expect.last_day.as_ref().and_then(|expected| differs(&case.name, "last day", expected, &last)),
    );
    assert!(!case.law.is_empty());
    wrong
}

#[test]
fn maternity_leave_is_as_the_cases_say() {
    check("maternity.yaml", 8, answer);
}
