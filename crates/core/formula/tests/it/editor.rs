//! What editors and the command line need.

use heng_formula::{
    Code, GivenSpec, Offer, complete_at, completions,
    report::{check, explain, format_set},
};
use heng_kernel::Locale;

use crate::world::{given, in_unit, item, list, number, office, set};

#[test]
fn every_reason_has_words_in_both_languages_and_fills_them() {
    let broken = [
        "base + days",
        "没有",
        "rond(1)",
        "1夭",
        "(1",
        "1)",
        "1,2",
        "1 +",
        "@",
        "“a",
        "[a",
        "[]",
        "1.",
        "012",
        "2026-02-30",
        "a b",
        "base in 1",
        "a.",
        "1<2<3",
        "if(1)",
        "case(全勤: 1)",
        "if(全勤, 1, 2 where 1)",
        "round(1, days)",
        "round(1, 1, x)",
        "岗位 + 1",
        "lookup(a, 1)",
        "1 / 0",
        "1234567890123456",
    ];
    for formula in broken {
        let compiled = crate::world::office_formula(None, formula);
        assert!(!compiled.diagnostics.is_empty(), "{formula}");
        for told in &compiled.diagnostics {
            for locale in Locale::ALL {
                let text = told.render(locale);
                assert!(
                    !text.contains(['{', '}']) && !told.reason(locale).contains('…'),
                    "{formula}: {text}"
                );
            }
            assert!(
                told.reason(Locale::En).is_ascii() || told.reason(Locale::En) != told.reason(Locale::ZhCn),
                "{formula}"
            );
            assert!(serde_json::to_value(told).unwrap()["reason"]["zh-CN"].is_string());
        }
    }
    let codes: std::collections::BTreeSet<&str> = Code::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(codes.len(), Code::ALL.len());
}

#[test]
fn a_diagnostic_shows_the_line_with_the_piece_marked() {
    let compiled = crate::world::office_formula(None, "工龄 +\n  回款 × 2");
    let text = compiled.errors().next().unwrap().render(Locale::ZhCn);
    assert_eq!(
        text,
        "结果 第 2 行第 3 列 错误：没有叫 回款 的项目 [formula.unknown_name]\n  |   回款 × 2\n  |   ^^^^"
    );
}

#[test]
fn completion_offers_names_tables_functions_and_modes() {
    let mut spec = set(office(), vec![item("应发", "base")]);
    spec.inputs.push(list("订单", "单", vec![number("金额", "元")]));
    let all = completions(&spec, Locale::ZhCn);
    for (offer, name) in [
        (Offer::Input, "base"),
        (Offer::Item, "应发"),
        (Offer::Field, "订单.金额"),
        (Offer::Function, "如果"),
        (Offer::Rounding, "四舍五入"),
    ] {
        assert!(all.iter().any(|one| one.offer == offer && one.name == name), "{name}");
    }
    let names = |text: &str| -> Vec<String> {
        complete_at(&spec, text, text.len(), Locale::En).into_iter().map(|one| one.insert).collect()
    };
    assert_eq!(names("1 + ba").first().map(String::as_str), Some("base"));
    assert!(names("满月").contains(&"months_between(".to_owned()), "found by its Chinese name");
    assert!(names("订单.").contains(&"订单.金额".to_owned()));
    assert!(names("zzz").is_empty());
}

#[test]
fn every_function_says_how_it_is_written_and_what_it_does_in_both_languages() {
    let functions = |locale| -> Vec<_> {
        let all = completions(&set(vec![], vec![]), locale).into_iter();
        all.filter(|one| one.offer == Offer::Function).collect()
    };
    let (zh, en) = (functions(Locale::ZhCn), functions(Locale::En));
    assert!(zh.len() == en.len() && zh.len() > 30, "{}", zh.len());
    for (zh, en) in zh.iter().zip(&en) {
        for one in [zh, en] {
            assert!(!one.help.is_empty() && one.insert.ends_with('('), "{one:?}");
            let names = std::iter::once(&one.name).chain(&one.also);
            assert!(
                names.clone().any(|name| one.form.contains(&format!("{name}("))),
                "the form shows a call: {one:?}"
            );
        }
        assert_ne!(zh.help, en.help, "{}", en.name);
        assert!(!zh.help.is_ascii(), "{}", zh.help);
        assert!(en.help.chars().all(|sign| !('\u{4e00}'..='\u{9fff}').contains(&sign)), "{}", en.help);
    }
    let lookup = en.iter().find(|one| one.name == "lookup").unwrap();
    assert_eq!(lookup.form, "lookup(table, key…) or lookup(table, key…, column)");
    let lookup = zh.iter().find(|one| one.name == "查表").unwrap();
    assert!(lookup.form.contains("条件") && lookup.also == ["lookup"], "{lookup:?}");
}

#[test]
fn check_lists_findings_and_order() {
    let good =
        check(&set(vec![number("a", "元")], vec![item("y", "x × 2"), in_unit("x", "元", "a")]), Locale::ZhCn);
    assert!(good.ok && good.text.contains("计算顺序：x、y"), "{}", good.text);
    assert_eq!(good.json["items"][0]["name"], "x");
    let bad = check(&set(vec![], vec![item("y", "x")]), Locale::En);
    assert!(!bad.ok && bad.text.contains("1 errors, 0 warnings"), "{}", bad.text);
    assert_eq!(bad.json["diagnostics"][0]["code"], "formula.unknown_name");
}

#[test]
fn explain_tells_line_and_tree_of_what_is_asked() {
    let spec =
        set(office(), vec![in_unit("日薪", "元/天", "base / 21.75天"), in_unit("x", "元", "日薪 × days")]);
    let told = explain(&spec, &given(&[("base", "10000"), ("days", "20")]), Some("x"), Locale::ZhCn);
    assert!(
        told.ok && told.text.starts_with("x = 日薪〔459.770114942529元/天〕 × days〔20天〕 = "),
        "{}",
        told.text
    );
    assert_eq!(told.json["items"][0]["tree"]["text"], "x");
    let missing = explain(&spec, &GivenSpec::default(), None, Locale::ZhCn);
    assert!(!missing.ok && missing.text.contains("没有给出"), "{}", missing.text);
    let wrong = explain(&spec, &given(&[("bas", "1"), ("days", "一")]), None, Locale::En);
    assert!(
        !wrong.ok && wrong.text.contains("Did you mean base?") && wrong.text.contains("not a number"),
        "{}",
        wrong.text
    );
    assert!(!explain(&spec, &given(&[]), Some("没有"), Locale::En).ok);
}

#[test]
fn a_set_is_formatted_item_by_item() {
    let (formatted, faults) = format_set(&set(vec![], vec![item("a", "1+2*3"), item("b", "1 +")]));
    assert_eq!(formatted.items[0].formula, "1 + 2 × 3");
    assert_eq!((formatted.items[1].formula.as_str(), faults.len()), ("1 +", 1));
}
