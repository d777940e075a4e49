//! Contributions: limits, rounding, days of change, late notices, joiners; Singapore and Hong Kong. Trap 38.

use chrono::NaiveDate;
use heng_kernel::{Finding, Money, Rate};
use heng_packs::{Packs, Scheme};
use heng_paycalc::contribution::{
    self, Bases, CityMonth, CompanyChoice, Due, FixedAmounts, FundChoice, Limited, MpfPeriod, PaidMonth,
    SchemeKind, Wages, Window, arrears, cpf_age, cpf_wages, first_fund_month, insurance_due,
    mpf_employee_is_free, paid_in_two_places,
};

use crate::ask::china;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

fn percent(whole: i64) -> Rate {
    Rate::from_ppm(whole * 10_000)
}

fn month(city: &str, on: &str, choice: &CompanyChoice) -> CityMonth<'static> {
    CityMonth::as_of(china().social.city(city).unwrap(), day(on), choice).unwrap()
}

fn with_fund(rate: i64) -> CompanyChoice {
    CompanyChoice { fund: Some(FundChoice::both(percent(rate))), ..CompanyChoice::default() }
}

fn pension(month: &CityMonth<'_>, declared: Money) -> contribution::Contribution {
    let kind = SchemeKind::Insurance(Scheme::Pension);
    let bases = Bases::same(declared);
    month.contributions(&bases).map(Result::unwrap).find(|(scheme, _)| scheme.kind == kind).unwrap().1
}

fn part(month: &CityMonth<'_>, kind: SchemeKind, declared: Money) -> (i64, i64) {
    let bases = Bases::same(declared);
    let paid =
        month.contributions(&bases).map(Result::unwrap).find(|(scheme, _)| scheme.kind == kind).unwrap().1;
    (paid.employee.minor(), paid.employer.minor())
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn trap_38_bases_change_in_july_and_the_base_stays_within_its_limits() {
    let (june, july) =
        (month("shanghai", "2026-06-15", &with_fund(7)), month("shanghai", "2026-07-15", &with_fund(7)));
    let base = |month: &CityMonth<'_>, declared| {
        let paid = pension(month, yuan(declared));
        (paid.base, paid.limited)
    };
    assert_eq!(base(&june, 50_000), (yuan(37_302), Limited::Ceiling));
    assert_eq!(base(&july, 50_000), (yuan(37_731), Limited::Ceiling));
    assert_eq!(base(&june, 3_000), (yuan(7_460), Limited::Floor));
    assert_eq!(base(&july, 37_731), (yuan(37_731), Limited::No));
    assert_eq!(base(&july, 7_546), (yuan(7_546), Limited::No));
}

#[test]
fn trap_38_a_late_notice_is_paid_back_as_arrears_of_its_months() {
    let (old, new) =
        (month("beijing", "2026-06-15", &with_fund(12)), month("beijing", "2026-07-15", &with_fund(12)));
    let bases = Bases::same(yuan(40_000));
    let lines = |month: &CityMonth<'_>| -> Vec<_> {
        month
            .contributions(&bases)
            .map(|line| line.map(|(scheme, paid)| (scheme.kind, paid)).unwrap())
            .collect()
    };
    let july = PaidMonth { month: day("2026-07-01"), bases, paid: lines(&old) };
    let owed = arrears(&july, &new).unwrap();
    let pension = owed.iter().find(|arrear| arrear.kind == SchemeKind::Insurance(Scheme::Pension)).unwrap();
    // 36,348 − 35,811 = 537 more: 42.96 and 85.92.
    assert_eq!(
        (pension.month, pension.employee.minor(), pension.employer.minor()),
        (day("2026-07-01"), 4_296, 8_592)
    );
    assert!(owed.iter().all(|arrear| arrear.employee.minor() >= 0 && arrear.employer.minor() > 0));

    let gone = PaidMonth {
        paid: vec![(
            SchemeKind::SupplementaryFund,
            contribution::Contribution {
                base: yuan(10_000),
                employee: yuan(100),
                employer: yuan(100),
                ..contribution::Contribution::default()
            },
        )],
        ..july
    };
    let back = arrears(&gone, &new).unwrap();
    let back = back.iter().find(|arrear| arrear.kind == SchemeKind::SupplementaryFund).unwrap();
    assert_eq!(
        (back.employee, back.employer),
        (yuan(-100), yuan(-100)),
        "what is no longer due is given back"
    );
}

