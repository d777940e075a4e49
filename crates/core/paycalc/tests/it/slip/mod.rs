//! Slips: what must hold for any of them, and the traps of the trade.

mod attendance;
mod contributions;
mod currency;
mod employers;
mod end_of_work;
mod late_notice;
mod laws;
mod limits;
mod minimum_wage;
mod notes;
mod residence;
mod traces;
mod traps;

use chrono::NaiveDate;
use heng_formula::Value;
use heng_kernel::{Money, Rate};
use heng_packs::Packs;
use heng_paycalc::{
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice},
    slip::{
        BaseRole, ContributionFacts, Engine, LineKind, PayInput, PayItem, PayStructure, PersonMonth, Plan,
        Recovery, TaxEffect,
    },
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn yuan(text: &str) -> Money {
    Money::parse_major(text).unwrap()
}

/// The fund at 7 %, and the last known row where no newer notice is out.
pub fn with_fund() -> CompanyChoice {
    CompanyChoice {
        fund: Some(FundChoice::both(Rate::from_ppm(70_000))),
        goes_on_after_expiry: true,
        ..CompanyChoice::default()
    }
}

/// A city's month with the fund at 7 %.
pub fn plan(city: &str, on: &str) -> Plan<'static> {
    let china = Packs::embedded().china();
    let month = CityMonth::as_of(china.social.city(city).unwrap(), day(on), &with_fund()).unwrap();
    Plan::china(format!("cn.{city}"), &month, &china.income_tax, day(on)).unwrap()
}

pub fn item(code: &str, formula: &str, kind: LineKind) -> PayItem {
    PayItem {
        code: code.to_owned(),
        name: code.to_owned(),
        formula: formula.to_owned(),
        kind,
        tax: None,
        base: None,
        in_minimum_wage: false,
        recovery: None,
        source: None,
        round: None,
    }
}

pub fn structure(inputs: &[&str], items: Vec<PayItem>) -> PayStructure {
    let input = |name: &&str| PayInput {
        name: (*name).to_owned(),
        unit: Some("元".to_owned()),
        default: Some(heng_kernel::Fixed::ZERO),
        ..PayInput::default()
    };
    PayStructure { inputs: inputs.iter().map(input).collect(), items, ..PayStructure::of_wage("test@1") }
}

/// Wage, absence, bonus apart, support by a court, damage, loan.
pub fn engine() -> Engine {
    let after_tax = |code: &str, input: &str, recovery: Recovery| PayItem {
        recovery: Some(recovery),
        ..item(code, input, LineKind::Deduction)
    };
    let items = vec![
        PayItem { in_minimum_wage: true, ..item("base", "工资", LineKind::Earning) },
        PayItem { tax: Some(TaxEffect::Income), ..item("absence", "缺勤", LineKind::Deduction) },
        PayItem { tax: Some(TaxEffect::BonusApart), ..item("annual_bonus", "年终奖", LineKind::Earning) },
        PayItem { tax: Some(TaxEffect::None), ..item("refund", "报销", LineKind::Earning) },
        after_tax("loan", "借款", Recovery { rank: 2, carry: true, ..Recovery::default() }),
        after_tax(
            "damage",
            "赔偿",
            Recovery { rank: 1, at_most: Some(Rate::from_ppm(200_000)), protect: true, carry: true },
        ),
        after_tax("support", "抚养费", Recovery { rank: 0, ..Recovery::default() }),
    ];
    Engine::new(structure(&INPUTS, items)).unwrap().0
}

/// A wage, and a bonus that is not of the month alone, in a currency.
pub fn bonus_engine(money: &str) -> Engine {
    let items = vec![
        PayItem { in_minimum_wage: true, ..item("wage", "工资", LineKind::Earning) },
        PayItem { base: Some(BaseRole::Additional), ..item("bonus", "奖金", LineKind::Earning) },
    ];
    let mut structure = structure(&["工资", "奖金"], items);
    money.clone_into(&mut structure.money);
    for input in &mut structure.inputs {
        input.unit = Some(money.to_owned());
    }
    Engine::new(structure).unwrap().0
}

/// A month of [`bonus_engine`] without a declared base.
pub fn paid(wage: Money, bonus: Money) -> PersonMonth {
    PersonMonth {
        values: [wage, bonus].map(|amount| Some(Value::money(amount))).to_vec(),
        ..PersonMonth::default()
    }
}

const INPUTS: [&str; 7] = ["工资", "缺勤", "年终奖", "报销", "借款", "赔偿", "抚养费"];

/// A person with these inputs, by name, at a declared base.
pub fn person(engine: &Engine, base: &str, inputs: &[(&str, Money)]) -> PersonMonth {
    let mut values = vec![None; engine.structure().inputs.len()];
    for (name, amount) in inputs {
        values[engine.input(name).unwrap()] = Some(Value::money(*amount));
    }
    PersonMonth {
        values,
        contributions: ContributionFacts {
            declared: Some(Bases::same(yuan(base))),
            ..ContributionFacts::default()
        },
        protected: yuan("2740"),
        ..PersonMonth::default()
    }
}
