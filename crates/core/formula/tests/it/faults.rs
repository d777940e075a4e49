//! What goes wrong for one person: a fault with its place, never a wrong number.

use heng_formula::{Given, KindSpec, List, NotGiven, Reason, Value};
use heng_kernel::{Fixed, Locale, Money};

use crate::world::{gives, in_unit, input, item, list, number, office, outcome, program, row, set};

#[test]
fn trap_42_division_by_nought_is_a_fault_with_its_place() {
    let program = program(&set(
        vec![number("实际", "元"), number("目标", "元")],
        vec![item("完成率", "实际 ÷ 目标 × 100%")],
    ));
    let result = program.evaluate(&row(&program, &[("实际", "5"), ("目标", "0")]));
    let fault = result.number(program.slot("完成率").unwrap()).unwrap_err();
    assert_eq!(fault.reason, Reason::DivisionByZero);
    assert_eq!(fault.render(&program, Locale::ZhCn), "完成率 第 1 行第 1 列“实际 ÷ 目标”：除数是 0");
    assert_eq!(
        fault.render(&program, Locale::En),
        "完成率, line 1, column 1, “实际 ÷ 目标”: divided by nought"
    );
    assert_eq!(fault.finding(&program).path, "完成率:1:1");
}

#[test]
fn a_branch_that_is_not_taken_has_no_faults() {
    let given = [("系数", "0"), ("全勤", "是")];
    assert_eq!(gives("if(系数 = 0, 7, 1 / 系数)", &given), "7");
    assert_eq!(gives("系数 = 0 or 1 / 系数 > 2", &given), "true");
    assert_eq!(gives("系数 ≠ 0 and 1 / 系数 > 2", &given), "false");
    assert_eq!(gives("case(全勤: 1, 1 / 系数 > 0: 2, else: 3)", &given), "1");
    assert_eq!(gives("bracket(系数, 0: 5, 10: 1 / 系数)", &given), "5");
    assert_eq!(gives("1 in (1, 1 / 系数)", &given), "true");
}

#[test]
fn overflow_is_a_fault_never_a_wrapped_number() {
    let big = [("系数", "999999999999999999")];
    assert_eq!(gives("系数 × 系数", &big), "formula.overflow");
    assert_eq!(gives("系数 × 1亿 × 1亿", &big), "formula.overflow");
    assert_eq!(gives("系数 / 0.000000000001", &big), "formula.overflow");
    assert_eq!(gives("系数 + 系数", &big), "1999999999999999998");
}

#[test]
fn overflow_names_its_item_line_column_and_piece() {
    let program = program(&set(vec![number("系数", "")], vec![item("奖金", "系数 +\n  系数 × 系数")]));
    let row = row(&program, &[("系数", "999999999999999999")]);
    let fault = program.evaluate(&row).number(program.slot("奖金").unwrap()).unwrap_err();
    assert_eq!(fault.reason, Reason::Overflow);
    assert_eq!(fault.render(&program, Locale::ZhCn), "奖金 第 2 行第 3 列“系数 × 系数”：数太大，放不下");
    assert_eq!(
        fault.render(&program, Locale::En),
        "奖金, line 2, column 3, “系数 × 系数”: the number is too large to hold"
    );
    let finding = fault.finding(&program);
    assert_eq!((finding.code.as_str(), finding.path.as_str()), ("formula.overflow", "奖金:2:3"));
    assert_eq!(finding.params["text"], "系数 × 系数");
    let traced = program.trace(&row);
    assert_eq!(traced.result.number(program.slot("奖金").unwrap()).unwrap_err(), fault, "with a trace too");
}

#[test]
fn what_is_not_given_is_missing_and_only_absence_can_be_replaced() {
    assert_eq!(gives("系数 + 1", &[]), "formula.missing_value");
    assert_eq!(gives("or_else(系数, 4) + 1", &[]), "5");
    assert_eq!(gives("缺省(系数 × 2, 4)", &[]), "4");
    assert_eq!(gives("has(系数)", &[]), "false");
    assert_eq!(gives("has(系数)", &[("系数", "0")]), "true");
    assert_eq!(gives("or_else(1 / 系数, 4)", &[("系数", "0")]), "formula.division_by_zero");
    assert_eq!(gives("or_else(bracket(系数, 10: 1), 0)", &[("系数", "0")]), "0");
}

#[test]
fn a_fault_is_carried_to_its_users_with_the_place_where_it_began() {
    let items = vec![item("a", "1 / x"), item("b", "a + 1"), item("c", "b × 2 + 1 / x")];
    let program = program(&set(vec![number("x", "")], items));
    let result = program.evaluate(&row(&program, &[("x", "0")]));
    for name in ["a", "b", "c"] {
        let fault = result.number(program.slot(name).unwrap()).unwrap_err();
        assert_eq!(program.place(&fault).unwrap().0, "a", "{name}");
    }
}

