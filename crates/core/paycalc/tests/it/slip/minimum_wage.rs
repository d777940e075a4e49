//! Trap 39: the minimum wage, and what a month's wage is compared with it.

use heng_packs::Packs;
use heng_paycalc::slip::{LeastWage, Slip};

use super::{day, engine, person, plan, yuan};

fn codes(slip: &Slip) -> Vec<&str> {
    slip.findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn trap_39_a_wage_below_the_minimum_is_told() {
    let engine = engine();
    let mut facts = person(&engine, "7546", &[("工资", yuan("2739.99"))]);
    let least = |amount: &str| Some(LeastWage { monthly: yuan(amount), net_of_own_shares: false });
    facts.minimum_wage = least("2740");
    let plan = plan("suzhou", "2026-07-15");
    assert!(codes(&engine.slip(&plan, &facts)).contains(&"pay.below_minimum_wage"));
    facts.minimum_wage = least("2739.99");
    assert!(!codes(&engine.slip(&plan, &facts)).contains(&"pay.below_minimum_wage"));
}

#[test]
fn trap_39_in_shanghai_own_contributions_come_on_top_of_the_minimum_wage() {
    let (engine, wages) = (engine(), &Packs::embedded().china().minimum_wages);
    let of = |place: &str| LeastWage::of(wages, place.parse().unwrap(), day("2026-07-15")).unwrap();
    assert_eq!(
        of("310115"),
        LeastWage { monthly: yuan("2740"), net_of_own_shares: true },
        "a district's too"
    );
    assert!(of("110000").net_of_own_shares && !of("320500").net_of_own_shares);
    let slip = |wage: &str| {
        let mut facts = person(&engine, wage, &[("工资", yuan(wage))]);
        facts.minimum_wage = Some(of("310000"));
        engine.slip(&plan("shanghai", "2026-07-15"), &facts)
    };
    // Own shares of 792.33 on the floor of 7 546 and 266 of the fund: 3 798.33 − 1 058.33 = 2 740.00.
    assert!(!codes(&slip("3798.33")).contains(&"pay.below_minimum_wage"));
    let below = slip("3798.32");
    let told = below.findings.iter().find(|finding| finding.code == "pay.below_minimum_wage").unwrap();
    assert_eq!((&told.params["wage"], &told.params["own_shares"]), (&"2739.99".into(), &"1058.33".into()));
    assert!(codes(&slip("3500")).contains(&"pay.below_minimum_wage"), "above it only before the shares");
}

#[test]
fn trap_39_days_of_unpaid_leave_do_not_push_a_wage_below_the_minimum() {
    let engine = engine();
    let mut facts = person(&engine, "7546", &[("工资", yuan("4100")), ("缺勤", yuan("3000"))]);
    // 4 100 less own shares of 792.33 and 528: the days not worked are not owed the minimum.
    facts.minimum_wage = Some(LeastWage { monthly: yuan("2740"), net_of_own_shares: true });
    let codes_of = codes(&engine.slip(&plan("shanghai", "2026-07-15"), &facts)).join(" ");
    assert!(!codes_of.contains("pay.below_minimum_wage"), "{codes_of}");
}
