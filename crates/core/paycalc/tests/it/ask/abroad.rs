//! Singapore and Hong Kong.

use chrono::NaiveDate;
use heng_packs::Packs;
use heng_paycalc::contribution::{self, MpfPeriod, Wages};

use crate::facts::{Answer, Facts, answer};

pub fn cpf(facts: &Facts) -> Answer {
    let on: NaiveDate = facts.need("date");
    let terms = contribution::cpf(&Packs::embedded().singapore().cpf, on, facts.need("age")).unwrap();
    let paid = terms.contribute(&Wages::base(facts.money("ordinary_wage"))).unwrap();
    let total = paid.employee.checked_add(paid.employer).unwrap();
    answer([("total", &total), ("employee", &paid.employee), ("employer", &paid.employer)])
}

pub fn mpf(facts: &Facts) -> Answer {
    let mpf = &Packs::embedded().hong_kong().mpf;
    let period = facts.parsed("days").map_or(MpfPeriod::Month, MpfPeriod::Days);
    let terms = contribution::mpf(mpf, facts.as_of(), period, false).unwrap();
    let paid = terms.contribute(&Wages::base(facts.money("relevant_income"))).unwrap();
    answer([("employee", &paid.employee), ("employer", &paid.employer)])
}
