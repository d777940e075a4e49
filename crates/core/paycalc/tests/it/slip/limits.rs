//! What of fund and other deductions tax lets through: the slip keeps what was paid, tax takes what its limits allow.

use heng_kernel::Rate;
use heng_packs::Packs;
use heng_paycalc::{
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice},
    slip::{Engine, LineKey, LineKind, PayItem, PersonMonth, Plan, Slip, TaxEffect},
};

use super::{day, item, person, plan, structure, with_fund, yuan};

fn engine() -> Engine {
    let deduction = |code: &str, input: &str, effect: TaxEffect| PayItem {
        tax: Some(effect),
        ..item(code, input, LineKind::Deduction)
    };
    let items = vec![
        item("wage", "工资", LineKind::Earning),
        deduction("pension", "养老金", TaxEffect::PersonalPension),
        deduction("health", "健康险", TaxEffect::HealthInsurance),
        deduction("annuity", "年金", TaxEffect::Annuity),
    ];
    Engine::new(structure(&["工资", "养老金", "健康险", "年金"], items)).unwrap().0
}

fn facts(pension: &str, health: &str, annuity: &str) -> PersonMonth {
    let inputs = [("工资", "20000"), ("养老金", pension), ("健康险", health), ("年金", annuity)];
    person(&engine(), "20000", &inputs.map(|(name, amount)| (name, yuan(amount))))
}

fn slip(facts: &PersonMonth) -> Slip {
    engine().slip(&plan("shanghai", "2026-07-15"), facts)
}

fn above(slip: &Slip) -> Vec<(String, String)> {
    let told = slip.findings.iter().filter(|finding| finding.code == "pay.deduction_above_tax_limit");
    told.map(|finding| {
        let text = |name: &str| finding.params[name].as_str().unwrap().to_owned();
        (text("what"), text("counted"))
    })
    .collect()
}

#[test]
fn the_personal_pension_stops_at_twelve_thousand_a_year() {
    let mut month = facts("5000", "0", "0");
    let mut deducted = Vec::new();
    for _ in 0..4 {
        let slip = slip(&month);
        assert_eq!(slip.amount(LineKey::Item(1)), yuan("5000"), "what is paid is taken from the pay");
        deducted.push(slip.year.other.minor() - month.tax.before.other.minor());
        month.tax.before = slip.year;
    }
    assert_eq!(deducted, [500_000, 500_000, 200_000, 0]);
    assert_eq!(month.tax.before.personal_pension, yuan("12000"));
    assert_eq!(above(&slip(&month)), [("personal_pension".to_owned(), "0.00".to_owned())]);
    month = PersonMonth { tax: month.tax, ..facts("-1000", "0", "0") };
    assert_eq!(slip(&month).year.personal_pension, yuan("11000"), "taken back, and room again");
}

#[test]
fn health_insurance_is_deducted_up_to_two_hundred_a_month() {
    let mut month = facts("0", "300", "0");
    let told = slip(&month);
    assert_eq!(told.year.other, yuan("200"));
    assert_eq!(above(&told), [("health_insurance".to_owned(), "200.00".to_owned())]);
    month.tax.health_insurance_before = yuan("150");
    assert_eq!(slip(&month).year.other, yuan("50"), "another slip of the month deducted 150");
    assert!(above(&slip(&facts("0", "200", "0"))).is_empty());
}

#[test]
fn the_own_part_of_an_annuity_is_deducted_up_to_four_per_cent_of_its_base() {
    let mut month = facts("0", "0", "1000");
    assert_eq!(slip(&month).year.other, yuan("800"), "4 % of the declared 20 000");
    month.tax.annuity_base = Some(yuan("25000"));
    assert_eq!(slip(&month).year.other, yuan("1000"));
    month.tax.annuity_base = Some(yuan("60000"));
    month.values[3] = Some(heng_formula::Value::money(yuan("2400")));
    assert_eq!(slip(&month).year.other, yuan("2400"), "no average is known");
    let averages = &Packs::embedded().china().average_wages;
    let average = averages.of_city("310000".parse().unwrap(), day("2026-07-15"));
    let capped = plan("shanghai", "2026-07-15").with_local_average(average);
    assert_eq!(engine().slip(&capped, &month).year.other, yuan("1509.24"), "4 % of three times 12 577");
}

