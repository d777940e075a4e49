//! Reading and writing formulas.

use heng_formula::{Code, report::format_formula};

use crate::world::{errors, gives, office_formula};

fn formatted(text: &str) -> String {
    format_formula(text).unwrap()
}

fn refused(text: &str) -> (Code, usize, usize, String) {
    let fault = format_formula(text).unwrap_err();
    let place = fault.place.clone().unwrap();
    (fault.code, place.line, place.column, place.snippet)
}

#[test]
fn full_width_and_half_width_signs_say_the_same() {
    let wide = formatted("（ａ＋１２．５％）×ｂ÷（ｃ－１）");
    assert_eq!(wide, "(a + 12.5%) × b ÷ (c - 1)");
    assert_eq!(wide, formatted("(a+12.5%)*b/(c-1)"));
    assert_eq!(formatted("如果（a＞＝１，“甲”，「乙」）"), "如果(a ≥ 1, \"甲\", \"乙\")");
    assert_eq!(formatted("max(1、2，3)"), "max(1, 2, 3)");
    assert_eq!(formatted("a－b−c–d"), "a - b - c - d");
    assert_eq!(formatted("a >= 1 && b <> 2 || !c"), "a ≥ 1 and b ≠ 2 or not c");
}

#[test]
fn numbers_carry_scale_per_cent_and_unit() {
    for text in ["21.75天", "1.5万元", "3亿", "8%", "0.5‰", "500元", "2万件", "8小时"] {
        assert_eq!(formatted(text), text);
    }
    assert_eq!(formatted("10 days"), "10days");
    assert_eq!(formatted("¥ 500"), "500元");
    assert_eq!(gives("1.5万元 + 0.5‰ × 1亿元", &[]), "65000");
    assert_eq!(gives("1.5 万元 + ¥2 万", &[]), "35000", "also after a space");
}

#[test]
fn dates_are_written_in_two_ways_and_subtraction_is_spaced() {
    assert_eq!(formatted("2026年3月1日"), "2026-03-01");
    assert_eq!(formatted("２０２６年１２月３１号"), "2026-12-31");
    assert_eq!(formatted("2026-03-01"), "2026-03-01");
    assert_eq!(formatted("2026 - 3 - 1"), "2026 - 3 - 1");
    assert_eq!(formatted("2026年"), "2026年");
    assert_eq!(refused("2026-02-30").0, Code::NoSuchDate);
}

#[test]
fn names_may_hold_anything_in_brackets() {
    assert_eq!(formatted("[13薪 基数] × 2"), "[13薪 基数] × 2");
    assert_eq!(formatted("【回款额（含税）】＋［a b］"), "[回款额（含税）] + [a b]");
    assert_eq!(formatted("[base]"), "base", "needless brackets go");
    assert_eq!(formatted("[and] + [否则]"), "[and] + [否则]", "keywords keep them");
    assert_eq!(refused("[a").0, Code::OpenName);
    assert_eq!(refused("[]").0, Code::BadName);
}

#[test]
fn precedence_is_that_of_school() {
    assert_eq!(gives("2 + 3 × 4 - 6 / 2", &[]), "11");
    assert_eq!(gives("-2 × 3 + 10", &[]), "4");
    assert_eq!(gives("10 - 4 - 3", &[]), "3");
    assert_eq!(gives("100 / 10 / 2", &[]), "5");
    assert_eq!(gives("not true or true", &[]), "true");
    assert_eq!(gives("not (true or true)", &[]), "false");
    assert_eq!(gives("true or false and false", &[]), "true");
    assert_eq!(gives("--5", &[]), "5");
    assert_eq!(gives("+5", &[]), "5");
}

#[test]
fn needless_parentheses_go_and_needed_ones_stay() {
    for (text, expected) in [
        ("((a))", "a"),
        ("(a × b) + c", "a × b + c"),
        ("a × (b + c)", "a × (b + c)"),
        ("a - (b - c)", "a - (b - c)"),
        ("a / (b × c)", "a ÷ (b × c)"),
        ("-(a + b)", "-(a + b)"),
        ("(a = b) = c", "(a = b) = c"),
        ("not (a and b)", "not (a and b)"),
    ] {
        assert_eq!(formatted(text), expected, "{text}");
    }
}

#[test]
fn a_long_call_is_broken_by_argument_and_reads_back_the_same() {
    let text = "case(工龄 >= 10年 and 岗位 in (\"司机\", \"搬运工\"): 基本工资 × 12%, 工龄 >= 5年: 基本工资 × 8% + 100元, else: 0)";
    let broken = formatted(text);
    assert!(broken.lines().count() > 3, "{broken}");
    assert_eq!(formatted(&broken), broken);
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let rows: [(&str, Code, usize, usize, &str); 14] = [
        ("1 + ", Code::Unfinished, 1, 5, ""),
        ("1 +\n  @", Code::StraySign, 2, 3, "@"),
        ("(1 + 2", Code::Unclosed, 1, 1, "("),
        ("1 + 2）", Code::NeedlessClose, 1, 6, "）"),
        ("工龄 工资", Code::MissingOperator, 1, 4, "工资"),
        ("1, 2", Code::StrayComma, 1, 2, ","),
        ("12,000", Code::LeadingZero, 1, 4, "000"),
        ("1. + 2", Code::BadNumber, 1, 1, "1."),
        ("“abc", Code::OpenText, 1, 1, "“abc"),
        ("0 ≤ a < 5", Code::ChainedComparison, 1, 7, "<"),
        ("a in 5", Code::ExpectedOpen, 1, 6, "5"),
        ("a.", Code::ExpectedField, 1, 3, ""),
        ("1234567890123456", Code::LongNumber, 1, 1, "1234567890123456"),
        ("1 + × 2", Code::Unexpected, 1, 5, "×"),
    ];
    for (text, code, line, column, snippet) in rows {
        assert_eq!(refused(text), (code, line, column, snippet.to_owned()), "{text}");
    }
}

#[test]
fn nesting_size_and_length_are_bounded() {
    let deep = |levels: usize| format!("{}1{}", "(".repeat(levels), ")".repeat(levels));
    assert!(format_formula(&deep(100)).is_ok());
    assert_eq!(refused(&deep(200)).0, Code::TooDeep);
    assert_eq!(refused(&"-".repeat(10_000)).0, Code::TooDeep);
    assert_eq!(refused(&format!("1{}", " + 1".repeat(150))).0, Code::TooDeep);
    let wide = |parts: usize| format!("max(1{})", ", 1".repeat(parts));
    assert!(format_formula(&wide(900)).is_ok());
    assert_eq!(refused(&wide(1_100)).0, Code::TooLarge);
    assert_eq!(refused(&"1".repeat(30_000)).0, Code::TooLong);
}

#[test]
fn keywords_glued_to_a_word_are_told_as_unknown_names() {
    assert_eq!(errors(&office_formula(None, "工龄且全勤")), [Code::UnknownName]);
    assert_eq!(errors(&office_formula(None, "工龄 >= 10且全勤")), [Code::UnknownUnit]);
}
