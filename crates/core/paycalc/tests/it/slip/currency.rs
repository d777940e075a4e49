//! Trap 46: a slip is in one currency.

use heng_formula::Value;
use heng_kernel::Fixed;
use heng_packs::Packs;
use heng_paycalc::slip::{Engine, LineKind, PayInput, PayItem, PayStructure, PersonMonth, Plan};

use super::{day, item, plan, yuan};

fn structure(money: &str, units: [&str; 2], formula: &str) -> PayStructure {
    let input = |(name, unit): (&str, &str)| PayInput {
        name: name.to_owned(),
        unit: Some(unit.to_owned()),
        ..PayInput::default()
    };
    PayStructure {
        money: money.to_owned(),
        inputs: ["津贴", "汇率"].into_iter().zip(units).map(input).collect(),
        items: vec![PayItem { in_minimum_wage: true, ..item("allowance", formula, LineKind::Earning) }],
        ..PayStructure::of_wage("abroad@1")
    }
}

#[test]
fn trap_46_mixing_currencies_in_a_structure_is_an_error_at_save() {
    for (money, formula) in [("元", "津贴"), ("元", "津贴 + 100元"), ("美元", "津贴 + 汇率")] {
        let fault = Engine::new(structure(money, ["美元", "元"], formula)).unwrap_err();
        let codes: Vec<&str> = fault.0.iter().map(|diagnostic| diagnostic.code.code()).collect();
        assert!(
            codes.contains(&"formula.unit_conflict") || codes.contains(&"formula.result_unit"),
            "{formula}: {codes:?}"
        );
    }
}

#[test]
fn trap_46_a_figure_in_another_currency_comes_in_by_its_rate_alone() {
    let (engine, _) = Engine::new(structure("元", ["美元", "元/美元"], "津贴 × 汇率")).unwrap();
    let rate: Fixed = "7.1".parse().unwrap();
    let values = vec![Some(Value::money(yuan("1000"))), Some(Value::Number(rate))];
    let slip = engine.slip(&Plan::bare("none"), &PersonMonth { values, ..PersonMonth::default() });
    assert_eq!(slip.totals.net, yuan("7100"));
}

#[test]
fn trap_46_amounts_in_one_currency_are_not_paid_by_the_law_of_another() {
    let singapore = Plan::singapore("sg", &Packs::embedded().singapore().cpf, day("2026-07-15"), 30).unwrap();
    let china = plan("shanghai", "2026-07-15");
    for (money, plan, payable) in [
        ("元", &china, true),
        ("人民币", &china, true),
        ("SGD", &singapore, true),
        ("新元", &singapore, true),
        ("SGD", &china, false),
        ("元", &singapore, false),
    ] {
        let (engine, _) = Engine::new(structure(money, [money, money], "津贴 + 汇率")).unwrap();
        let values = vec![Some(Value::money(yuan("9000"))); 2];
        let slip = engine.slip(plan, &PersonMonth { values, ..PersonMonth::default() });
        let mixed = slip.findings.iter().any(|finding| finding.code == "pay.currency_mixed");
        assert_eq!((slip.is_payable(), mixed), (payable, !payable), "{money} by {}", plan.code);
    }
}
