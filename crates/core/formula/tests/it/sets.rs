//! A set as a whole: order, circles, what is missing, unused or hidden.

use heng_formula::{Code, KindSpec, SetSpec, compile};
use heng_kernel::Locale;

use crate::world::{errors, in_unit, input, item, list, number, outcome, program, row, set};

#[test]
fn trap_42_an_item_may_use_one_that_stands_later() {
    let items = vec![item("实发", "应发 - 扣款"), item("应发", "base + 100元"), in_unit("扣款", "元", "30")];
    let program = program(&set(vec![number("base", "元")], items));
    let order: Vec<&str> = program.items().iter().map(|item| item.name.as_str()).collect();
    assert_eq!(order, ["应发", "扣款", "实发"]);
    assert_eq!(outcome(&program, &row(&program, &[("base", "1000")]), "实发"), "1070");
}

#[test]
fn trap_42_an_item_cannot_need_itself_or_a_circle() {
    let compiled =
        compile(&set(vec![], vec![item("a", "b + 1"), item("b", "c"), item("c", "a × 2"), item("d", "a")]));
    assert_eq!(errors(&compiled), [Code::Cycle]);
    let circle = compiled.errors().next().unwrap();
    assert_eq!(circle.reason(Locale::En), "these need each other: a → b → c → a");
    assert_eq!(errors(&compile(&set(vec![], vec![item("x", "x")]))), [Code::Cycle]);
}

#[test]
fn trap_42_a_missing_name_is_told_with_the_nearest() {
    let compiled = compile(&set(vec![number("回款额", "元")], vec![item("提成", "回款 × 2% + rond(1)")]));
    let told: Vec<_> =
        compiled.errors().map(|error| (error.code, error.suggestion().map(str::to_owned))).collect();
    let expected =
        [(Code::UnknownName, Some("回款额".to_owned())), (Code::UnknownFunction, Some("round".to_owned()))];
    assert_eq!(told, expected);
    let text = compiled.errors().next().unwrap().render(Locale::ZhCn);
    assert!(text.contains("提成 第 1 行第 1 列") && text.contains("是不是想写 回款额？"), "{text}");
}

#[test]
fn what_nobody_uses_is_warned_of_and_results_are_not() {
    let mut step = item("中间", "1");
    step.step = true;
    let compiled = compile(&set(vec![number("a", ""), number("b", "")], vec![step, item("x", "a")]));
    let unused: Vec<&str> = compiled.diagnostics.iter().filter_map(|told| told.item.as_deref()).collect();
    assert!(compiled.diagnostics.iter().all(|told| told.code == Code::Unused));
    assert_eq!(unused, ["b", "中间"]);
    assert!(compiled.program.is_some());
}

#[test]
fn a_name_that_hides_another_is_warned_of() {
    let hidden = compile(&set(vec![number("a", "")], vec![item("a", "1"), item("b", "a")]));
    assert!(hidden.diagnostics.iter().any(|told| told.code == Code::Shadowed));
    assert_eq!(outcome(hidden.program.as_ref().unwrap(), &hidden.program.as_ref().unwrap().row(), "b"), "1");
    let orders = list("订单", "", vec![number("金额", "元")]);
    let hidden =
        compile(&set(vec![orders, number("金额", "元")], vec![item("x", "sum(订单.金额 where 金额 > 1元)")]));
    let codes: Vec<Code> = hidden.diagnostics.iter().map(|told| told.code).collect();
    assert_eq!(codes, [Code::Shadowed, Code::Unused], "the field is meant, the input is not used");
}

#[test]
fn a_field_of_a_list_is_no_reason_for_a_circle() {
    let orders = list("订单", "", vec![number("金额", "元")]);
    let compiled = compile(&set(vec![orders], vec![item("金额", "sum(订单.金额 where 金额 > 1元)")]));
    assert!(compiled.program.is_some(), "{:?}", compiled.diagnostics);
}

#[test]
fn names_are_the_same_in_full_and_half_width() {
    let set = set(vec![number("Ｂａｓｅ１", "元")], vec![item("ｘ", "Base1")]);
    let program = crate::world::program(&set);
    assert_eq!(program.slot("x"), program.slot("ｘ"));
    assert_eq!(program.slot("Base1"), program.slot("Ｂａｓｅ１"));
}

#[test]
fn a_broken_item_is_told_once_and_not_again_by_its_users() {
    let compiled = compile(&set(vec![], vec![item("a", "没有 + 1"), item("b", "a + 1"), item("c", "a × b")]));
    assert_eq!(errors(&compiled), [Code::UnknownName]);
}

#[test]
fn declarations_that_make_no_sense_are_told() {
    let odd = SetSpec {
        inputs: vec![
            number("a", "元/"),
            number("", "元"),
            number("b[", "元"),
            input("l", KindSpec::List),
            list("m", "", vec![input("x", KindSpec::List)]),
            heng_formula::InputSpec { unit: Some("元".to_owned()), ..input("t", KindSpec::Text) },
        ],
        ..SetSpec::default()
    };
    let expected =
        [Code::BadDeclaration, Code::BadName, Code::BadName, Code::BadDeclaration, Code::BadDeclaration];
    assert_eq!(errors(&compile(&odd)), expected);
    let many = set(vec![], (0..600).map(|index| item(&format!("x{index}"), "1")).collect());
    assert_eq!(errors(&compile(&many)), [Code::SetTooLarge]);
}