#[test]
fn trap_38_a_joiner_after_the_window_is_paid_with_the_next_month() {
    let window = Window { closes_on: Some(15), ..Window::default() };
    let due =
        |hired: &str, left: Option<&str>| insurance_due(day("2026-07-01"), day(hired), left.map(day), window);
    assert_eq!(due("2026-07-15", None), Due::Now);
    assert_eq!(due("2026-07-16", None), Due::WithNextMonth);
    assert_eq!(due("2026-06-30", None), Due::Now);
    assert_eq!(due("2026-08-01", None), Due::Not);
    assert_eq!(due("2026-06-01", Some("2026-06-30")), Due::Not);
    assert_eq!(due("2026-06-01", Some("2026-07-01")), Due::Now, "a month that was begun is due as a whole");
}

#[test]
fn the_month_of_leaving_follows_the_companys_rule() {
    let due = |leaving_month_from, left: &str| {
        let window = Window { closes_on: None, leaving_month_from };
        insurance_due(day("2026-07-01"), day("2020-01-01"), Some(day(left)), window)
    };
    assert_eq!(due(Some(15), "2026-07-14"), Due::Not);
    assert_eq!(due(Some(15), "2026-07-15"), Due::Now);
    assert_eq!(due(None, "2026-07-30"), Due::Not);
    assert_eq!(due(None, "2026-07-31"), Due::Now, "a whole month is due by any rule");
}

#[test]
fn a_first_ever_contributor_to_the_fund_pays_from_the_second_month() {
    assert_eq!(first_fund_month(day("2026-07-20"), true), Some(day("2026-08-01")));
    assert_eq!(first_fund_month(day("2026-07-20"), false), Some(day("2026-07-01")));
}

#[test]
fn trap_38_one_month_is_not_paid_in_two_cities() {
    let (pension, fund) = (SchemeKind::Insurance(Scheme::Pension), SchemeKind::HousingFund);
    let findings = paid_in_two_places(&[("shanghai", &[pension, fund][..]), ("suzhou", &[pension])]);
    assert_eq!(codes(&findings), ["contribution.two_places"]);
    assert_eq!(findings[0].path, "pension");
    assert!(paid_in_two_places(&[("shanghai", &[pension]), ("suzhou", &[fund])]).is_empty());
}

#[test]
fn trap_38_the_employer_alone_pays_for_injury_and_at_its_own_rate() {
    let kind = SchemeKind::Insurance(Scheme::Injury);
    assert_eq!(part(&month("shanghai", "2026-07-15", &with_fund(7)), kind, yuan(20_000)), (0, 4_000));
    let own = CompanyChoice { injury: Some(Rate::from_ppm(12_600)), ..with_fund(7) };
    assert_eq!(part(&month("shanghai", "2026-07-15", &own), kind, yuan(20_000)), (0, 25_200));
}

#[test]
fn trap_38_the_fund_is_rounded_as_its_city_does() {
    let fund = SchemeKind::HousingFund;
    assert_eq!(
        part(&month("shanghai", "2026-07-15", &with_fund(7)), fund, Money::from_minor(379_833)),
        (26_600, 26_600)
    );
    assert_eq!(
        part(&month("shenzhen", "2026-07-15", &with_fund(12)), fund, yuan(48_471)),
        (581_652, 581_652)
    );
}

#[test]
fn the_supplementary_fund_is_rounded_apart() {
    let both = CompanyChoice { supplementary: Some(FundChoice::both(percent(5))), ..with_fund(7) };
    let month = month("shanghai", "2026-07-15", &both);
    // 7 % of 10,010 = 700.70, 5 % = 500.50; together 12 % = 1,201.20 would be 1,201.
    assert_eq!(part(&month, SchemeKind::HousingFund, yuan(10_010)), (70_100, 70_100));
    assert_eq!(part(&month, SchemeKind::SupplementaryFund, yuan(10_010)), (50_100, 50_100));
}

#[test]
fn a_yearly_amount_is_taken_as_the_city_takes_it_unless_the_company_spreads_it() {
    let medical = SchemeKind::Insurance(Scheme::Medical);
    let of = |on: &str, fixed_amounts| {
        let choice = CompanyChoice { fixed_amounts, ..with_fund(11) };
        part(&month("tianjin", on, &choice), medical, yuan(10_000)).0
    };
    assert_eq!(of("2026-07-15", FixedAmounts::ByMonth), 20_000 + 2_100);
    assert_eq!(of("2026-08-15", FixedAmounts::ByMonth), 20_000 + 2_200);
    assert_eq!(of("2026-07-15", FixedAmounts::Twelfth), 20_000 + 2_167);
    let year: i64 = (1..=12).map(|m| of(&format!("2026-{m:02}-15"), FixedAmounts::ByMonth) - 20_000).sum();
    assert_eq!(year, 26_000);
}

