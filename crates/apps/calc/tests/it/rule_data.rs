//! Slips by an installation's own rule data.

use std::{collections::BTreeMap, fs};

use heng_calc::Outcome;
use serde_json::{Value, json};

use crate::slips::run;

const SHIPPED_2026: &str = include_str!("../../../../../packs/cn/holidays/2026.json");

/// A city that is not shipped, in the form the handbook of rule data gives.
const SHIJIAZHUANG: &str = r#"
schema = "heng.cn.social/1"
id = "shijiazhuang"
region_code = "130100"
name_zh = "石家庄"
source = "notice"
confidence = "two"
[[rounding]]
each_share = "fen_half_up"
[[base]]
schemes = ["pension"]
from = "2026-01-01"
floor = "4000"
ceiling = "20000"
[[rate]]
scheme = "pension"
from = "2026-01-01"
employer = "0.16"
employee = "0.08"
"#;

/// Limits of Shanghai's pension that no notice has published yet.
const SHANGHAI_2027: &str = r#"
schema = "heng.cn.social/1"
id = "shanghai"
region_code = "310000"
source = "the bureau's notice of 2027"
confidence = "two"
[[base]]
schemes = ["pension"]
floor = "8000"
ceiling = "40000"
from = "2027-07-01"
"#;

/// The lines of a month's slip, by code, reckoned with this folder's rule data.
fn lines(month: &str, folder: Option<&[(&str, &str)]>) -> Result<BTreeMap<String, String>, String> {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("month.yaml");
    fs::write(&file, month).unwrap();
    let rules = scratch.path().join("rules");
    let mut args = vec!["calc", "slip", file.to_str().unwrap()];
    for (path, text) in folder.unwrap_or_default() {
        let path = rules.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    if folder.is_some() {
        args.extend(["--folder", rules.to_str().unwrap()]);
    }
    let (outcome, text) = run(&args, true);
    outcome.map(|_: Outcome| {
        let told: Value = serde_json::from_str(&text).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        told["lines"].as_array().unwrap().iter().map(|line| (text(&line["code"]), text(&line["amount"]))).collect()
    })
}

#[test]
fn a_city_that_comes_as_a_file_has_slips() {
    let month = "month: 2026-05\nplace: shijiazhuang\nwages: [{from: 2026-01-01, amount: 30000}]\n";
    let told = lines(month, Some(&[("shijiazhuang.toml", SHIJIAZHUANG)])).unwrap();
    assert_eq!((&*told["pension.employee"], &*told["pension.employer"]), ("1600.00", "3200.00"));
    assert!(lines(month, None).unwrap_err().contains("shijiazhuang"));
}

#[test]
fn a_period_that_comes_as_a_file_changes_a_slip_from_its_first_day() {
    let month = |month: &str| {
        format!("month: {month}\nplace: shanghai\nwages: [{{from: 2026-01-01, amount: 7000}}]\n")
    };
    let own = [("shanghai.toml", SHANGHAI_2027)];
    let pension = |month: &str, folder| lines(month, folder).unwrap()["pension.employee"].clone();
    assert_eq!(pension(&month("2027-07"), Some(&own)), "640.00");
    assert_eq!(pension(&month("2027-07"), None), "603.68", "without a notice the last known limits go on");
    assert_eq!(pension(&month("2027-06"), Some(&own)), pension(&month("2027-06"), None));
}

#[test]
fn a_day_off_by_an_own_notice_changes_what_a_joiner_is_paid() {
    let mut notice: Value = serde_json::from_str(SHIPPED_2026).unwrap();
    let day = json!({"date": "2026-07-01", "name": "司庆", "isOffDay": true, "kind": "rest", "payRate": "2.00"});
    notice["days"].as_array_mut().unwrap().push(day);
    let notice = notice.to_string();
    let month = "month: 2026-07\nplace: shanghai\nwages: [{from: 2026-07-16, amount: 25300}]\nemployed: [{from: 2026-07-16}]\n";
    // 12 of 23 paid days by the shipped notice, 12 of 22 by the own one.
    assert_eq!(lines(month, None).unwrap()["wage"], "13200.00");
    assert_eq!(lines(month, Some(&[("cn/holidays/2026.json", &notice)])).unwrap()["wage"], "13800.00");
}

#[test]
fn one_faulty_file_and_there_is_no_slip() {
    let month = "month: 2026-07\nplace: shanghai\nwages: [{from: 2026-01-01, amount: 7000}]\n";
    let faulty = SHANGHAI_2027.replace("floor", "flor");
    let refused = lines(month, Some(&[("shanghai.toml", &faulty)])).unwrap_err();
    assert!(refused.contains("flor") || refused.contains("shanghai.toml"), "{refused}");
}

#[test]
fn a_program_may_name_the_folder_of_its_settings_to_slips_and_packs_alone() {
    use clap::Parser;
    #[derive(Debug, Parser)]
    struct Cli {
        #[command(subcommand)]
        command: heng_calc::Command,
    }
    let named = |args: &[&str]| {
        let mut cli = Cli::parse_from(std::iter::once("heng").chain(args.iter().copied()));
        cli.command.folder().cloned()
    };
    assert_eq!(named(&["calc", "slip", "a.yaml"]), Some(None));
    assert_eq!(named(&["calc", "slip", "a.yaml", "--folder", "own"]), Some(Some("own".into())));
    assert_eq!(named(&["packs", "check"]), Some(None));
    assert_eq!(named(&["calc", "--cases", "a.json"]), None);
}
