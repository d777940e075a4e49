//! Units: open, found for bare numbers, contradictions told.

use heng_formula::{Code, Kind, compile};
use heng_kernel::Locale;

use crate::world::{errors, in_unit, item, number, office, office_formula, program, set};

fn fits(unit: &str, formula: &str) -> bool {
    let compiled = office_formula(Some(unit), formula);
    let told: Vec<String> = compiled.errors().map(|error| error.render(Locale::En)).collect();
    println!("{}", told.join("\n"));
    compiled.program.is_some()
}

#[test]
fn trap_42_adding_yuan_to_days_is_an_error_at_save() {
    let compiled = office_formula(None, "base + days");
    let error = compiled.errors().next().unwrap();
    assert_eq!(error.code, Code::UnitConflict);
    assert_eq!(error.reason(Locale::ZhCn), "单位对不上：元 和 天 不能相加");
    assert_eq!(error.reason(Locale::En), "units disagree: yuan and days cannot be added");
    assert!(!fits("元", "if(base > days, 1, 2)"));
    assert!(!fits("元", "max(base, days)"));
    assert!(!fits("元", "if(全勤, base, days)"));
}

#[test]
fn a_bare_literal_takes_the_unit_that_makes_the_declared_result_fit() {
    assert!(fits("元", "base / 21.75 * days"));
    assert!(fits("元", "base / 21.75天 * days"));
    assert!(fits("元", "if(工龄 >= 10, 500, 300)"));
    assert!(fits("元", "days × 50"));
    assert!(fits("分", "权重 × 100"));
    assert!(!fits("元", "base × days"), "no number is there to take the unit");
    assert!(!fits("元", "days"));
}

#[test]
fn a_literal_read_as_a_composed_unit_is_noted() {
    let compiled = office_formula(Some("元"), "days × 50");
    let note = compiled.diagnostics.iter().find(|note| note.code == Code::LiteralUnit).unwrap();
    assert_eq!(note.reason(Locale::ZhCn), "50 按 50 元/天 理解");
}

#[test]
fn units_multiply_and_cancel() {
    assert!(fits("元/天", "base / days"));
    assert!(fits("小时", "days × 8小时 / 1天"));
    assert!(fits("%", "base / (base + 1元)"));
    assert!(!fits("元", "base × base"));
    assert_eq!(errors(&office_formula(None, "base×base×base×base×base×base×base")), [Code::UnitPower]);
}

#[test]
fn units_are_open() {
    let inputs = vec![number("产量", "箱"), number("单价", "元/箱")];
    let compiled = compile(&set(inputs.clone(), vec![in_unit("x", "元", "(产量 - 3箱) × 单价")]));
    assert!(compiled.program.is_some());
    let compiled = compile(&set(inputs, vec![item("x", "产量 + 3厢")]));
    let error = compiled.errors().next().unwrap();
    assert_eq!((error.code, error.advice(Locale::ZhCn).is_some()), (Code::UnknownUnit, true));
}

#[test]
fn an_undeclared_result_has_the_unit_its_formula_gives() {
    let mut items = vec![item("日薪", "base / 21.75天"), item("人数", "系数 + 1")];
    items.push(in_unit("x", "元", "日薪 × days"));
    let program = program(&set(office(), items));
    let kind =
        |name: &str| program.items().iter().find(|item| item.name == name).map(|item| item.kind.clone());
    assert_eq!(kind("日薪").unwrap().word(Locale::ZhCn), "数（元/天）");
    assert!(matches!(kind("人数"), Some(Kind::Number(measure)) if measure.is_pure()));
}

#[test]
fn undeclared_results_do_not_let_a_factor_hide_a_contradiction() {
    assert_eq!(errors(&office_formula(None, "base × 0.08 + days")), [Code::UnitConflict]);
    assert_eq!(errors(&office_formula(None, "if(base × 0.08 > days, 1, 2)")), [Code::UnitConflict]);
}

#[test]
fn days_take_days_and_nothing_else() {
    assert!(office_formula(None, "入职日 + 3").program.is_some());
    assert!(office_formula(None, "入职日 + 3天").program.is_some());
    assert_eq!(errors(&office_formula(None, "入职日 + 3月")), [Code::UnitConflict]);
    assert_eq!(errors(&office_formula(None, "入职日 + 入职日")), [Code::KindMismatch]);
    assert_eq!(errors(&office_formula(None, "岗位 > \"a\"")), [Code::KindMismatch]);
}