#[test]
fn trap_38_which_day_decides_a_change_within_a_month_is_the_companys_choice() {
    let by = |rules_on: Option<&str>, on: &str, city| {
        let choice =
            CompanyChoice { rules_on: rules_on.map(day), goes_on_after_expiry: true, ..with_fund(11) };
        month(city, on, &choice)
    };
    // Chongqing's limits change on 26 August 2026.
    let floor = |rules_on| pension(&by(rules_on, "2026-08-31", "chongqing"), yuan(3_000)).base;
    assert_eq!((floor(None), floor(Some("2026-08-01"))), (yuan(4_553), yuan(4_404)));
    assert_eq!((floor(Some("2026-08-25")), floor(Some("2026-08-26"))), (yuan(4_404), yuan(4_553)));
    // What a month takes of a yearly amount is the month's own: 21 in July, by whichever day's rules.
    let medical = SchemeKind::Insurance(Scheme::Medical);
    let july = |rules_on| part(&by(rules_on, "2026-07-31", "tianjin"), medical, yuan(10_000)).0;
    assert_eq!((july(None), july(Some("2026-06-30"))), (22_100, 22_100));
}

#[test]
fn sides_of_the_fund_that_differ_are_told_where_they_usually_do_not() {
    let fund = |employee, employer| {
        let fund = Some(FundChoice { employee: percent(employee), employer: percent(employer) });
        let month = month("shanghai", "2026-07-15", &CompanyChoice { fund, ..CompanyChoice::default() });
        codes(month.findings()).contains(&"contribution.fund_sides_differ")
    };
    assert_eq!((fund(7, 7), fund(5, 7), fund(7, 5)), (false, true, true));
}

#[test]
fn local_schemes_are_paid_only_where_the_company_confirmed_them() {
    let kinds = |confirmed: Vec<Scheme>| -> Vec<_> {
        let choice = CompanyChoice { confirmed, ..with_fund(5) };
        month("shenzhen", "2026-07-15", &choice).schemes().iter().map(|scheme| scheme.kind.code()).collect()
    };
    let everybodys = ["pension", "medical", "unemployment", "injury", "housing_fund"];
    assert_eq!(kinds(Vec::new()), everybodys);
    assert!(kinds(vec![Scheme::Maternity]).contains(&"maternity"));
}

#[test]
fn a_row_that_has_ended_is_not_guessed_on() {
    let strict = month("shenzhen", "2026-10-15", &with_fund(5));
    assert!(codes(strict.findings()).contains(&"pay.rule_missing"));
    assert!(
        !strict.schemes().iter().any(|scheme| scheme.kind == SchemeKind::Insurance(Scheme::Unemployment))
    );
    let goes_on = CompanyChoice { goes_on_after_expiry: true, ..with_fund(5) };
    let goes_on = month("shenzhen", "2026-10-15", &goes_on);
    assert!(codes(goes_on.findings()).contains(&"contribution.row_has_ended"));
    assert!(
        goes_on.schemes().iter().any(|scheme| scheme.kind == SchemeKind::Insurance(Scheme::Unemployment))
    );
}

#[test]
fn a_rate_the_city_does_not_allow_is_found() {
    assert!(
        codes(month("shanghai", "2026-07-15", &with_fund(8)).findings())
            .contains(&"contribution.fund_rate_not_allowed")
    );
    assert!(
        !codes(month("shanghai", "2026-07-15", &with_fund(7)).findings())
            .contains(&"contribution.fund_rate_not_allowed")
    );
}

#[test]
fn weak_rows_ask_to_be_confirmed() {
    assert!(codes(month("shanghai", "2026-07-15", &with_fund(7)).findings()).contains(&"pack.confirm_first"));
}

#[test]
fn cpf_bands_begin_on_the_first_of_the_month_after_the_birthday() {
    let birth = day("1971-03-20");
    assert_eq!(cpf_age(birth, day("2026-03-31")), 55);
    assert_eq!(cpf_age(birth, day("2026-04-01")), 56);
    let cpf = &Packs::embedded().singapore().cpf;
    let employee = |on: &str| {
        let terms = contribution::cpf(cpf, day(on), cpf_age(birth, day(on))).unwrap();
        terms.contribute(&Wages::base(yuan(5_000))).unwrap().employee
    };
    assert_eq!(employee("2026-03-31"), yuan(1_000));
    assert_eq!(employee("2026-04-30"), yuan(900));
}