#[test]
fn bounds_steps_and_days_that_make_no_sense_are_faults() {
    assert_eq!(gives("clamp(系数, 5, 1)", &[("系数", "3")]), "formula.bad_bounds");
    assert_eq!(gives("round_to(系数, 系数 - 系数)", &[("系数", "3")]), "formula.bad_bounds");
    assert_eq!(gives("入职日 + 0.5天", &[("入职日", "2026-01-01")]), "formula.not_whole");
    assert_eq!(gives("入职日 + 99999999", &[("入职日", "2026-01-01")]), "formula.no_such_date");
    assert_eq!(gives("date(2026, 2, 30)", &[]), "formula.no_such_date");
    assert_eq!(gives("mod(7, 系数)", &[("系数", "0")]), "formula.division_by_zero");
    assert_eq!(gives("mod(-7, 3)", &[]), "-1");
}

#[test]
fn rounding_is_by_named_mode() {
    for (mode, expected) in [
        ("half_up", "-2.5"),
        ("half_even", "-2.4"),
        ("half_down", "-2.4"),
        ("up", "-2.5"),
        ("down", "-2.4"),
        ("ceil", "-2.4"),
        ("floor", "-2.5"),
    ] {
        assert_eq!(gives(&format!("round(-2.45, 1, {mode})"), &[]), expected, "{mode}");
    }
    assert_eq!(gives("round(2.5)", &[]), "3");
    assert_eq!(gives("保留(2.345, 2, 四舍六入)", &[]), "2.34");
    assert_eq!(gives("floor(-2.1) + ceil(2.1)", &[]), "0");
    assert_eq!(gives("round_to(7.3小时, 0.5小时, 进位)", &[]), "7.5");
    assert_eq!(
        gives("2 / 3", &[]),
        "0.666666666667",
        "division is rounded half away from zero at the twelfth digit"
    );
    assert_eq!(gives("-2 / 3", &[]), "-0.666666666667");
}

#[test]
fn lists_are_bounded_in_length_and_work() {
    let orders = list("单", "", vec![number("额", "元")]);
    let program = program(&set(
        vec![orders],
        vec![item("x", "sum(单.额)"), item("y", "count(单 where 额 > avg(单.额))")],
    ));
    let rows = |count: usize| {
        let cells = vec![Value::Number(Fixed::ONE); count];
        List::records(count, vec![cells]).map(|list| Value::List(std::sync::Arc::new(list)))
    };
    assert!(rows(List::MAX + 1).is_none());
    let mut full = program.row();
    full.set(&program, "单", rows(List::MAX).unwrap()).unwrap();
    assert_eq!(outcome(&program, &full, "x"), "10000");
    assert_eq!(outcome(&program, &full, "y"), "formula.too_much_work");
    let mut few = program.row();
    few.set(&program, "单", rows(500).unwrap()).unwrap();
    assert_eq!(outcome(&program, &few, "y"), "0");
}

#[test]
fn an_empty_list_sums_to_nought_and_has_no_average() {
    let set = set(
        vec![list("单", "", vec![number("额", "元")])],
        [
            "sum(单.额)",
            "count(单)",
            "any(单 where 额 > 0)",
            "all(单 where 额 > 0)",
            "avg(单.额)",
            "min(单.额)",
        ]
        .iter()
        .enumerate()
        .map(|(index, formula)| item(&format!("x{index}"), formula))
        .collect(),
    );
    let program = program(&set);
    let mut row = program.row();
    row.set(&program, "单", Value::List(std::sync::Arc::new(List::records(0, vec![vec![]]).unwrap())))
        .unwrap();
    let found: Vec<String> = (0..6).map(|index| outcome(&program, &row, &format!("x{index}"))).collect();
    assert_eq!(found, ["0", "0", "false", "true", "formula.empty_list", "formula.empty_list"]);
}

#[test]
fn values_of_another_kind_are_not_taken() {
    let program = program(&set(office(), vec![in_unit("x", "元", "base")]));
    let mut row = program.row();
    assert_eq!(row.set(&program, "base", true), Err(NotGiven::WrongKind("base".to_owned())));
    assert_eq!(row.set(&program, "x", Fixed::ONE), Err(NotGiven::NoInput("x".to_owned())));
    assert_eq!(row.set(&program, "nobody", Fixed::ONE), Err(NotGiven::NoInput("nobody".to_owned())));
    assert!(row.set(&program, "base", Value::money(Money::from_minor(150))).is_ok());
    assert_eq!(outcome(&program, &row, "x"), "1.5");
    let mut batch = program.batch(2);
    assert!(batch.set(&program, "base", Given::Numbers(vec![Fixed::ONE])).is_err(), "one row is missing");
    assert!(batch.set(&program, "岗位", Given::Numbers(vec![Fixed::ONE; 2])).is_err());
    assert!(batch.set(&program, "base", Given::Values(vec![None, Some(Value::Bool(true))])).is_err());
}

#[test]
fn texts_and_yes_or_no_are_compared_as_wholes() {
    let program =
        program(&set(vec![input("t", KindSpec::Text)], vec![item("x", "t = “甲” 或 t in (“乙”, “丙”)")]));
    for (text, expected) in [("甲", "true"), ("丙", "true"), ("甲 乙", "false")] {
        assert_eq!(outcome(&program, &row(&program, &[("t", text)]), "x"), expected);
    }
}
