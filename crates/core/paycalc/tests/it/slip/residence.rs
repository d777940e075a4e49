//! Non-residents, and the choice of residents between both ways of taxing a bonus.

use heng_kernel::{Money, Severity};
use heng_packs::Packs;
use heng_paycalc::{
    contribution::{CityMonth, CompanyChoice},
    iit::{Better, StartOfYear},
    slip::{BonusForecast, LineKey, PersonMonth, Plan},
};

use super::{day, engine, person, plan, yuan};

fn abroad() -> Plan<'static> {
    let china = Packs::embedded().china();
    let city = china.social.city("shanghai").unwrap();
    let month = CityMonth::as_of(city, day("2026-07-15"), &CompanyChoice::default()).unwrap();
    Plan::china_non_resident("cn.shanghai", &month, &china.income_tax, day("2026-07-15")).unwrap()
}

#[test]
fn a_non_residents_month_is_taxed_alone_and_contributions_are_not_deducted() {
    let (engine, plan) = (engine(), abroad());
    let mut facts = person(&engine, "30000", &[("工资", yuan("30000"))]);
    facts.tax.before.income = yuan("300000");
    let slip = engine.slip(&plan, &facts);
    assert_eq!(slip.amount(LineKey::Employee(0)), yuan("2400"), "insured like anybody");
    assert_eq!(
        slip.amount(LineKey::WageTax),
        yuan("3590"),
        "(30 000 − 5 000) × 20 % − 1 410, whatever the year was"
    );
    assert_eq!((slip.year.income, slip.year.withheld), (yuan("330000"), yuan("3590")));
    let row = engine.row(&facts);
    let told = engine.explain(&plan, &facts, &row);
    let line = told.slip.lines.iter().find(|line| line.key == LineKey::WageTax).unwrap();
    let explained = told.explanation(line);
    assert_eq!(explained.value, "3590.00");
    assert!(
        explained
            .terms
            .iter()
            .any(|term| term.label == "iit.non_resident.deduction" && term.value == "5000.00")
    );
}

#[test]
fn a_non_residents_bonus_is_spread_over_six_months_once_a_year() {
    let (engine, plan) = (engine(), abroad());
    let mut facts = person(&engine, "30000", &[("工资", yuan("30000")), ("年终奖", yuan("60000"))]);
    let slip = engine.slip(&plan, &facts);
    assert_eq!(slip.amount(LineKey::BonusTax), yuan("4740"), "(10 000 × 10 % − 210) × 6");
    assert_eq!(slip.amount(LineKey::WageTax), yuan("3590"));
    facts.tax.bonus_apart_used = true;
    let joined = engine.slip(&plan, &facts);
    assert_eq!(joined.amount(LineKey::BonusTax), Money::ZERO);
    assert_eq!(joined.amount(LineKey::WageTax), yuan("23090"), "85 000 × 45 % − 15 160");
}

#[test]
fn what_a_non_resident_cannot_have_is_told() {
    let (engine, plan) = (engine(), abroad());
    let mut facts = person(&engine, "30000", &[("工资", yuan("30000"))]);
    facts.tax.special_additional = yuan("1500");
    let slip = engine.slip(&plan, &facts);
    assert!(slip.findings.iter().any(|finding| finding.code == "pay.non_resident_no_deductions"));
    assert_eq!(slip.amount(LineKey::WageTax), yuan("3590"));
    facts.tax.months = 0;
    let twice = engine.slip(&plan, &facts);
    assert!(twice.findings.iter().any(|finding| {
        finding.code == "pay.non_resident_paid_twice" && finding.severity == Severity::Error
    }));
}

fn forecast(facts: &PersonMonth, months_to_come: u8) -> Option<BonusForecast> {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let row = engine.row(facts);
    engine.explain(&plan, facts, &row).bonus_forecast(months_to_come).unwrap()
}

#[test]
fn trap_37_both_ways_of_taxing_a_bonus_are_compared_over_the_whole_year() {
    let engine = engine();
    let facts = person(&engine, "20000", &[("工资", yuan("20000")), ("年终奖", yuan("144001"))]);
    // Each month: 20 000 − 5 000 − 3 500 own shares = 11 500.
    let alone = forecast(&facts, 0).unwrap();
    assert_eq!(alone.taxable_without_bonus, yuan("11500"));
    assert_eq!(alone.choice.better, Better::Merged, "in a year of one month the bands are empty");
    let year = forecast(&facts, 11).unwrap();
    assert_eq!(year.taxable_without_bonus, yuan("138000"));
    assert_eq!(year.choice.separate_total, yuan("38670.20"), "11 280 + 27 390.20");
    assert_eq!(year.choice.merged_total, yuan("39480.20"), "282 001 × 20 % − 16 920");
    assert_eq!((year.choice.better, year.choice.saved), (Better::Separate, yuan("810")));
    assert_eq!(year.choice.separate.cliff.unwrap().edge, yuan("144000"));
}

#[test]
fn the_comparison_is_the_same_whichever_way_the_slip_took() {
    let engine = engine();
    let mut facts = person(&engine, "20000", &[("工资", yuan("20000")), ("年终奖", yuan("50000"))]);
    facts.tax.start = StartOfYear::WholeYearAtOnce;
    let apart = forecast(&facts, 5).unwrap();
    facts.tax.bonus_apart_used = true;
    assert_eq!(forecast(&facts, 5).unwrap(), apart);
    assert_eq!(
        forecast(&person(&engine, "20000", &[("工资", yuan("20000"))]), 5),
        None,
        "no bonus, no choice"
    );
}
