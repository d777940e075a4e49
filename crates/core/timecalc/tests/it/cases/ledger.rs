//! `ledger.yaml`: balances of a policy on days.

use std::collections::BTreeMap;

use heng_timecalc::{
    SourceKind,
    leave::{
        CarryEnd, CarryOver, Credit, Crossing, LeaveFacts, LeavePolicy, RoundTo, Step, Taking, UseOrder,
        project,
    },
};
use serde::Deserialize;

use super::{check, differs};
use crate::{
    leave_traps::{at, ten_days},
    world::{date, source},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    law: Option<String>,
    policy: Policy,
    joined: String,
    #[serde(default)]
    last_day: Option<String>,
    #[serde(default)]
    prior_months: u32,
    /// First day and hundredths of a day; each on its day.
    #[serde(default)]
    taken: BTreeMap<String, i64>,
    /// Day and hundredths of a day.
    expect: BTreeMap<String, i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    #[serde(default)]
    steps: Vec<Step>,
    credit: Option<Credit>,
    crossing: Option<Crossing>,
    round: Option<RoundTo>,
    lives_months: Option<u32>,
    carry_most: Option<i64>,
    carry_months: Option<u32>,
    generations: Option<u8>,
    most: Option<i64>,
    advance: Option<i64>,
    order: Option<UseOrder>,
}

impl Policy {
    fn of(&self) -> LeavePolicy {
        let base = ten_days();
        let carry = self.carry_most.map(|most| CarryOver {
            most: Some(most),
            end: self.carry_months.map_or(CarryEnd::Never, CarryEnd::Months),
            generations: self.generations.unwrap_or(1),
        });
        LeavePolicy {
            steps: if self.steps.is_empty() { base.steps.clone() } else { self.steps.clone() },
            credit: self.credit.unwrap_or(base.credit),
            crossing: self.crossing.unwrap_or(base.crossing),
            round: self.round.unwrap_or(base.round),
            lives_months: self.lives_months.unwrap_or(base.lives_months),
            carry,
            most: self.most,
            advance: self.advance.unwrap_or(0),
            order: self.order.unwrap_or_default(),
            ..base
        }
    }
}

fn answer(case: &Case) -> Vec<String> {
    let policy = case.policy.of();
    let mut facts = LeaveFacts::joining(date(&case.joined), case.prior_months);
    facts.last_day = case.last_day.as_deref().map(date);
    facts.takings = (1u128..)
        .zip(&case.taken)
        .map(|(number, (day, quantity))| Taking {
            day: date(day),
            quantity: *quantity,
            source: source(SourceKind::LeaveRequest, number),
            waits: false,
            recorded_at: at(day),
        })
        .collect();
    assert_ne!(case.law.as_deref(), Some(""), "{}: a source is named or left out", case.name);
    let balance = |day: &str| project(&policy, &facts, date(day)).book.balance(date(day));
    case.expect
        .iter()
        .filter_map(|(day, expected)| differs(&case.name, day, expected, &balance(day)))
        .collect()
}

#[test]
fn balances_are_as_the_cases_say() {
    check("ledger.yaml", 12, answer);
}
