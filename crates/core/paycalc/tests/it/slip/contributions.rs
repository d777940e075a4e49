//! Contributions on the month's own wages: limits with a bonus, ceilings of the month and of the year.

use heng_kernel::Money;
use heng_packs::Packs;
use heng_paycalc::slip::{LineKey, Plan};

use super::{bonus_engine, day, paid, plan, yuan};

fn hong_kong() -> Plan<'static> {
    Plan::hong_kong("hk", &Packs::embedded().hong_kong().mpf, day("2026-06-01"), false).unwrap()
}

#[test]
fn trap_38_a_bonus_does_not_lift_an_undeclared_base_above_the_ceiling() {
    let slip = bonus_engine("元").slip(&plan("shanghai", "2026-07-15"), &paid(yuan("37731"), yuan("10000")));
    assert_eq!(slip.amount(LineKey::Employee(0)), yuan("3018.48"), "8 % of the ceiling of 37 731");
    let below = bonus_engine("元").slip(&plan("shanghai", "2026-07-15"), &paid(yuan("5000"), yuan("5000")));
    assert_eq!(
        below.amount(LineKey::Employee(0)),
        yuan("800"),
        "8 % of 10 000: the floor is of wage and bonus together"
    );
}

#[test]
fn trap_38_in_hong_kong_a_bonus_is_relevant_income_of_its_month() {
    let both = |wage: &str, bonus: &str| {
        let slip = bonus_engine("HKD").slip(&hong_kong(), &paid(yuan(wage), yuan(bonus)));
        (slip.amount(LineKey::Employee(0)), slip.amount(LineKey::Employer(0)))
    };
    assert_eq!(both("25000", "20000"), (yuan("1500"), yuan("1500")), "30 000 at most count");
    assert_eq!(both("7000", "100"), (yuan("355"), yuan("355")), "7 100 with the bonus: not free");
    assert_eq!(both("7000", "99.99"), (Money::ZERO, yuan("355")));
}

fn singapore() -> Plan<'static> {
    Plan::singapore("sg", &Packs::embedded().singapore().cpf, day("2026-12-01"), 30).unwrap()
}

#[test]
fn a_bonus_in_singapore_counts_within_the_ceiling_of_the_year() {
    let (engine, plan) = (bonus_engine("SGD"), singapore());
    let mut facts = paid(yuan("8000"), yuan("50000"));
    facts.contributions.ordinary_of_year = Some(yuan("96000"));
    let slip = engine.slip(&plan, &facts);
    // 102 000 − 12 × 8 000 = 6 000 of the bonus: 20 % and 17 % of 14 000.
    assert_eq!(slip.amount(LineKey::Employee(0)), yuan("2800"));
    assert_eq!(slip.amount(LineKey::Employer(0)), yuan("2380"));
    assert!(slip.findings.is_empty());
    facts.contributions.additional_before = yuan("5000");
    assert_eq!(engine.slip(&plan, &facts).amount(LineKey::Employee(0)), yuan("1800"), "1 000 are left");
    facts.contributions.additional_room = Some(Money::ZERO);
    assert_eq!(engine.slip(&plan, &facts).amount(LineKey::Employee(0)), yuan("1600"), "none is left");
}

#[test]
fn a_year_nobody_tells_of_is_taken_as_twelve_such_months_and_the_slip_says_so() {
    let slip = bonus_engine("SGD").slip(&singapore(), &paid(yuan("9000"), yuan("50000")));
    assert_eq!(slip.amount(LineKey::Employee(0)), yuan("2800"), "never the whole bonus");
    let codes: Vec<_> = slip.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["contribution.year_taken_as_alike"]);
    assert_eq!(slip.findings[0].params["ordinary_of_year"], "96000.00");
    let without = bonus_engine("SGD").slip(&singapore(), &paid(yuan("9000"), Money::ZERO));
    assert!(without.findings.is_empty());
}
