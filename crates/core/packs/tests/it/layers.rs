//! The installation's own files over the shipped ones.

use heng_packs::{Confidence, Packs, Scheme};

use crate::{date, file, laid_over, ppm, yuan};

const BEIJING_2027: &str = r#"
schema = "heng.cn.social/1"
id = "beijing"
region_code = "110000"
source = "the bureau's notice of 2027"
confidence = "one"

[[base]]
schemes = ["pension", "unemployment"]
floor = "7400"
ceiling = 37000
from = "2027-07-01"
"#;

fn pension_floor(packs: &Packs, day: &str) -> Option<heng_kernel::Money> {
    let city = packs.china().social.city("beijing").unwrap();
    city.schemes[&Scheme::Pension].bases.as_of(date(day)).map(|row| row.value.floor)
}

#[test]
fn a_dated_period_comes_as_a_file_without_a_release() {
    let packs = laid_over(BEIJING_2027).unwrap();
    assert_eq!(pension_floor(&packs, "2027-06-30"), Some(yuan("7270")), "the shipped period ends by itself");
    assert_eq!(pension_floor(&packs, "2027-07-01"), Some(yuan("7400")));
    assert_eq!(pension_floor(&packs, "2031-01-01"), Some(yuan("7400")), "until replaced");
    assert_eq!(pension_floor(Packs::embedded(), "2027-07-01"), None, "the shipped data do not guess");
    let city = packs.china().social.city("beijing").unwrap();
    let row = city.schemes[&Scheme::Unemployment].bases.as_of(date("2027-07-01")).unwrap();
    assert!(row.provenance.own);
    assert_eq!(
        (row.provenance.source.as_str(), row.provenance.confidence),
        ("the bureau's notice of 2027", Confidence::One)
    );
    assert_eq!(row.version(), "cn.social.beijing.unemployment.base@2027-07-01");
    assert_eq!(
        city.schemes[&Scheme::Medical].bases.as_of(date("2027-07-01")).map(|row| row.value.floor),
        None
    );
    assert_eq!(city.name_zh, "北京", "the rest of the city stays");
}

#[test]
fn a_city_comes_as_a_file_without_a_release() {
    let text = r#"
schema = "heng.cn.social/1"
id = "shijiazhuang"
region_code = "130100"
name_zh = "石家庄"
source = "notice"
confidence = "one"
[[base]]
schemes = ["medical"]
from = "2026-01-01"
floor = "4000"
[[rate]]
scheme = "medical"
from = "2026-01-01"
employer = "0.08"
employee = "0.02"
"#;
    let packs = laid_over(text).unwrap();
    let city = packs.china().social.of_region("130102".parse().unwrap()).expect("found by a district's code");
    let medical = city.schemes_on(date("2026-05-01")).next().unwrap();
    assert_eq!(
        medical.base.unwrap().value.clamp(yuan("90000")),
        yuan("90000"),
        "Hebei has no medical ceiling"
    );
    assert_eq!(medical.rate.unwrap().value.employer.rate, ppm(80_000));
    assert_eq!(packs.china().social.iter().count(), 17);
}

#[test]
fn an_own_row_with_an_end_takes_just_its_days_from_a_shipped_period() {
    let text = BEIJING_2027.replace("from = \"2027-07-01\"", "from = \"2025-10-01\"\nto = \"2025-12-31\"");
    let packs = laid_over(&text).unwrap();
    let floors = ["2025-09-30", "2025-10-01", "2025-12-31", "2026-01-01"]
        .map(|day| pension_floor(&packs, day).unwrap());
    assert_eq!(floors, ["7162", "7400", "7400", "7162"].map(yuan));
}

