//! `annual.yaml`: statutory annual leave.

use heng_timecalc::{
    leave::{Crossing, LeaveFacts, project},
    statutory::{AnnualLeaveRule, Band, Service, annual_leave, lost, on_leaving},
};
use serde::Deserialize;

use super::{check, differs};
use crate::world::date;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    law: String,
    joined: String,
    #[serde(default)]
    last_day: Option<String>,
    #[serde(default)]
    prior_months: u32,
    /// When not named, all earlier work was without a break up to the first day.
    #[serde(default)]
    continuous_months: Option<u32>,
    #[serde(default)]
    crossing: Option<Crossing>,
    on: String,
    #[serde(default)]
    taken: i64,
    #[serde(default)]
    sick_months: u32,
    #[serde(default)]
    personal_days: u32,
    expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    days: Option<i64>,
    due: Option<i64>,
    untaken: Option<i64>,
    beyond: Option<i64>,
    lost: Option<bool>,
}

pub(crate) fn rule(crossing: Crossing) -> AnnualLeaveRule {
    let band = |from_years, days, lost_from_sick_months| Band { from_years, days, lost_from_sick_months };
    AnnualLeaveRule {
        bands: vec![band(1, 5, 2), band(10, 10, 3), band(20, 15, 4)],
        qualify_months: 12,
        divisor: 365,
        lost_from_personal_days: 20,
        crossing,
        version: "cn.leave@2026".to_owned(),
    }
}

fn answer(case: &Case) -> Vec<String> {
    let rule = rule(case.crossing.unwrap_or(Crossing::WholeYearFromThatDay));
    let on = date(&case.on);
    let service = Service {
        joined: date(&case.joined),
        last_day: case.last_day.as_deref().map(date),
        prior_months: case.prior_months,
        continuous_months: case.continuous_months.unwrap_or(case.prior_months),
    };
    let mut wrong = Vec::new();
    let year = chrono::Datelike::year(&on);
    let due = annual_leave(&rule, &service, year, on).unwrap();
    let expect = &case.expect;
    wrong.extend(expect.days.and_then(|days| differs(&case.name, "days", &(days * 100), &due.quantity)));
    if expect.days.is_some() {
        // The ledger by the same rule says the same.
        let mut facts = LeaveFacts::joining(service.joined, service.prior_months);
        facts.last_day = service.last_day.filter(|last| *last < on);
        facts.qualifies_on = service.qualifies_on(rule.qualify_months);
        let book = project(&rule.policy(), &facts, on).book;
        wrong.extend(differs(&case.name, "balance of the ledger", &due.quantity, &book.balance(on)));
    }
    if let Some(exit) = on_leaving(&rule, &service, case.taken * 100) {
        let pairs = [
            ("due", expect.due, exit.due),
            ("untaken", expect.untaken, exit.untaken),
            ("beyond", expect.beyond, exit.beyond),
        ];
        for (what, expected, is) in pairs {
            wrong.extend(expected.and_then(|days| differs(&case.name, what, &(days * 100), &is)));
        }
    }
    let gone = lost(&rule, &service, on, case.sick_months, case.personal_days).is_some();
    wrong.extend(expect.lost.and_then(|expected| differs(&case.name, "lost", &expected, &gone)));
    assert!(!case.law.is_empty());
    wrong
}

#[test]
fn annual_leave_is_as_the_law_and_its_cases_say() {
    check("annual.yaml", 20, answer);
}
