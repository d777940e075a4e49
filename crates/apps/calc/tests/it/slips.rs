//! One person's month from the friendly file: the case files of `cases/slips`, the examples, the command line.

use std::{collections::BTreeMap, fs, path::Path};

use clap::Parser;
use heng_calc::{Command, Console, Outcome};
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// Runs `heng-calc <args>`; how it ended and what it said.
pub(crate) fn run(args: &[&str], json: bool) -> (Result<Outcome, String>, String) {
    let cli = Cli::try_parse_from(std::iter::once("heng-calc").chain(args.iter().copied())).unwrap();
    let mut out = Vec::new();
    let today = "2026-11-21".parse().unwrap();
    let outcome = heng_calc::run(cli.command, &mut Console { out: &mut out, json, today });
    (outcome.map_err(|error| error.to_string()), String::from_utf8(out).unwrap())
}

fn at(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).display().to_string()
}

/// A worked slip, as a payroll specialist writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    source: String,
    /// The month's file, in the form of `calc slip`.
    facts: String,
    expect: Expect,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Expect {
    totals: BTreeMap<String, String>,
    /// Lines by code.
    lines: BTreeMap<String, String>,
    /// Figures of several employers together.
    together: BTreeMap<String, String>,
    /// What is carried to the next slip, by code.
    carried: BTreeMap<String, String>,
    /// Lines that must not be there.
    absent: Vec<String>,
    /// Codes that must be among the findings.
    findings: Vec<String>,
    /// Codes that must not be among them.
    without: Vec<String>,
}

fn check(case: &Case, folder: &Path) {
    assert!(!case.source.is_empty());
    let path = folder.join(format!("{}.month.yaml", case.name));
    fs::write(&path, &case.facts).unwrap();
    let (outcome, text) = run(&["calc", "slip", path.to_str().unwrap()], true);
    assert!(outcome.is_ok(), "{}: {outcome:?}", case.name);
    let told: Value = serde_json::from_str(&text).unwrap();
    let by_code = |list: &str| -> BTreeMap<String, String> {
        let lines = told[list].as_array().unwrap().iter();
        lines
            .map(|line| {
                (line["code"].as_str().unwrap().to_owned(), line["amount"].as_str().unwrap().to_owned())
            })
            .collect()
    };
    let money = |text: &str| heng_kernel::Money::parse_major(text).unwrap();
    for (name, amount) in &case.expect.totals {
        assert_eq!(money(told["totals"][name].as_str().unwrap()), money(amount), "{}: {name}", case.name);
    }
    for (name, amount) in &case.expect.together {
        let got = told["several_employers"][name].as_str().unwrap();
        assert_eq!(money(got), money(amount), "{}: {name}", case.name);
    }
    for (list, expected) in [("lines", &case.expect.lines), ("carried", &case.expect.carried)] {
        let got = by_code(list);
        for (code, amount) in expected {
            let amount_got = got.get(code).unwrap_or_else(|| panic!("{}: no {code} in {got:?}", case.name));
            assert_eq!(money(amount_got), money(amount), "{}: {code}", case.name);
        }
    }
    let lines = by_code("lines");
    for code in &case.expect.absent {
        assert!(!lines.contains_key(code), "{}: {code} in {lines:?}", case.name);
    }
    let findings = told["findings"].to_string();
    for code in &case.expect.findings {
        assert!(findings.contains(&format!("\"{code}\"")), "{}: {code} not in {findings}", case.name);
    }
    for code in &case.expect.without {
        assert!(!findings.contains(&format!("\"{code}\"")), "{}: {code} in {findings}", case.name);
    }
}

#[test]
fn every_worked_slip_comes_out() {
    let scratch = tempfile::tempdir().unwrap();
    let mut cases = 0;
    for entry in fs::read_dir(at("cases/slips")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let file: Vec<Case> = serde_saphyr::from_str(&text).unwrap();
        file.iter().for_each(|case| check(case, scratch.path()));
        cases += file.len();
    }
    assert!(cases >= 85, "{cases}");
}

#[test]
fn the_example_explains_every_line_in_both_languages() {
    let example = at("examples/shanghai-july.yaml");
    for (lang, words) in [
        ("zh", ["实发", "养老保险（个人）", "累计收入"]),
        ("en", ["Net pay", "Pension (employee)", "income of the year"]),
    ] {
        let (outcome, text) = run(&["calc", "slip", &example, "--explain", "--lang", lang], false);
        assert_eq!(outcome, Ok(Outcome::Good), "{text}");
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
        assert!(text.contains("劳动法第44条") && text.contains("cn.social.shanghai.pension.rate"), "{text}");
    }
    let (_, json) = run(&["calc", "slip", &example, "--explain"], true);
    let told: Value = serde_json::from_str(&json).unwrap();
    for line in told["lines"].as_array().unwrap() {
        assert_eq!(
            line["explanation"]["value"].as_str().map(heng_kernel::Money::parse_major),
            line["amount"].as_str().map(heng_kernel::Money::parse_major),
            "{line}"
        );
        assert!(line["explanation"]["basis"]["rule"].as_str().is_some_and(|rule| !rule.is_empty()));
    }
}

