//! `sick.yaml`: pay for days of illness.

use heng_kernel::{DateRange, Money, Rate};
use heng_timecalc::statutory::{SickBand, SickCase, SickRule, sick_pay};
use serde::Deserialize;

use super::{check, differs};
use crate::world::date;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    law: String,
    on: String,
    base: String,
    service_years: u32,
    #[serde(default)]
    ill_months: u32,
    /// Hundredths of a day.
    days: i64,
    minimum_wage: String,
    expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    amount: String,
    floor: bool,
    #[serde(default)]
    no_rule: bool,
}

/// Shanghai's ladder of 1995, in force to 2026-08-15.
pub(crate) fn shanghai() -> SickRule {
    let band = |below_years, percent: i64| SickBand { below_years, factor: Rate::from_ppm(percent * 10_000) };
    SickRule {
        days: DateRange::from_days(date("1995-01-01"), date("2026-08-15")).unwrap(),
        first: vec![
            band(Some(2), 60),
            band(Some(4), 70),
            band(Some(6), 80),
            band(Some(8), 90),
            band(None, 100),
        ],
        first_months: 6,
        later: vec![band(Some(1), 40), band(Some(3), 50), band(None, 60)],
        floor_of_minimum_wage: Rate::from_ppm(800_000),
        month_days: 2_175,
        version: "cn.310000.sick@1995".to_owned(),
        source: Some("沪劳保发〔95〕83号".to_owned()),
    }
}

fn answer(case: &Case) -> Vec<String> {
    let money = |text: &str| Money::parse_major(text).unwrap();
    let sick = SickCase {
        on: date(&case.on),
        base: money(&case.base),
        service_years: case.service_years,
        ill_months: case.ill_months,
        days: case.days,
        minimum_wage: money(&case.minimum_wage),
    };
    let pay = sick_pay(&[shanghai()], Rate::from_ppm(800_000), &sick).unwrap();
    let mut wrong = Vec::new();
    wrong.extend(differs(&case.name, "amount", &case.expect.amount, &pay.amount.to_string()));
    wrong.extend(differs(&case.name, "floor", &case.expect.floor, &pay.floor_applied));
    wrong.extend(differs(&case.name, "no rule", &case.expect.no_rule, &!pay.findings.is_empty()));
    assert!(!case.law.is_empty());
    wrong
}

#[test]
fn sick_pay_is_as_the_cases_say() {
    check("sick.yaml", 10, answer);
}
