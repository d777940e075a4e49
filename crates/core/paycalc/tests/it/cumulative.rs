//! The year of withholding: how it begins, what comes late, who pays. Traps 35, 36 and 45.

use heng_kernel::{CompanyId, DateRange, Money, Rate};
use heng_packs::SpecialDeduction;
use heng_paycalc::iit::{
    EmployerYear, MonthWage, PriorYear, StartOfYear, WageRule, YearToDate, paid_by_several,
    special_additional::{Claim, entitlement, serious_illness, this_month},
};

use crate::ask::china;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

fn rule() -> WageRule<'static> {
    WageRule::as_of(&china().income_tax, day("2026-01-01")).unwrap()
}

fn wage(income: i64) -> MonthWage {
    MonthWage { months: 1, income: yuan(income), ..MonthWage::default() }
}

fn withheld(start: StartOfYear, months: &[MonthWage]) -> Vec<i64> {
    rule().replay(start, months).map(|outcome| outcome.unwrap().withheld.minor()).collect()
}

#[test]
fn trap_35_who_joins_in_mid_year_has_the_deduction_of_the_months_here_only() {
    assert_eq!(withheld(StartOfYear::Ordinary, &[wage(10_000)]), [15_000]);
    assert_eq!(withheld(StartOfYear::FirstJob { months_before: 1 }, &[wage(10_000)]), [0]);
    assert_eq!(withheld(StartOfYear::FirstJob { months_before: 1 }, &[wage(10_001)]), [3]);
}

#[test]
fn trap_35_a_change_of_employer_or_of_year_begins_anew() {
    let (a, b) = (CompanyId(uuid::Uuid::from_u128(1)), CompanyId(uuid::Uuid::from_u128(2)));
    let paid = YearToDate { months: 3, income: yuan(90_000), withheld: yuan(3_000), ..YearToDate::default() };
    let before = EmployerYear { company: a, year: 2026, so_far: paid };
    assert_eq!(
        EmployerYear::carry(Some(&before), a, 2026).so_far,
        paid,
        "a second stint in the year goes on"
    );
    assert_eq!(EmployerYear::carry(Some(&before), b, 2026).so_far, YearToDate::default());
    assert_eq!(EmployerYear::carry(Some(&before), a, 2027).so_far, YearToDate::default());
    assert_eq!(EmployerYear::carry(None, a, 2026), EmployerYear::beginning(a, 2026));
}

#[test]
fn trap_35_two_employers_of_the_group_at_once_are_told_and_never_share_a_deduction() {
    let (a, b) = (CompanyId(uuid::Uuid::from_u128(1)), CompanyId(uuid::Uuid::from_u128(2)));
    let both = [EmployerYear::beginning(a, 2026), EmployerYear::beginning(b, 2026)];
    let codes = |special: &[(CompanyId, Money)]| -> Vec<String> {
        paid_by_several(&both, special).into_iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&[(a, yuan(1_000)), (b, Money::ZERO)]), ["iit.several_employers"]);
    assert_eq!(
        codes(&[(a, yuan(1_000)), (b, yuan(1_000))]),
        ["iit.several_employers", "iit.special.at_several_employers"]
    );
    assert!(paid_by_several(&both[..1], &[(a, yuan(1_000))]).is_empty());
}

#[test]
fn trap_35_a_negative_month_is_carried_and_not_refunded() {
    let months = [wage(20_000), wage(0), wage(20_000)];
    assert_eq!(withheld(StartOfYear::Ordinary, &months), [45_000, 0, 30_000]);
    let second = rule().replay(StartOfYear::Ordinary, &months[..2]).last().unwrap().unwrap();
    assert_eq!((second.taxable, second.tax), (yuan(10_000), yuan(300)));
    assert_eq!((second.withheld, second.over_withheld), (Money::ZERO, yuan(150)));
}