#[test]
fn a_month_that_cannot_be_read_says_why() {
    let scratch = tempfile::tempdir().unwrap();
    for (text, says) in [
        ("month: 2026-13\nwages: []\n", "YYYY-MM"),
        ("month: 2026-07\nwages: []\ncolour: red\n", "colour"),
        ("month: 2026-07\nplace: atlantis\nwages: [{from: 2026-01-01, amount: 1}]\n", "atlantis"),
        ("month: 2026-07\nplace: shanghai\nwages: [{from: 2026-01-01, amount: 1.234}]\n", "1.234"),
        (
            "month: 2026-07\nplace: shanghai\nwages: [{from: 2026-01-01, amount: 1}]\ninputs: {彩票: 1}\n",
            "彩票",
        ),
    ] {
        let path = scratch.path().join("month.yaml");
        fs::write(&path, text).unwrap();
        let (outcome, _) = run(&["calc", "slip", path.to_str().unwrap()], false);
        assert!(outcome.as_ref().is_err_and(|error| error.contains(says)), "{says}: {outcome:?}");
    }
}

/// Tells the month of `text` in a language; how it ended, and the text or the error.
fn tell(text: &str, args: &[&str]) -> String {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("month.yaml");
    fs::write(&path, text).unwrap();
    let words = args.iter().copied().filter(|arg| *arg != "--json");
    let all: Vec<&str> = ["calc", "slip", path.to_str().unwrap()].into_iter().chain(words).collect();
    match run(&all, args.contains(&"--json")) {
        (Ok(_), text) => text,
        (Err(error), _) => error,
    }
}

#[test]
fn what_cannot_be_true_together_is_said_in_the_readers_language() {
    let month = |more: &str| {
        format!("month: 2026-05\nplace: shanghai\nwages: [{{from: 2026-01-01, amount: 12000}}]\n{more}\n")
    };
    for (more, zh, en) in [
        ("employed: [{from: 2026-01-01, to: 2026-05-20}, {from: 2026-05-10}]", "重叠", "overlap"),
        ("tax: {earlier_months_alike: 5}", "没有这么多个月", "fewer months"),
        ("tax: {start: first_job, months_before: 5}", "没有这么多个月", "fewer months"),
        ("inputs: {经济补偿: 1}", "有：月工资", "it has: 月工资"),
        ("inputs: {津贴: 很多}", "不是数", "is not a number"),
        ("tax: {earlier_months_alike: 1, year_to_date: {months: 1, income: 1}}", "只能写一个", "not both"),
        (
            "tax: {special_additional: 1, special_claims: [{item: infant_care, from: 2026-01-01}]}",
            "只能写一个",
            "not both",
        ),
        ("tax: {start: ordinary, prior_year: {months: 12, income: 1}}", "只能写一个", "one of"),
        ("tax: {earned_before: true}", "hired", "hired"),
        ("tax: {special_claims: [{item: lottery, from: 2026-01-01}]}", "lottery", "lottery"),
        ("hired: 2026-05-10\nemployed: [{from: 2026-05-01}]", "晚于", "after the first day"),
        ("contributions: {confirmed: [lottery]}", "没有险种", "no scheme"),
        (
            "earlier: [{paid: {wage: 1}, now: {month: 2026-05, place: shanghai, wages: []}}]",
            "早于本月",
            "before the month",
        ),
        (
            "earlier: [{paid: {lottery: 1}, now: {month: 2026-04, place: shanghai, wages: [{from: 2026-01-01, amount: 1}]}}]",
            "没有行",
            "no slip has a line",
        ),
        (
            "earlier: [{paid: {}, now: {month: 2026-04, place: shanghai, wages: []}}]",
            "没有工资标准",
            "without a wage",
        ),
    ] {
        assert!(tell(&month(more), &["--lang", "zh"]).contains(zh), "{more}");
        assert!(tell(&month(more), &["--lang", "en"]).contains(en), "{more}");
    }
    let now = "now: {month: 2026-04, place: shanghai, wages: [{from: 2026-01-01, amount: 1}]}";
    let other = |month: &str| format!("other_employers: [{{name: 乙公司, month: {month}}}]");
    for (more, zh, en) in [
        (format!("earlier: [{{{now}}}]"), "只写一个", "one of them"),
        (format!("earlier: [{{paid: {{wage: 1}}, paid_by_rules_of: 2026-03-31, {now}}}]"), "只写一个", "one of them"),
        (
            "earlier: [{paid: {wage: 1}, now: {month: 2026-04, country: hk, wages: [{from: 2026-01-01, amount: 1}]}}]".to_owned(),
            "另一种货币",
            "another currency",
        ),
        (other("{month: 2026-04, place: shanghai, wages: []}"), "同一个月", "the same month"),
        (other("{month: 2026-05, country: hk, wages: []}"), "同一个月", "the same month"),
        (other("{month: 2026-05, place: shanghai, wages: []}"), "乙公司", "乙公司"),
        ("contributions: {rules_day: 32}".to_owned(), "1 到 31", "1 to 31"),
        ("tax: {months_of_deduction: 2}".to_owned(), "0 或 1", "0 or 1"),
        ("sick: {days: 1, on: 2026-06-01, service_years: 1}".to_owned(), "不在本月", "not in the month"),
    ] {
        assert!(tell(&month(&more), &["--lang", "zh"]).contains(zh), "{more}");
        assert!(tell(&month(&more), &["--lang", "en"]).contains(en), "{more}");
    }
    let twice = "month: 2026-05\nplace: shanghai\nwages: [{from: 2026-01-01, amount: 1}, {from: 2026-01-01, amount: 2}]\n";
    assert!(tell(twice, &[]).contains("同一天"));
    let abroad = "month: 2026-05\ncountry: sg\nage: 30\nproration: forward_21_75\nwages: [{from: 2026-01-01, amount: 1}]\n";
    assert!(tell(abroad, &["--lang", "en"]).contains("21.75 days are China's"));
}