#[test]
fn an_own_row_ends_a_shipped_one_that_holds_until_replaced_for_good() {
    let text = r#"
schema = "heng.cn.minimum-wages/1"
source = "notice"
confidence = "one"
[[row]]
region = "310000"
city = "上海"
from = "2027-07-01"
to = "2028-06-30"
monthly = "2850"
"#;
    let packs = laid_over(text).unwrap();
    let monthly = |day: &str| {
        let wage = packs.china().minimum_wages.as_of("310115".parse().unwrap(), date(day));
        wage.map(|row| row.value.monthly)
    };
    assert_eq!(monthly("2027-06-30"), Some(yuan("2740")));
    assert_eq!(monthly("2028-06-30"), Some(yuan("2850")));
    assert_eq!(monthly("2028-07-01"), None, "the wage of 2025 does not come back");
}

#[test]
fn an_own_row_without_an_end_gives_way_to_the_next_shipped_notice() {
    // The stop-gap for July 2025 holds until the notice of July 2026, which a later release brought.
    let text = BEIJING_2027.replace("from = \"2027-07-01\"", "from = \"2025-07-01\"");
    let packs = laid_over(&text).unwrap();
    let floors = ["2025-06-30", "2025-07-01", "2026-06-30", "2026-07-01"]
        .map(|day| pension_floor(&packs, day).unwrap());
    assert_eq!(floors, ["6821", "7400", "7400", "7270"].map(yuan));
}

#[test]
fn two_own_files_may_not_claim_the_same_day() {
    let later = BEIJING_2027
        .replace("7400", "7500")
        .replace("from = \"2027-07-01\"", "from = \"2027-07-01\"\nto = \"2028-06-30\"");
    let faults = Packs::with_overlay([&file("a.toml", BEIJING_2027), &file("b.toml", &later)]).unwrap_err();
    let overlaps: Vec<_> =
        faults.iter().map(|f| (f.code.as_str(), f.path.as_str(), &f.params["other"])).collect();
    assert_eq!(overlaps.len(), 2, "pension and unemployment: {overlaps:?}");
    assert!(overlaps.iter().all(|(code, ..)| *code == "pack.overlap"));
}

#[test]
fn a_folder_with_one_fault_is_not_used_at_all() {
    let bad = BEIJING_2027.replace("floor", "flor");
    let faults =
        Packs::with_overlay([&file("good.toml", BEIJING_2027), &file("bad.toml", &bad)]).unwrap_err();
    assert!(faults.iter().all(|fault| fault.path.starts_with("bad.toml#")), "{faults:?}");
}

#[test]
fn a_city_keeps_its_region_code() {
    let faults = laid_over(&BEIJING_2027.replace("110000", "310000")).unwrap_err();
    assert_eq!(faults[0].code, "pack.another_citys_region");
}

#[test]
fn a_shipped_row_is_confirmed_by_quoting_what_it_says() {
    let shipped = Packs::embedded();
    let rounding = &shipped.china().social.city("beijing").unwrap().housing_fund.rounding;
    let row = rounding.as_of(date("2026-07-01")).unwrap();
    let doubt = row.unconfirmed().expect("a weak row");
    let confirm = |fingerprint: &str| {
        let text = format!(
            "schema = \"heng.confirmations/1\"\n[[confirmed]]\nrow = \"{}\"\nfingerprint = \"{fingerprint}\"\nby = \"payroll\"\non = \"2026-12-01\"\n",
            row.version()
        );
        laid_over(&text).unwrap()
    };
    let confirmed = confirm(doubt.params["fingerprint"].as_str().unwrap());
    let now = confirmed
        .china()
        .social
        .city("beijing")
        .unwrap()
        .housing_fund
        .rounding
        .as_of(date("2026-07-01"))
        .unwrap();
    assert_eq!(now.unconfirmed(), None);
    assert_eq!(now.confirmation().unwrap().by, "payroll");
    let outdated = confirm("0000000000000000");
    let codes: Vec<_> = outdated.check(date("2026-11-21")).into_iter().map(|f| f.code).collect();
    assert!(codes.contains(&"pack.confirmation_outdated".to_owned()));
}