#[test]
fn a_loss_of_the_year_so_far_is_kept_as_a_balance_below_nothing() {
    let outcome = rule().replay(StartOfYear::Ordinary, &[wage(3_000)]).last().unwrap().unwrap();
    assert_eq!((outcome.balance, outcome.taxable, outcome.band), (yuan(-2_000), Money::ZERO, 0));
}

#[test]
fn a_correction_of_an_earlier_month_settles_in_the_next_payment() {
    let correction = MonthWage { income: yuan(-10_000), ..wage(30_000) };
    let corrected = MonthWage { income: yuan(20_000), ..wage(0) };
    let paid_wrong =
        withheld(StartOfYear::Ordinary, &[wage(30_000), MonthWage { income: yuan(20_000), ..correction }]);
    let paid_right =
        withheld(StartOfYear::Ordinary, &[wage(20_000), MonthWage { income: yuan(30_000), ..corrected }]);
    assert_eq!(paid_wrong.iter().sum::<i64>(), paid_right.iter().sum::<i64>());
}

#[test]
fn relief_comes_off_the_tax_of_the_year() {
    let month = MonthWage { relief: yuan(100), ..wage(20_000) };
    assert_eq!(withheld(StartOfYear::Ordinary, &[month, wage(20_000)]), [35_000, 45_000]);
    let all = MonthWage { relief: yuan(1_000), ..wage(20_000) };
    assert_eq!(withheld(StartOfYear::Ordinary, &[all]), [0]);
}

#[test]
fn trap_45_a_payment_after_the_month_of_leaving_brings_no_further_deduction() {
    let after = MonthWage { months: 0, ..wage(4_000) };
    assert_eq!(withheld(StartOfYear::Ordinary, &[wage(10_000), after]), [15_000, 12_000]);
}

#[test]
fn trap_36_sixty_thousand_at_once_looks_at_the_year_before_only() {
    let tax = &china().income_tax;
    let prior = |months_declared, income| PriorYear { months_declared, income: yuan(income) };
    assert_eq!(StartOfYear::of_stayer(tax, 2026, &prior(12, 60_000)), StartOfYear::WholeYearAtOnce);
    assert_eq!(StartOfYear::of_stayer(tax, 2026, &prior(12, 60_001)), StartOfYear::Ordinary);
    assert_eq!(StartOfYear::of_stayer(tax, 2026, &prior(11, 30_000)), StartOfYear::Ordinary);
    assert_eq!(StartOfYear::of_stayer(tax, 2020, &prior(12, 30_000)), StartOfYear::Ordinary, "from 2021");
}

#[test]
fn a_first_job_counts_from_january_unless_something_was_earned_before() {
    let tax = &china().income_tax;
    let start = |first_paid: &str, earned| StartOfYear::of_joiner(tax, day(first_paid), earned);
    assert_eq!(start("2026-07-15", false), StartOfYear::FirstJob { months_before: 6 });
    assert_eq!(start("2026-07-15", true), StartOfYear::Ordinary);
    assert_eq!(start("2026-01-05", false), StartOfYear::Ordinary);
    assert_eq!(start("2020-06-30", false), StartOfYear::Ordinary, "the rule came on 1 July 2020");
    assert_eq!(start("2020-07-01", false), StartOfYear::FirstJob { months_before: 6 });
}

#[test]
fn trap_36_special_deductions_reported_late_are_made_up_and_ended_ones_taken_back() {
    let tax = &china().income_tax;
    let year = DateRange::from_days(day("2026-01-10"), day("2026-12-31")).unwrap();
    let claims = [
        Claim {
            item: SpecialDeduction::ChildrenEducation,
            valid: year,
            share: Rate::from_ppm(500_000),
            count: 2,
        },
        Claim::whole(SpecialDeduction::ElderlyOnlyChild, year),
    ];
    let june = entitlement(tax, &claims, day("2025-03-01"), day("2026-06-30")).unwrap();
    assert_eq!(june.so_far, yuan(6 * 5_000));
    assert_eq!(
        this_month(&june, Money::ZERO),
        Ok(yuan(30_000)),
        "all of it in June, when it was reported in June"
    );
    assert_eq!(this_month(&june, yuan(25_000)), Ok(yuan(5_000)));

    let ended = DateRange::from_days(day("2026-01-10"), day("2026-03-15")).unwrap();
    let claims = claims.map(|claim| Claim { valid: ended, ..claim });
    let june = entitlement(tax, &claims, day("2025-03-01"), day("2026-06-30")).unwrap();
    assert_eq!(june.so_far, yuan(3 * 5_000), "March is begun, so it counts");
    assert_eq!(this_month(&june, yuan(25_000)), Ok(yuan(-10_000)));
}

