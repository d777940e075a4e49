//! How a figure came about, in both languages.

use heng_formula::{KindSpec, RoundSpec};
use heng_kernel::{Basis, Input, Locale, Rounding};

use crate::world::{in_unit, input, item, list, number, office, program, row, set};

fn line(formula: &str, values: &[(&str, &str)], locale: Locale) -> String {
    let program = program(&set(office(), vec![item("结果", formula)]));
    let row = row(&program, values);
    let traced = program.trace(&row);
    traced.items[0].line(locale)
}

#[test]
fn one_line_holds_formula_values_and_rounding() {
    let values = [("base", "10000"), ("days", "20")];
    let formula = "round(base / 21.75天 * days, 2)";
    assert_eq!(
        line(formula, &values, Locale::ZhCn),
        "结果 = base〔10000元〕 ÷ 21.75天 × days〔20天〕 = 9195.40229885058元，四舍五入到 2 位 = 9195.4元"
    );
    assert_eq!(
        line(formula, &values, Locale::En),
        "结果 = base〔10000 yuan〕 ÷ 21.75 days × days〔20 days〕 = 9195.40229885058 yuan, rounded half up to 2 places = 9195.4 yuan"
    );
}

#[test]
fn what_was_not_needed_is_left_out() {
    let values = [("工龄", "12"), ("全勤", "是"), ("系数", "0")];
    assert_eq!(
        line("if(工龄 >= 10, 500, 1 / 系数)", &values, Locale::ZhCn),
        "结果 = (工龄〔12年〕 ≥ 10年 成立 → 500) = 500"
    );
    assert_eq!(
        line("case(工龄 < 5: 1, 工龄 < 20: 2, else: 3)", &values, Locale::En),
        "结果 = (工龄〔12 years〕 < 20 years holds → 2) = 2"
    );
    assert_eq!(line("全勤 or 1 / 系数 > 2", &values, Locale::ZhCn), "结果 = 全勤〔是〕 = 是");
}

#[test]
fn parentheses_are_kept_where_they_mean_something() {
    let values = [("系数", "3")];
    assert_eq!(
        line("(系数 + 1) × 2 - (系数 - 1)", &values, Locale::ZhCn),
        "结果 = (系数〔3〕 + 1) × 2 - (系数〔3〕 - 1) = 6"
    );
    assert_eq!(line("8 / (系数 + 1) × 25%", &values, Locale::ZhCn), "结果 = 8 ÷ (系数〔3〕 + 1) × 25% = 0.5");
}

#[test]
fn the_tree_shows_every_step_its_source_and_what_was_rounded() {
    let mut pay = in_unit("加班费", "元", "base / 21.75天 / 8小时 × 1天 × hours × 150%");
    pay.round = Some(RoundSpec { places: 2, mode: Rounding::HalfUp });
    let program = program(&set(office(), vec![pay]));
    let mut row = row(&program, &[("base", "10000"), ("hours", "10")]);
    let on = "2026-03-01".parse().ok();
    row.set_source(
        program.slot("base").unwrap(),
        Input { kind: "compensation".to_owned(), id: "c1".to_owned(), on },
    );
    let traced = program.trace(&row);
    let tree = traced.items[0].tree(Locale::ZhCn);
    assert_eq!((tree.value.as_str(), tree.unit.as_str()), ("862.07", "cny"));
    let text = tree.render();
    assert!(text.starts_with("加班费 = 862.07元\n"), "{text}");
    assert!(text.contains("四舍五入到 2 位，之前 862.06896551724"), "{text}");
    assert!(text.contains("base = 10000元  ← compensation c1 2026-03-01"), "{text}");
    assert!(text.contains("base / 21.75天 = 459.770114942529元/天"), "{text}");
    let english = traced.items[0].tree(Locale::En);
    assert_eq!((english.value.as_str(), english.unit.as_str()), ("862.07", "cny"), "figures are the same");
    let text = english.render();
    assert!(text.starts_with("加班费 = 862.07 yuan\n"), "{text}");
    assert!(text.contains("rounded half up to 2 places from 862.06896551724"), "{text}");
    assert!(text.contains("base = 10000 yuan  ← compensation c1 2026-03-01"), "{text}");
    assert!(text.contains("base / 21.75天 = 459.770114942529 yuan/days"), "{text}");
}

