//! Trap 35: one person, one month, two employers of the group.

use heng_kernel::{CompanyId, Money};
use heng_packs::Packs;
use heng_paycalc::{
    iit::{ReconciliationRule, SeveralEmployers, special_additional_at},
    slip::{PersonMonth, Slip},
};
use proptest::prelude::*;

use super::{day, engine, person, plan, yuan};

fn companies() -> [CompanyId; 2] {
    [1, 2].map(|number| CompanyId(uuid::Uuid::from_u128(number)))
}

fn rule() -> ReconciliationRule<'static> {
    ReconciliationRule::as_of(&Packs::embedded().china().income_tax, day("2026-12-31")).unwrap()
}

/// The last slips of a year of `months` at two employers, special deductions at the first alone.
fn year(wages: [Money; 2], special: Money, months: u8) -> Vec<(PersonMonth, Slip)> {
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    let at = special_additional_at(&companies(), companies()[0], special);
    let of = |(wage, (_, special)): (Money, (CompanyId, Money))| {
        let mut facts = person(&engine, "7546", &[("工资", wage)]);
        facts.tax.special_additional = special;
        let mut slip = Slip::default();
        for _ in 0..months {
            slip = engine.slip(&plan, &facts);
            facts.tax.before = slip.year;
        }
        (facts, slip)
    };
    wages.into_iter().zip(at).map(of).collect()
}

fn together(year: &[(PersonMonth, Slip)]) -> SeveralEmployers {
    let slips: Vec<_> = companies()
        .into_iter()
        .zip(year)
        .map(|(company, (facts, slip))| slip.at_employer(company, 2026, facts))
        .collect();
    SeveralEmployers::of(&rule(), &slips).unwrap()
}

fn codes(together: &SeveralEmployers) -> Vec<&str> {
    together.findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn trap_35_two_employers_each_deduct_and_the_person_hears_what_reconciling_will_ask() {
    let both = together(&year([yuan("20000"), yuan("10000")], yuan("2000"), 12));
    // 12 × (20 000 + 10 000) less twice 12 × 1 320.33 own shares, 24 000 and one 60 000 (not two).
    assert_eq!(both.year.wages, yuan("360000"));
    assert_eq!(both.year.special_additional, yuan("24000"));
    assert_eq!(both.preview.deductions, yuan("84000").checked_add(both.year.special).unwrap());
    assert_eq!(codes(&both), ["iit.several_employers", "iit.reconciliation.due"]);
    let told = both.explain(&rule());
    assert_eq!(Money::parse_major(&told.value), Some(both.preview.due));
}

#[test]
fn trap_36_a_deduction_taken_at_two_employers_counts_once_and_is_an_error() {
    let mut months = year([yuan("20000"), yuan("10000")], yuan("2000"), 1);
    let once = together(&months);
    let (engine, plan) = (engine(), plan("shanghai", "2026-07-15"));
    months[1].0.tax.before = heng_paycalc::iit::YearToDate::default();
    months[1].0.tax.special_additional = yuan("2000");
    months[1].1 = engine.slip(&plan, &months[1].0);
    let twice = together(&months);
    assert_eq!(twice.year.special_additional, once.year.special_additional);
    assert!(codes(&twice).contains(&"iit.special.at_several_employers"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.div_ceil(10)))]

    #[test]
    fn what_both_withhold_and_what_is_told_is_the_tax_of_the_whole_year(
        wages in [0..6_000_000i64, 0..6_000_000], special in 0..500_000i64, months in 1..13u8,
    ) {
        let year = year(wages.map(Money::from_minor), Money::from_minor(special), months);
        let both = together(&year);
        let withheld: i64 = year.iter().map(|(_, slip)| slip.year.withheld.minor()).sum();
        let owed = both.preview.due.minor() - both.preview.refund.minor();
        prop_assert_eq!(withheld + owed, both.preview.taxed.tax.minor());
        // Where one employer's pay leaves deductions over, the sum of both uses them, and something may come back.
        if months == 12 && year.iter().all(|(_, slip)| slip.year.withheld > Money::ZERO) {
            prop_assert_eq!(both.preview.refund, Money::ZERO, "two basic deductions are never too few");
        }
    }
}
