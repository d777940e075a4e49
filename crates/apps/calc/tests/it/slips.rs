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
fn run(args: &[&str], json: bool) -> (Result<Outcome, String>, String) {
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
    /// What is carried to the next slip, by code.
    carried: BTreeMap<String, String>,
    /// Codes that must be among the findings.
    findings: Vec<String>,
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
    for (list, expected) in [("lines", &case.expect.lines), ("carried", &case.expect.carried)] {
        let got = by_code(list);
        for (code, amount) in expected {
            let amount_got = got.get(code).unwrap_or_else(|| panic!("{}: no {code} in {got:?}", case.name));
            assert_eq!(money(amount_got), money(amount), "{}: {code}", case.name);
        }
    }
    let findings = told["findings"].to_string();
    for code in &case.expect.findings {
        assert!(findings.contains(&format!("\"{code}\"")), "{}: {code} not in {findings}", case.name);
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
    assert!(cases >= 8, "{cases}");
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