fn with_rates(fund: i64, supplementary: i64) -> Plan<'static> {
    let both = |percent: i64| Some(FundChoice::both(Rate::from_ppm(percent * 10_000)));
    let choice = CompanyChoice { fund: both(fund), supplementary: both(supplementary), ..with_fund() };
    let china = Packs::embedded().china();
    let city = china.social.city("shanghai").unwrap();
    let month = CityMonth::as_of(city, day("2026-07-15"), &choice).unwrap();
    Plan::china("cn.shanghai", &month, &china.income_tax, day("2026-07-15")).unwrap()
}

#[test]
fn housing_fund_above_twelve_per_cent_is_wage_of_both_sides() {
    let month = facts("0", "0", "0");
    let slip = engine().slip(&with_rates(12, 5), &month);
    // 17 % of 20 000 = 3 400 a side, 2 400 are free: 1 000 not deducted, 1 000 taxed as wage.
    assert_eq!(slip.year.income, yuan("21000"));
    assert_eq!(slip.year.special, yuan("4500"), "10.5 % and 12 %");
    assert_eq!(slip.totals.earnings, yuan("20000"), "nothing more is paid");
    let told = slip.findings.iter().find(|finding| finding.code == "pay.fund_above_tax_limit").unwrap();
    assert_eq!((&told.params["employee"], &told.params["employer"]), (&"1000.00".into(), &"1000.00".into()));
    let plain = engine().slip(&with_rates(12, 0), &month);
    assert_eq!(slip.amount(LineKey::WageTax).minor() - plain.amount(LineKey::WageTax).minor(), 3_000);
}

#[test]
fn twelve_per_cent_in_two_funds_rounded_apart_is_not_above_twelve() {
    let mut month = facts("0", "0", "0");
    month.contributions.declared = Some(Bases::same(yuan("10010")));
    let slip = engine().slip(&with_rates(7, 5), &month);
    assert_eq!(slip.year.income, yuan("20000"), "701 and 501 are whole yuan of 7 % and 5 %");
    assert!(slip.findings.is_empty(), "{:?}", slip.findings);
}

#[test]
fn the_tax_shows_what_its_limits_did_and_the_rows_that_limit() {
    let (engine, plan) = (engine(), with_rates(12, 5));
    let mut month = facts("13000", "0", "0");
    month.values[0] = Some(heng_formula::Value::money(yuan("40000")));
    let row = engine.row(&month);
    let told = engine.explain(&plan, &month, &row);
    let terms = |key: LineKey| {
        let line = told.slip.lines.iter().find(|line| line.key == key).unwrap();
        told.explanation(line).terms
    };
    let tax = terms(LineKey::WageTax);
    let shown = |label: &str| {
        let term = tax.iter().find(|term| term.label == label).unwrap();
        (term.sign, term.value.as_str(), term.input.as_ref().map(|input| input.id.as_str()))
    };
    assert_eq!(shown("iit.wage.income"), ('+', "40000.00", None));
    assert_eq!(shown("iit.wage.fund_excess"), ('+', "1000.00", Some("cn.income_tax.fund_limit")));
    assert_eq!(shown("iit.wage.special"), ('-', "5500.00", None));
    assert_eq!(shown("iit.wage.own_fund_excess"), ('+', "1000.00", Some("cn.income_tax.fund_limit")));
    let pension = Some("cn.income_tax.personal_pension@2024-01-01");
    assert_eq!(shown("personal_pension"), ('-', "12000.00", pension));
    assert!(!tax.iter().any(|term| term.label == "iit.wage.other"), "nothing else was deducted");
}
