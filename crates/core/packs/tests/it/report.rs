//! What `heng packs check | show | explain` say.

use heng_kernel::{Locale, Severity};
use heng_packs::{Packs, check, say};

use crate::{date, file};

#[test]
fn every_code_of_the_crate_has_words_in_both_languages() {
    let mut codes = std::collections::BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let quoted = text.split('"').filter(|part| part.starts_with("pack."));
            codes.extend(quoted.map(str::to_owned));
        }
    }
    assert!(codes.len() > 40, "{codes:?}");
    for code in codes {
        let finding = heng_kernel::Finding::new(code.clone(), Severity::Error, "x");
        for locale in Locale::ALL {
            assert_ne!(say(&finding, locale), code, "{code} has no words");
        }
    }
}

#[test]
fn the_shipped_data_have_no_errors_and_say_what_a_person_must_look_at() {
    let report = check(&[], date("2026-11-21"));
    assert!(report.is_usable() && report.rows > 400, "{}", report.rows);
    let of = |code: &str| report.findings.iter().filter(|finding| finding.code == code).count();
    assert!(of("pack.confirm_first") > 40);
    assert_eq!(of("pack.year_provisional"), 1);
    assert!(of("pack.expires_soon") > 0, "the bases of 2026 end with the year");
    let codes: std::collections::BTreeSet<_> = report.findings.iter().map(|f| f.code.as_str()).collect();
    let known = [
        "pack.confirm_first",
        "pack.ended",
        "pack.expires_soon",
        "pack.gap",
        "pack.scheme_incomplete",
        "pack.year_provisional",
    ];
    assert!(codes.iter().all(|code| known.contains(code)), "{codes:?}");
}

#[test]
fn a_policy_that_ends_is_announced_sixty_days_ahead() {
    // The bonus table apart ends on 2027-12-31.
    let bonus = &Packs::embedded().china().income_tax.annual_bonus;
    assert_eq!(bonus.expiry(date("2027-10-31")), None);
    let finding = bonus.expiry(date("2027-11-01")).unwrap();
    assert_eq!((finding.code.as_str(), &finding.params["days_left"]), ("pack.expires_soon", &60.into()));
    assert_eq!(bonus.as_of(date("2028-01-01")), None, "afterwards nothing is guessed");
    let missing = bonus.none_in_force("cn.income_tax.annual_bonus", date("2028-01-01"));
    assert_eq!((missing.severity, &missing.params["last_day"]), (Severity::Error, &"2027-12-31".into()));
    // A period that is followed by the next is not announced.
    let basic = &Packs::embedded().china().income_tax.special[&heng_packs::SpecialDeduction::InfantCare];
    assert_eq!(basic.expiry(date("2022-12-15")), None);
    // What the law let lapse is not missed.
    let shanghai = "310000".parse().unwrap();
    let ladder = &Packs::embedded().china().leave.sick_ladders[&shanghai];
    assert_eq!(ladder.expiry(date("2026-08-01")), None);
}

#[test]
fn a_key_is_explained_with_its_neighbours() {
    let packs = Packs::embedded();
    let key = "cn.social.shanghai.pension.base";
    let explained = packs.explain(key, date("2026-03-01")).unwrap();
    let row = explained.row.clone().unwrap();
    assert_eq!((row.from, row.to), (Some(date("2025-07-01")), Some(date("2026-06-30"))));
    assert!(row.source.starts_with("https://rsj.sh.gov.cn/"));
    assert!(row.values.contains(&("floor".to_owned(), "7460".to_owned())));
    assert_eq!(explained.before.clone().unwrap().to, Some(date("2025-06-30")));
    assert_eq!(explained.after.clone().unwrap().from, Some(date("2026-07-01")));
    let (zh, en) = (explained.to_text(Locale::ZhCn), explained.to_text(Locale::En));
    assert!(zh.contains("来源: https://rsj.sh.gov.cn/") && zh.contains("两个来源一致"), "{zh}");
    assert!(en.contains("two sources agree") && en.contains("cn/social/shanghai.toml#base[2]:"), "{en}");
    let gone = packs.explain(key, date("2030-01-01")).unwrap();
    assert_eq!((gone.row, gone.findings[0].code.as_str()), (None, "pack.none_in_force"));
    assert_eq!(gone.before.unwrap().to, Some(date("2027-06-30")));
    assert!(packs.explain("cn.social.atlantis", date("2026-01-01")).is_none());
}

#[test]
fn rows_are_shown_by_the_beginning_of_their_key() {
    let packs = Packs::embedded();
    let on = packs.show("cn.social.beijing", Some(date("2026-08-01")));
    assert!(on.iter().any(|row| row.key == "cn.social.beijing.medical.rate"));
    assert!(on.iter().all(|row| row.key.starts_with("cn.social.beijing.")));
    assert_eq!(packs.show("cn.soc", None), [], "a key is not cut in the middle of a word");
    assert_eq!(packs.show("", None).len(), packs.rows().len());
    assert!(packs.keys().windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn findings_read_as_one_line_each() {
    let bad = "schema = \"heng.cn.minimum-wages/1\"\nsource = \"x\"\nconfidence = \"one\"\n[[row]]\nregion = \"310000\"\ncity = \"上海\"\nmonthy = \"2740\"\n";
    let report = check(&[file("cn/mine.toml", bad)], date("2026-11-21"));
    assert!(!report.is_usable());
    let text = report.to_text(Locale::En);
    assert!(text.contains("error cn/mine.toml#row[0].monthy:7 no such key here"), "{text}");
    assert!(text.contains("did you mean \"monthly\"?"), "{text}");
    assert!(report.to_text(Locale::ZhCn).contains("是否想写“monthly”？"));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["findings"][0]["path"], "cn/mine.toml#row[0].monthly");
}