#[test]
fn cpf_of_low_wages_is_nothing_then_the_employers_then_graduated() {
    let cpf = &Packs::embedded().singapore().cpf;
    let paid = |age: u32, cents: i64| {
        let terms = contribution::cpf(cpf, day("2026-06-01"), age).unwrap();
        let paid = terms.contribute(&Wages::base(Money::from_minor(cents))).unwrap();
        (paid.employee.minor(), paid.employer.minor())
    };
    assert_eq!(paid(30, 5_000), (0, 0));
    assert_eq!(paid(30, 5_100), (0, 900), "17 % of 51 is 8.67");
    assert_eq!(paid(30, 50_000), (0, 8_500));
    // 0.60 × 200 = 120; total 17 % of 700 + 120 = 239.
    assert_eq!(paid(30, 70_000), (12_000, 11_900));
    assert_eq!(paid(30, 75_000), (15_000, 12_800), "20 % of 750 and 37 % = 277.50, rounded to 278");
    // 58 years: 18 % × 750 ÷ 250 = 54 % of 200 = 108; total 16 % of 700 + 108 = 220.
    assert_eq!(paid(58, 70_000), (10_800, 11_200));
}

#[test]
fn cpf_counts_additional_wages_up_to_the_ceiling_of_the_year() {
    let cpf = &Packs::embedded().singapore().cpf;
    let ceiling = cpf.annual_ceiling.as_of(day("2026-12-01")).unwrap().value.total;
    let terms = contribution::cpf(cpf, day("2026-12-01"), 30).unwrap();
    let wages = cpf_wages(ceiling, yuan(9_000), yuan(20_000), yuan(96_000), Money::ZERO).unwrap();
    let paid = terms.contribute(&wages).unwrap();
    assert_eq!(paid.base, yuan(14_000), "8,000 of the month and 6,000 of room");
    assert_eq!((paid.employee, paid.employer), (yuan(2_800), yuan(2_380)));
}

#[test]
fn mpf_frees_one_side_below_the_minimum_income() {
    let mpf = &Packs::embedded().hong_kong().mpf;
    let paid = |income: i64, period| {
        let terms = contribution::mpf(mpf, day("2026-06-01"), period, false).unwrap();
        let paid = terms.contribute(&Wages::base(Money::from_minor(income))).unwrap();
        (paid.employee.minor(), paid.employer.minor())
    };
    assert_eq!(paid(709_999, MpfPeriod::Month), (0, 35_500));
    assert_eq!(paid(710_000, MpfPeriod::Month), (35_500, 35_500));
    assert_eq!(paid(3_000_001, MpfPeriod::Month), (150_000, 150_000));
    assert_eq!(paid(195_999, MpfPeriod::Days(7)), (0, 9_800));
    assert_eq!(paid(196_000, MpfPeriod::Days(7)), (9_800, 9_800));
    assert_eq!(paid(800_000, MpfPeriod::Days(7)), (35_000, 35_000));
}

#[test]
fn mpf_leaves_the_employees_first_thirty_days_free() {
    let mpf = &Packs::embedded().hong_kong().mpf;
    let hired = day("2026-06-10");
    let free = |from: &str| mpf_employee_is_free(30, hired, day(from));
    assert!(free("2026-06-10") && free("2026-07-01"), "1 July is the 22nd day");
    assert!(!free("2026-08-01"));
    assert!(free("2026-07-09") && !free("2026-07-10"), "the 30th and the 31st day");
    let terms = contribution::mpf(mpf, day("2026-07-01"), MpfPeriod::Month, true).unwrap();
    let paid = terms.contribute(&Wages::base(yuan(20_000))).unwrap();
    assert_eq!((paid.employee, paid.employer), (Money::ZERO, yuan(1_000)));
}

#[test]
fn a_day_of_employment_is_counted_with_the_day_of_hire() {
    use heng_paycalc::contribution::has_reached_day;
    assert!(!has_reached_day(day("2026-06-01"), 60, day("2026-07-29")));
    assert!(has_reached_day(day("2026-06-01"), 60, day("2026-07-30")));
    assert!(has_reached_day(day("2026-06-01"), 1, day("2026-06-01")));
}
