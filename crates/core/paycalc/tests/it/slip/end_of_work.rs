//! The last slip of somebody, and lump sums for an early or internal retirement.

use heng_kernel::Money;
use heng_paycalc::slip::{Engine, LineKey, LineKind, PayItem, PersonMonth, Recovery, Slip, TaxEffect};

use super::{item, person, plan, structure, yuan};

const INPUTS: [&str; 6] = ["工资", "年休假", "提前退休", "内部退养", "借款", "退回"];

fn engine() -> Engine {
    let taxed = |code: &str, input: &str, effect| PayItem {
        tax: Some(effect),
        ..item(code, input, LineKind::Earning)
    };
    let owed = |code: &str, input: &str, rank| PayItem {
        recovery: Some(Recovery { rank, protect: true, carry: true, at_most: None }),
        ..item(code, input, LineKind::Deduction)
    };
    let items = vec![
        item("wage", "工资", LineKind::Earning),
        item("leave", "年休假", LineKind::Earning),
        taxed("early", "提前退休", TaxEffect::EarlyRetirementApart),
        taxed("internal", "内部退养", TaxEffect::InternalRetirement),
        owed("loan", "借款", 1),
        owed("clawback", "退回", 2),
    ];
    Engine::new(structure(&INPUTS, items)).unwrap().0
}

fn codes(slip: &Slip) -> Vec<&str> {
    slip.findings.iter().map(|finding| finding.code.as_str()).collect()
}

fn leaver(engine: &Engine) -> PersonMonth {
    let inputs = [("工资", "11000"), ("年休假", "8091.95"), ("借款", "6000"), ("退回", "12000")];
    let inputs = inputs.map(|(name, amount)| (name, yuan(amount)));
    PersonMonth { settles: true, ..person(engine, "23000", &inputs) }
}

#[test]
fn trap_45_the_last_slip_pays_leave_takes_debts_and_tells_what_is_still_owed() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let slip = engine.slip(&plan, &leaver(&engine));
    // (19 091.95 − 5 000 − 4 025) × 3 %.
    assert_eq!(slip.amount(LineKey::WageTax), yuan("302.01"));
    assert_eq!(slip.amount(LineKey::Item(4)), yuan("6000"));
    assert_eq!(slip.amount(LineKey::Item(5)), yuan("6024.94"), "down to what is protected");
    assert_eq!(slip.totals.net, yuan("2740"));
    let owed = slip.findings.iter().find(|finding| finding.code == "pay.owed_after_leaving").unwrap();
    assert_eq!(owed.params["amount"], "5975.06");
    assert!(slip.is_payable(), "the leaver is paid whatever is still owed");
}

#[test]
fn trap_45_whoever_stays_or_owes_nothing_hears_nothing_of_it() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let stays = PersonMonth { settles: false, ..leaver(&engine) };
    assert!(!codes(&engine.slip(&plan, &stays)).contains(&"pay.owed_after_leaving"));
    let clear = PersonMonth { settles: true, ..person(&engine, "23000", &[("工资", yuan("11000"))]) };
    assert_eq!(codes(&engine.slip(&plan, &clear)), Vec::<&str>::new());
}

/// A month with a lump sum, so many months ahead of the statutory age.
fn lump(engine: &Engine, name: &str, amount: &str, months: Option<u32>) -> PersonMonth {
    let mut facts = person(engine, "10000", &[("工资", yuan("10000")), (name, yuan(amount))]);
    facts.tax.months_to_retirement = months;
    facts
}

#[test]
fn early_retirement_is_taxed_alone_over_the_time_left() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let tax = |amount: &str, months| {
        let slip = engine.slip(&plan, &lump(&engine, "提前退休", amount, Some(months)));
        assert_eq!(slip.amount(LineKey::WageTax), yuan("97.50"), "the wage is taxed as ever");
        slip.amount(LineKey::EarlyRetirementTax)
    };
    assert_eq!(tax("180000", 24), yuan("1800"));
    assert_eq!(tax("250000", 30), yuan("3700"), "40 000 a year: × 10 % − 2 520, × 2.5");
    assert_eq!(tax("192000", 24), yuan("2160"), "36 000 a year is still in the first step");
    assert_eq!(tax("120000", 24), Money::ZERO);
}

#[test]
fn internal_retirement_tops_up_what_the_wage_has_borne_and_says_it_is_contested() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let slip = engine.slip(&plan, &lump(&engine, "内部退养", "120000", Some(24)));
    // (120 000 + 8 250 − 5 000) × 10 % − 210 = 12 115, less 97.50 of the wage.
    assert_eq!(slip.amount(LineKey::InternalRetirementTax), yuan("12017.50"));
    assert_eq!(slip.amount(LineKey::WageTax), yuan("97.50"));
    assert!(codes(&slip).contains(&"iit.internal_retirement.contested"));
    assert!(codes(&slip).contains(&"pack.confirm_first"), "its row is from memory");
}

#[test]
fn a_lump_sum_without_the_time_left_is_not_paid() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    for (name, months) in [("提前退休", None), ("内部退养", None), ("提前退休", Some(0))] {
        let slip = engine.slip(&plan, &lump(&engine, name, "120000", months));
        assert!(!slip.is_payable());
        assert_eq!(codes(&slip), ["pay.months_to_retirement_missing"]);
    }
}
