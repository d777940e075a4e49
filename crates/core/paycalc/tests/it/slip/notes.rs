//! Every row a slip leans on speaks up: one that a person must confirm, one that ends soon.

use heng_kernel::{Finding, Money};
use heng_packs::{PackFile, Packs};
use heng_paycalc::slip::{LeastWage, LineKey, Plan};

use super::{day, engine, person, plan, yuan};

/// The rows named by findings of a code.
fn rows<'f>(findings: &'f [Finding], code: &str) -> Vec<&'f str> {
    let told = findings.iter().filter(|finding| finding.code == code);
    told.filter_map(|finding| finding.params["row"].as_str()).collect()
}

fn singapore(packs: &Packs) -> Plan<'static> {
    Plan::singapore("sg", &packs.singapore().cpf, day("2026-07-15"), 30).unwrap()
}

#[test]
fn rows_from_memory_ask_to_be_confirmed_by_every_plan_that_leans_on_them() {
    let of = |plan: &Plan<'_>, row: &str| {
        let found = rows(&plan.findings, "pack.confirm_first").iter().filter(|found| **found == row).count();
        assert_eq!(found, 1, "{row} in {:?}", plan.findings);
    };
    let packs = Packs::embedded();
    of(&singapore(packs), "sg.cpf.thresholds");
    of(&singapore(packs), "sg.cpf.rounding");
    let hong_kong = Plan::hong_kong("hk", &packs.hong_kong().mpf, day("2026-07-15"), false).unwrap();
    of(&hong_kong, "hk.mpf.rounding");
    of(&plan("shanghai", "2026-07-15"), "cn.income_tax.rounding");
    of(&plan("beijing", "2026-07-15"), "cn.social.beijing.housing_fund.rounding");
}

#[test]
fn a_row_somebody_stands_for_is_silent() {
    let shipped = Packs::embedded();
    let doubt = shipped.singapore().cpf.rounding.as_of(day("2026-07-15")).unwrap();
    let text = format!(
        "schema = \"heng.confirmations/1\"\n[[confirmed]]\nrow = \"{}\"\nfingerprint = \"{}\"\nby = \"payroll\"\non = \"2026-07-01\"\n",
        doubt.version(),
        doubt.fingerprint()
    );
    let confirmed = Packs::with_overlay([&PackFile { path: "own.toml".to_owned(), text }]).unwrap();
    assert_eq!(rows(&singapore(&confirmed).findings, "pack.confirm_first"), ["sg.cpf.thresholds"]);
}

#[test]
fn a_policy_that_ends_is_announced_sixty_days_ahead_on_the_slips_that_lean_on_it() {
    let engine = engine();
    let ends = |on: &str, bonus: &str| {
        let facts = person(&engine, "12000", &[("工资", yuan("12000")), ("年终奖", yuan(bonus))]);
        let slip = engine.slip(&plan("shanghai", on), &facts);
        assert_eq!(slip.amount(LineKey::BonusTax) > Money::ZERO, bonus != "0");
        rows(&slip.findings, "pack.expires_soon").join(" ")
    };
    assert!(ends("2027-11-01", "30000").starts_with("cn.income_tax.annual_bonus"), "60 days are left");
    assert_eq!(ends("2027-10-31", "30000"), "");
    assert_eq!(ends("2027-11-01", "0"), "", "no bonus leans on it");
}

#[test]
fn a_minimum_wage_from_memory_asks_too() {
    let wages = &Packs::embedded().china().minimum_wages;
    let of = |place: &str, on: &str| {
        let notes = LeastWage::notes(wages, place.parse().unwrap(), day(on));
        rows(&notes, "pack.confirm_first").join(" ")
    };
    assert_eq!(of("110000", "2026-07-15"), "cn.minimum_wage.110000.own_shares");
    assert_eq!(of("310000", "2022-07-15"), "cn.minimum_wage.310000@2021-07-01");
    assert_eq!(of("310000", "2026-07-15"), "");
}