#[test]
fn special_deductions_count_the_months_at_this_employer() {
    let tax = &china().income_tax;
    let valid = DateRange::open(day("2020-01-01"));
    let claims = [Claim::whole(SpecialDeduction::ElderlyOnlyChild, valid)];
    let entitled = entitlement(tax, &claims, day("2026-04-20"), day("2026-06-30")).unwrap();
    assert_eq!(entitled.so_far, yuan(3 * 3_000));
}

#[test]
fn a_certificate_counts_once_in_the_year_and_a_degree_for_48_months() {
    let tax = &china().income_tax;
    let certificate = DateRange::from_days(day("2026-05-10"), day("2026-12-31")).unwrap();
    let degree = DateRange::open(day("2022-03-01"));
    let claims = [
        Claim::whole(SpecialDeduction::CertificateEducation, certificate),
        Claim::whole(SpecialDeduction::DegreeEducation, degree),
    ];
    let entitled = entitlement(tax, &claims, day("2020-01-01"), day("2026-12-31")).unwrap();
    assert_eq!(entitled.so_far, yuan(3_600 + 2 * 400), "January and February 2026 are months 47 and 48");
}

#[test]
fn a_certificate_counts_from_its_month_on_in_its_own_year_alone() {
    let tax = &china().income_tax;
    let so_far = |valid, employed: &str, until: &str| {
        let claims = [Claim::whole(SpecialDeduction::CertificateEducation, valid)];
        entitlement(tax, &claims, day(employed), day(until)).unwrap().so_far
    };
    let open = DateRange::open(day("2026-05-10"));
    let sum = |until| so_far(open, "2020-01-01", until);
    assert_eq!([sum("2026-04-30"), sum("2026-05-31"), sum("2027-01-31")], [yuan(0), yuan(3_600), yuan(0)]);
    let told_by_day = DateRange::from_days(day("2026-05-10"), day("2026-05-31")).unwrap();
    assert_eq!(so_far(told_by_day, "2026-07-01", "2026-07-31"), yuan(3_600), "hired after it was obtained");
}

#[test]
fn rent_and_mortgage_exclude_each_other() {
    let tax = &china().income_tax;
    let valid = DateRange::open(day("2026-01-01"));
    let claims = [
        Claim::whole(SpecialDeduction::MortgageInterest, valid),
        Claim::whole(SpecialDeduction::RentTier1, valid),
    ];
    let entitled = entitlement(tax, &claims, day("2026-01-01"), day("2026-01-31")).unwrap();
    assert_eq!(
        entitled.findings.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(),
        ["iit.special.housing_twice"]
    );
}

#[test]
fn serious_illness_counts_above_fifteen_thousand_up_to_eighty() {
    let tax = &china().income_tax;
    let rule = &tax.special[&SpecialDeduction::SeriousIllness].as_of(day("2026-01-01")).unwrap().value;
    for (own, counts) in [(15_000, 0), (15_001, 1), (45_000, 30_000), (95_000, 80_000), (500_000, 80_000)] {
        assert_eq!(serious_illness(rule, yuan(own)), Ok(yuan(counts)), "{own}");
    }
    let claims = [Claim::whole(SpecialDeduction::SeriousIllness, DateRange::open(day("2026-01-01")))];
    let monthly = entitlement(tax, &claims, day("2026-01-01"), day("2026-12-31")).unwrap();
    assert_eq!(monthly.so_far, Money::ZERO, "only at the annual reconciliation");
}
