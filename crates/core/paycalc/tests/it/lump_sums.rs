//! Bonuses, lump sums and other income taxed apart. Trap 37.

use heng_kernel::{Money, Rate};
use heng_packs::{InternalRetirement, InternalRetirementReading};
use heng_paycalc::{
    iit::{
        BonusRule, ContinuousRule, ContinuousYear, EarlyRetirementRule, IncomeKind, InternalRetirementRule,
        LabourRule, NonResidentRule, ReconciliationRule, SeveranceTaxRule, YearFigures,
        limits::{FundForTax, FundMonth, FundSide, MaternityPay, annuity_deductible, limited},
    },
    labour::service::Years,
};

use crate::ask::china;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

fn bonus_rule() -> BonusRule<'static> {
    BonusRule::as_of(&china().income_tax, day("2026-02-10")).unwrap()
}

fn codes(findings: &[heng_kernel::Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn trap_37_a_second_bonus_of_the_year_is_not_taxed_apart() {
    let bonus = bonus_rule().separate(yuan(20_000)).unwrap();
    assert!(bonus.findings(&bonus_rule(), 0).is_empty());
    assert_eq!(codes(&bonus.findings(&bonus_rule(), 1)), ["iit.bonus.used_this_year"]);
}

#[test]
fn trap_37_one_yuan_over_an_edge_costs_what_is_published() {
    let published = [
        (36_000, 230_910),
        (144_000, 1_319_920),
        (300_000, 1_374_925),
        (420_000, 1_924_930),
        (660_000, 3_024_935),
        (960_000, 8_799_945),
    ];
    for (edge, lost) in published {
        let bonus = bonus_rule().separate(yuan(edge + 1)).unwrap();
        let cliff = bonus.cliff.unwrap();
        assert_eq!((cliff.edge, cliff.lost.minor()), (yuan(edge), lost));
        assert_eq!(codes(&bonus.findings(&bonus_rule(), 0)), ["iit.bonus.blind_spot"]);
        assert_eq!(bonus_rule().separate(yuan(edge)).unwrap().cliff, None, "the edge itself is sound");
    }
}

#[test]
fn the_ends_of_the_blind_spots_are_those_of_the_well_known_table() {
    let ends = [(36_001, 3_856_667), (144_001, 16_050_000), (300_001, 31_833_334), (420_001, 44_750_000)];
    for (bonus, even_at) in ends {
        let cliff = bonus_rule().separate(yuan(bonus)).unwrap().cliff.unwrap();
        assert!((cliff.even_at.minor() - even_at).abs() <= 1, "{bonus}: {}", cliff.even_at);
    }
}

#[test]
fn after_the_policy_a_bonus_joins_the_year() {
    let rule = BonusRule::as_of(&china().income_tax, day("2028-01-10")).unwrap();
    let bonus = rule.separate(yuan(20_000)).unwrap();
    assert_eq!(codes(&bonus.findings(&rule, 0)), ["iit.bonus.policy_not_in_force"]);
}

#[test]
fn an_unused_deduction_helps_only_a_merged_bonus() {
    let choice = bonus_rule().choose(yuan(-30_000), yuan(30_000)).unwrap();
    assert_eq!((choice.merged_total, choice.separate_total), (Money::ZERO, yuan(900)));
    assert_eq!(choice.better.code(), "merged");
    assert_eq!(choice.saved, yuan(900));
}

#[test]
fn trap_37_severance_is_exempt_up_to_three_annual_averages() {
    let rule = SeveranceTaxRule::as_of(&china().income_tax, day("2026-06-30")).unwrap();
    let average = yuan(12_577 * 12);
    assert_eq!(rule.tax(yuan(452_772), average).unwrap().taxed.tax, Money::ZERO);
    let over = rule.tax(yuan(452_773), average).unwrap();
    assert_eq!((over.taxable, over.taxed.tax), (yuan(1), Money::from_minor(3)));
}

#[test]
fn early_retirement_is_spread_over_real_time() {
    let rule = EarlyRetirementRule::as_of(&china().income_tax, day("2026-06-30")).unwrap();
    let tax = |amount, years| rule.tax(yuan(amount), years).unwrap().tax;
    assert_eq!(tax(180_000, Years::from_hundredths(200)), yuan(1_800));
    assert_eq!(tax(180_000, Years::from_months(24)), yuan(1_800));
    assert_eq!(tax(240_000, Years::from_months(30)), yuan(2_700), "(96,000 - 60,000) × 3 % × 2.5");
    assert_eq!(tax(60_000, Years::from_months(12)), Money::ZERO);
    assert_eq!(tax(60_000, Years::from_months(0)), Money::ZERO);
}

#[test]
fn internal_retirement_has_two_readings_and_says_so() {
    let rule = InternalRetirementRule::as_of(&china().income_tax, day("2026-06-30")).unwrap();
    let reading = |reading| {
        let mut row = rule.rule.clone();
        row.value = InternalRetirement { reading, ..row.value };
        let rule = InternalRetirementRule { rule: &row, ..rule };
        rule.tax(yuan(240_000), yuan(8_000), 24).unwrap()
    };
    // 240,000 ÷ 24 + 8,000 − 5,000 = 13,000: 20 %, 1,410. On 243,000: 47,190. The wage alone: 90.
    assert_eq!(reading(InternalRetirementReading::WholeMonth).tax, yuan(47_190));
    let less = reading(InternalRetirementReading::LessWageTax);
    assert_eq!((less.tax, less.wage_tax), (yuan(47_100), yuan(90)));
    assert_eq!(codes(&less.findings()), ["iit.internal_retirement.contested"]);
}

#[test]
fn an_agents_commission_is_withheld_cumulatively_after_expense_and_cost() {
    let rule = ContinuousRule::agents(&china().income_tax, day("2026-06-30")).unwrap();
    // 20,000 less 20 % = 16,000, less a quarter = 12,000; 7,000 taxable at 3 %.
    let first = rule.withhold(&ContinuousYear::default(), yuan(20_000), 1, Money::ZERO).unwrap();
    assert_eq!((first.taxable, first.withheld), (yuan(7_000), yuan(210)));
    let second = rule.withhold(&first.year, yuan(20_000), 1, yuan(100)).unwrap();
    assert_eq!((second.taxable, second.withheld), (yuan(13_900), yuan(207)));
}

#[test]
fn an_income_amount_is_rounded_once() {
    let rule = LabourRule::as_of(&china().income_tax, day("2026-01-01")).unwrap();
    let author = rule.withhold(IncomeKind::Author, Money::from_minor(784_822)).unwrap();
    // 7 848.22 × 80 % × 70 % = 4 395.0032; with the expense rounded first it would be 4 395.01.
    assert_eq!(author.income_amount, Money::from_minor(439_500));
    let year = YearFigures {
        wages: Money::from_minor(11_900_000),
        labour: Money::from_minor(7_433_047),
        royalty: Money::from_minor(939_641),
        ..YearFigures::default()
    };
    let rule = ReconciliationRule::as_of(&china().income_tax, day("2026-01-01")).unwrap();
    assert_eq!(rule.reconcile(&year).unwrap().income_amount, Money::from_minor(18_598_150));
}

#[test]
fn a_non_residents_bonus_is_spread_over_six_months() {
    let rule = NonResidentRule::as_of(&china().income_tax, day("2026-06-30")).unwrap();
    // 60,000 ÷ 6 = 10,000: 10 %, 210; × 6.
    assert_eq!(rule.bonus(yuan(60_000)).unwrap().taxed.tax, yuan(4_740));
    assert_eq!(rule.bonus(yuan(18_000)).unwrap().taxed.tax, yuan(540));
}

#[test]
fn small_amounts_need_not_be_paid_if_tax_was_withheld_as_due_and_while_the_policy_lasts() {
    let tax = &china().income_tax;
    let year = YearFigures { wages: yuan(200_000), withheld: yuan(11_200), ..YearFigures::default() };
    let outcome = |on: &str, year: &YearFigures| {
        ReconciliationRule::as_of(tax, day(on)).unwrap().reconcile(year).unwrap()
    };
    // 140,000 taxable: 11,480.
    assert_eq!(outcome("2026-12-31", &year).due, yuan(280));
    assert!(outcome("2026-12-31", &year).exempt_from_payment);
    assert!(!outcome("2028-12-31", &year).exempt_from_payment);
    assert!(!outcome("2026-12-31", &YearFigures { not_withheld_as_due: true, ..year }).exempt_from_payment);
    let more = YearFigures { withheld: yuan(11_079), ..year };
    assert!(!outcome("2026-12-31", &more).exempt_from_payment, "401 owed");
    let exactly = YearFigures { withheld: yuan(11_080), ..year };
    assert!(outcome("2026-12-31", &exactly).exempt_from_payment, "400 owed");
    let poor = YearFigures { wages: yuan(120_000), withheld: Money::ZERO, ..YearFigures::default() };
    assert!(outcome("2026-12-31", &poor).exempt_from_payment);
    let less_poor = YearFigures { wages: yuan(120_001), ..poor };
    assert!(!outcome("2026-12-31", &less_poor).exempt_from_payment);
}

#[test]
fn the_fund_above_twelve_per_cent_of_three_averages_is_wage() {
    let tax = &china().income_tax;
    let rule = &tax.fund_limit.as_of(day("2026-06-30")).unwrap().value;
    let side = |rate: i64, paid| FundSide { rate: Rate::from_ppm(rate * 10_000), paid };
    let of = |base, average, employee, employer| {
        let fund = FundMonth { base, city_average: Some(average), employee, employer, rounding: None };
        FundForTax::of(rule, &fund).unwrap()
    };
    let within = of(yuan(20_000), yuan(12_577), side(12, yuan(2_400)), side(12, yuan(2_400)));
    assert_eq!(within.taxable(), Ok(Money::ZERO));
    let above = of(yuan(50_000), yuan(10_000), side(12, yuan(6_000)), side(10, yuan(5_000)));
    assert_eq!(
        (above.deductible, above.own_excess, above.employer_excess),
        (yuan(3_600), yuan(2_400), yuan(1_400))
    );
    assert_eq!(above.taxable(), Ok(yuan(3_800)));
    // 701 + 501 at 7 % and 5 % of 10 010: whole yuan, a little over 12 % = 1 201.20, and yet 12 % and no more.
    let rounded = of(yuan(10_010), yuan(12_577), side(12, yuan(1_202)), side(12, yuan(1_202)));
    assert_eq!(rounded.taxable(), Ok(Money::ZERO));
}

#[test]
fn limited_deductions_stop_at_their_limits() {
    let tax = &china().income_tax;
    let on = day("2026-06-30");
    let pension = &tax.personal_pension.as_of(on).unwrap().value;
    assert_eq!(limited(pension, yuan(1_000), yuan(11_500)), Ok(yuan(500)));
    assert_eq!(limited(pension, yuan(1_000), yuan(12_000)), Ok(Money::ZERO));
    assert_eq!(limited(pension, yuan(-500), yuan(12_000)), Ok(yuan(-500)), "taken back");
    assert_eq!(limited(pension, yuan(-500), yuan(200)), Ok(yuan(-200)), "no more than was deducted");
    let health = &tax.health_insurance.as_of(on).unwrap().value;
    assert_eq!(limited(health, yuan(300), Money::ZERO), Ok(yuan(200)));
    let annuity = &tax.annuity.as_of(on).unwrap().value;
    assert_eq!(annuity_deductible(annuity, yuan(50_000), Some(yuan(10_000)), yuan(2_000)), Ok(yuan(1_200)));
}

#[test]
fn of_maternity_pay_the_funds_part_is_exempt_and_the_top_up_is_wage() {
    let allowance = MaternityPay::allowance(yuan(9_000), 158).unwrap();
    assert_eq!(allowance, yuan(47_400));
    let pay = MaternityPay::of(yuan(50_000), allowance).unwrap();
    assert_eq!((pay.from_fund, pay.top_up), (yuan(47_400), yuan(2_600)));
    assert_eq!(MaternityPay::of(yuan(40_000), allowance).unwrap().top_up, Money::ZERO);
}