#[test]
fn wages_may_stand_in_any_order_and_an_unused_figure_of_the_sheet_is_told() {
    let text = "month: 2026-07\nplace: shanghai\nproration: calendar_days\n\
                wages: [{from: 2026-07-17, amount: 31000}, {from: 2026-01-01, amount: 15500}]\nsheet: {迟到次数: 2}\n";
    let told: Value = serde_json::from_str(&tell(text, &["--json"])).unwrap();
    assert_eq!(told["lines"][0]["amount"], "23000.00", "16 days at 15 500, 15 at 31 000");
    assert!(told["findings"].to_string().contains("pay.sheet_figure_unused"));
    let beyond = text.replace("迟到次数: 2", "综合工时超出: 600");
    assert!(tell(&beyond, &["--json"]).contains("pay.sheet_figure_unused"), "hours beyond a period's plan");
}

#[test]
fn both_ways_of_taxing_a_bonus_stand_below_the_slip() {
    let text = "month: 2026-12\nplace: shanghai\nwages: [{from: 2025-01-01, amount: 20000}]\n\
                contributions: {base: 20000, fund_rate: 7%}\ninputs: {年终奖: 144001}\n\
                tax: {earlier_months_alike: 11, special_additional: 3000, bonus_merged: MERGED}\n";
    let (apart, merged) = (text.replace("MERGED", "false"), text.replace("MERGED", "true"));
    let told: Value = serde_json::from_str(&tell(&apart, &["--json"])).unwrap();
    let choice = &told["bonus_choice"];
    assert_eq!(
        (&choice["separate_total"], &choice["merged_total"]),
        (&"35070.20".into(), &"32280.20".into())
    );
    assert_eq!((&choice["better"], &choice["saved"]), (&"merged".into(), &"2790.00".into()));
    assert_eq!(choice["cliff"]["even_at"], "160500.00");
    let zh = tell(&apart, &[]);
    assert!(zh.contains("更省  并入综合所得") && zh.contains("发到 160500.00 才不亏"), "{zh}");
    assert!(tell(&apart, &["--lang", "en"]).contains("better  joined with the year"));
    let other: Value = serde_json::from_str(&tell(&merged, &["--json"])).unwrap();
    assert_eq!(other["bonus_choice"]["merged_total"], "32280.20");
    assert_eq!(other["year"]["withheld"], "32280.20", "the year ends at the tax that was forecast");
}

