//! Look-ups: brackets, intervals, exact, several keys.

use heng_formula::{Code, InputSpec, KeySpec, KindSpec, Match, SetSpec, TableSpec, compile};

use crate::world::{errors, gives, in_unit, input, item, number, office, outcome, program, row, set};

pub fn key(matching: Match, kind: KindSpec, unit: &str) -> KeySpec {
    KeySpec { matching, kind, unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()) }
}

pub fn table(name: &str, keys: Vec<KeySpec>, values: Vec<InputSpec>, rows: &[&[&str]]) -> TableSpec {
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    TableSpec { name: name.to_owned(), keys, values, rows }
}

pub fn rates() -> TableSpec {
    table(
        "提成表",
        vec![key(Match::From, KindSpec::Number, "元")],
        vec![number("比例", "%"), number("固定", "元")],
        &[&["0", "1%", "0"], &["50万", "1.5%", "100"], &["1000000", "2%", "200"]],
    )
}

#[test]
fn a_table_gives_the_column_that_is_named() {
    let spec = SetSpec {
        tables: vec![rates()],
        ..set(
            vec![number("额", "元")],
            vec![in_unit("x", "元", "额 × lookup(提成表, 额, 比例) + 查表(提成表, 额, 固定)")],
        )
    };
    let program = program(&spec);
    for (amount, expected) in [("499999.99", "4999.9999"), ("500000", "7600"), ("2000000", "40200")] {
        assert_eq!(outcome(&program, &row(&program, &[("额", amount)]), "x"), expected, "{amount}");
    }
    assert_eq!(outcome(&program, &row(&program, &[("额", "-1")]), "x"), "formula.no_row");
}

#[test]
fn several_keys_narrow_one_after_the_other() {
    let allowance = table(
        "住房补贴",
        vec![key(Match::Exact, KindSpec::Text, ""), key(Match::From, KindSpec::Number, "年")],
        vec![number("", "元")],
        &[&["上海", "0", "1000"], &["上海", "5", "1500"], &["*", "0", "600"], &["*", "10", "800"]],
    );
    let spec = SetSpec {
        tables: vec![allowance],
        ..set(
            vec![input("城市", KindSpec::Text), number("工龄", "年")],
            vec![item("x", "lookup(住房补贴, 城市, 工龄)")],
        )
    };
    let program = program(&spec);
    for (city, years, expected) in
        [("上海", "4", "1000"), ("上海", "20", "1500"), ("苏州", "9", "600"), ("苏州", "10", "800")]
    {
        assert_eq!(outcome(&program, &row(&program, &[("城市", city), ("工龄", years)]), "x"), expected);
    }
}

#[test]
fn what_does_not_fit_a_table_is_told() {
    let with = |formula: &str| {
        let spec = SetSpec { tables: vec![rates()], ..set(office(), vec![item("x", formula)]) };
        errors(&compile(&spec))
    };
    assert_eq!(with("lookup(提成, base, 比例)"), [Code::UnknownTable]);
    assert_eq!(with("lookup(提成表, base, 比率)"), [Code::UnknownColumn]);
    assert_eq!(with("lookup(提成表, days, 比例)"), [Code::UnitConflict]);
    assert_eq!(with("lookup(提成表, 岗位, 比例)"), [Code::KindMismatch]);
    assert_eq!(with("lookup(提成表, base)"), [Code::ArgumentForm], "which of two columns?");
    assert_eq!(with("lookup(提成表)"), [Code::ArgumentCount]);
    let mut odd = rates();
    odd.rows[1][0] = "五十万".to_owned();
    let spec = SetSpec { tables: vec![odd], ..set(office(), vec![]) };
    assert_eq!(errors(&compile(&spec)), [Code::BadTable]);
}

#[test]
fn brackets_hold_their_lower_edge_and_upto_its_upper() {
    for (value, from, upto) in
        [("0", "1", "1"), ("35999", "1", "1"), ("36000", "2", "1"), ("36001", "2", "2")]
    {
        let given = [("系数", value)];
        assert_eq!(gives("bracket(系数, 36000: 2, 0: 1)", &given), from, "{value}");
        assert_eq!(gives("upto(系数, 36000: 1, else: 2)", &given), upto, "{value}");
    }
    assert_eq!(gives("bracket(系数, 0: 1, 10: 2)", &[("系数", "-1")]), "formula.no_row");
    assert_eq!(gives("bracket(系数, -10: 1, 10: 2)", &[("系数", "-1")]), "1");
    assert_eq!(gives("match(岗位, \"a\": 1, \"b\": 2)", &[("岗位", "c")]), "formula.no_row");
    assert_eq!(gives("match(全勤, true: 1, false: 2)", &[("全勤", "否")]), "2");
}

#[test]
fn progressive_taxes_each_part_by_its_own_band() {
    let formula = "progressive(系数, 0: 3%, 36000: 10%, 144000: 20%)";
    for (value, expected) in
        [("36000", "1080"), ("36001", "1080.1"), ("144000", "11880"), ("200000", "23080"), ("-5", "0")]
    {
        assert_eq!(gives(formula, &[("系数", value)]), expected, "{value}");
    }
    let spec = SetSpec {
        tables: vec![rates()],
        ..set(vec![number("额", "元")], vec![in_unit("x", "元", "progressive(额, 提成表)")])
    };
    let program = program(&spec);
    assert_eq!(outcome(&program, &row(&program, &[("额", "600000")]), "x"), "6500");
}

#[test]
fn marks_must_be_written_and_differ() {
    let with = |formula: &str| errors(&compile(&set(office(), vec![item("x", formula)])));
    assert_eq!(with("bracket(base, 0: 1, days × 1元/1天: 2)"), [Code::ExpectedLiteral]);
    assert_eq!(with("bracket(base, 0: 1, 0元: 2)"), [Code::DuplicateName]);
    assert_eq!(with("bracket(base, 0天: 1)"), [Code::UnitConflict]);
    assert_eq!(with("bracket(base)"), [Code::ArgumentForm]);
    assert_eq!(with("case(全勤: 1)"), [Code::ArgumentForm], "what else?");
    assert_eq!(with("if(全勤: 1, 2, 3)"), [Code::ArgumentForm]);
}