#[test]
fn a_looked_up_figure_names_its_table_and_row() {
    let spec = heng_formula::SetSpec {
        tables: vec![crate::tables::rates()],
        ..set(vec![number("额", "元")], vec![in_unit("提成", "元", "额 × lookup(提成表, 额, 比例)")])
    };
    let program = program(&spec);
    let row = row(&program, &[("额", "600000")]);
    let traced = program.trace(&row);
    let tree = traced.items[0].tree(Locale::ZhCn).render();
    assert!(tree.contains("= 1.5%  · 提成表 第 2 行：50万"), "{tree}");
    let tree = traced.items[0].tree(Locale::En).render();
    assert!(tree.contains("= 1.5%  · 提成表, row 2: 50万"), "{tree}");
    for locale in Locale::ALL {
        let line = traced.items[0].line(locale);
        assert!(line.contains("〔50万 → 1.5%〕") && line.contains("9000"), "{line}");
    }
}

#[test]
fn a_sum_explains_itself_by_its_addends_with_signs_and_pages() {
    let items = vec![in_unit("实发", "元", "base - (days × 100元/1天 - 30) + 5")];
    let program = program(&set(office(), items));
    let mut row = row(&program, &[("base", "1000"), ("days", "2")]);
    row.set_source(
        program.slot("base").unwrap(),
        Input { kind: "compensation".to_owned(), id: "c1".to_owned(), on: None },
    );
    let traced = program.trace(&row);
    let basis = Basis { rule: "pay.item".to_owned(), version: "set@3".to_owned(), source: None };
    let explanation = traced.items[0].explanation("pay.net", basis);
    let terms: Vec<String> =
        explanation.terms.iter().map(|term| format!("{}{} {}", term.sign, term.value, term.unit)).collect();
    assert_eq!(terms, ["+1000 cny", "-200 cny", "+30 cny", "+5 cny"]);
    assert_eq!((explanation.value.as_str(), explanation.unit.as_str()), ("835", "cny"));
    assert_eq!(explanation.terms[0].input.as_ref().unwrap().id, "c1");
}

#[test]
fn lists_and_tables_say_what_was_taken() {
    let orders = list("单", "", vec![number("额", "元"), input("状态", KindSpec::Text)]);
    let program = program(&set(vec![orders], vec![item("x", "sum(单.额 where 状态 = “完”)")]));
    let mut given = heng_formula::GivenSpec::default();
    let record = |amount: &str, state: &str| vec![amount.to_owned(), state.to_owned()];
    given.lists.insert("单".to_owned(), vec![record("1", "完"), record("2", "未"), record("3", "完")]);
    let row = program.read_row(&given).unwrap();
    let traced = program.trace(&row);
    let text = traced.items[0].tree(Locale::ZhCn).render();
    assert!(text.contains("3 条中的 2 条"), "{text}");
    assert_eq!(traced.items[0].line(Locale::ZhCn), "x = sum(单.额 where 状态 = “完”)〔4元〕 = 4元");
    let choice = line("bracket(系数, 0: 1, 10: 2)", &[("系数", "15")], Locale::ZhCn);
    assert_eq!(choice, "结果 = (系数〔15〕 → 2) = 2");
}

#[test]
fn a_fault_is_traced_as_far_as_it_went() {
    let program = program(&set(office(), vec![item("结果", "1 + 2 / 系数")]));
    let row = row(&program, &[("系数", "0")]);
    let traced = program.trace(&row);
    assert!(traced.result.items()[0].is_err());
    assert!(
        traced.items[0].line(Locale::ZhCn).ends_with("= 无（除数是 0）"),
        "{}",
        traced.items[0].line(Locale::ZhCn)
    );
    assert!(traced.items[0].tree(Locale::En).render().contains("none (divided by nought)"));
}