#[test]
fn what_another_employer_pays_stands_below_the_slip_with_its_trace() {
    let text = "month: 2026-12\nplace: shanghai\nwages: [{from: 2026-01-01, amount: 20000}]\n\
                contributions: {base: 20000, fund_rate: 7%}\ntax: {earlier_months_alike: 11}\n\
                other_employers: [{name: 乙公司, month: {month: 2026-12, place: shanghai, \
                wages: [{from: 2026-01-01, amount: 10000}], contributions: {base: 10000}, tax: {earlier_months_alike: 11}}}]\n";
    let zh = tell(text, &["--explain", "--lang", "zh"]);
    assert!(
        zh.contains("2 个单位合计") && zh.contains("应补（退）税额") && zh.contains("本年在 2 个单位有工资"),
        "{zh}"
    );
    let en = tell(text, &["--lang", "en"]);
    assert!(en.contains("2 employers together") && en.contains("Wages from 2 employers this year"), "{en}");
    let told: Value = serde_json::from_str(&tell(text, &["--explain", "--json"])).unwrap();
    let together = &told["several_employers"];
    assert_eq!(together["explanation"]["value"], together["due"]);
}

#[test]
fn who_is_not_resident_is_taxed_month_by_month() {
    let text = "month: 2026-06\nplace: shanghai\nresidence: non_resident\nwages: [{from: 2025-01-01, amount: 30000}]\n\
                contributions: {base: 30000, fund_rate: 7%}\ninputs: {年终奖: 60000}\n";
    let told: Value = serde_json::from_str(&tell(text, &["--json"])).unwrap();
    let amount = |code: &str| {
        let lines = told["lines"].as_array().unwrap();
        lines.iter().find(|line| line["code"] == code).map(|line| line["amount"].as_str().unwrap().to_owned())
    };
    assert_eq!(amount("tax.wage").as_deref(), Some("3590.00"));
    assert_eq!(amount("tax.bonus").as_deref(), Some("4740.00"));
    assert_eq!(told["bonus_choice"], Value::Null);
}

#[test]
fn abroad_the_currency_the_calendar_and_the_start_are_those_of_the_place() {
    let hong_kong = |month: &str| {
        format!(
            "month: {month}\ncountry: hk\nproration: calendar_days\nwages: [{{from: 2026-06-15, amount: 20000}}]\n\
             employed: [{{from: 2026-06-15}}]\n"
        )
    };
    let told: Value = serde_json::from_str(&tell(&hong_kong("2026-06"), &["--json"])).unwrap();
    assert_eq!(told["currency"], "HKD");
    assert_eq!(told["totals"]["net"], "10666.67", "the first 30 days are free for the employee");
    assert!(told["findings"].to_string().contains("contribution.employee_free_at_start"));
    let later: Value = serde_json::from_str(&tell(&hong_kong("2026-08"), &["--json"])).unwrap();
    assert_eq!(later["totals"]["net"], "19000.00");
    // In February 2026 China had 15 working days; a month abroad has its Mondays to Fridays.
    let singapore = "month: 2026-02\ncountry: sg\nbirth: 1996-05-04\nwages: [{from: 2026-02-16, amount: 4000}]\n\
                     employed: [{from: 2026-02-16}]\n";
    let told: Value = serde_json::from_str(&tell(singapore, &["--json"])).unwrap();
    assert_eq!(told["lines"][0]["amount"], "2000.00", "ten of twenty days");
    assert!(tell(singapore, &["--explain"]).contains("新元"));
}

#[test]
fn formulas_and_packs_answer_at_the_command_line() {
    let (outcome, text) = run(&["formula", "fmt", "（实际÷目标）×权重"], false);
    assert_eq!(outcome, Ok(Outcome::Good), "{text}");
    let (outcome, _) = run(&["formula", "fmt", "1 +"], false);
    assert_eq!(outcome, Ok(Outcome::Findings));
    let (outcome, text) =
        run(&["packs", "explain", "cn.social.shanghai.pension.rate", "--on", "2026-07-15"], false);
    assert_eq!(outcome, Ok(Outcome::Good), "{text}");
    let (outcome, text) =
        run(&["packs", "show", "cn.social.shanghai", "--on", "2026-07-15", "--lang", "en"], false);
    assert_eq!(outcome, Ok(Outcome::Good));
    assert!(text.contains("pension"), "{text}");
    let (outcome, text) = run(&["packs", "check"], false);
    assert_eq!(outcome, Ok(Outcome::Good), "{text}");
}

#[test]
fn cases_are_written_by_id() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("computed.json");
    let (outcome, text) =
        run(&["calc", "--cases", &at("cases/vectors.json"), "--out", out.to_str().unwrap()], false);
    assert_eq!((outcome, text.as_str()), (Ok(Outcome::Good), "294 passed, 0 failed\n"));
    let computed: Value = serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap();
    assert_eq!(computed["al-4days-22000"]["extra_pay_200"], "8091.95");
}
