//! Trap 38: a notice that comes after the month was paid. One month, one person, the rule data before and after it.

use heng_packs::{PackFile, Packs};
use heng_paycalc::{
    contribution::CityMonth,
    slip::{Arrear, LineKey, PayMonth, PersonMonth, Plan, Slip, arrears},
};

use super::{Engine, Money, day, engine, person, with_fund, yuan};

/// The bureau's notice for the year from July 2027, published in September.
const NOTICE: &str = r#"
schema = "heng.cn.social/1"
id = "shanghai"
region_code = "310000"
source = "notice of 2027-09"
confidence = "one"

[[base]]
schemes = ["pension", "medical", "unemployment", "injury"]
floor = "7700"
ceiling = "38500"
from = "2027-07-01"

[[housing_fund.base]]
floor = "2850"
ceiling = "38500"
from = "2027-07-01"
"#;

fn plan<'p>(packs: &'p Packs, on: &str) -> Plan<'p> {
    let china = packs.china();
    let city = CityMonth::as_of(china.social.city("shanghai").unwrap(), day(on), &with_fund()).unwrap();
    Plan::china("cn.shanghai", &city, &china.income_tax, day(on)).unwrap()
}

fn facts(engine: &Engine, base: &str) -> PersonMonth {
    person(engine, base, &[("工资", yuan("60000"))])
}

/// July and August paid before the notice, and what they would have been with it; the differences, line by line.
fn paid_and_owed(engine: &Engine, base: &str, after: &Packs) -> (Slip, Slip, Vec<Arrear>) {
    let (mut was, mut right) = (facts(engine, base), facts(engine, base));
    let (mut last_was, mut last_right, mut owed) = (Slip::default(), Slip::default(), Vec::new());
    for month in [7, 8] {
        let on = format!("2027-0{month}-15");
        let (before, after) = (plan(Packs::embedded(), &on), plan(after, &on));
        (last_was, last_right) = (engine.slip(&before, &was), engine.slip(&after, &right));
        // The same month, the same person: only the rule data differ.
        let due = engine.slip(&after, &was);
        let old = engine.record(&before, &was, &last_was);
        let new = engine.record(&after, &was, &due);
        owed.extend(arrears(PayMonth { year: 2027, month }, &old, &new).unwrap());
        assert_eq!(old, engine.record(&before, &was, &last_was), "the paid slip keeps its figures");
        (was.tax.before, right.tax.before) = (last_was.year, last_right.year);
    }
    (last_was, last_right, owed)
}

#[test]
fn trap_38_the_same_month_before_and_after_a_late_notice_differs_by_its_arrears() {
    let engine = engine();
    let after =
        Packs::with_overlay([&PackFile { path: "own.toml".to_owned(), text: NOTICE.to_owned() }]).unwrap();
    let (was, right, owed) = paid_and_owed(&engine, "60000", &after);
    let of = |month: u32, code: &str| {
        let line = owed.iter().find(|arrear| arrear.month.month == month && arrear.line.code == code);
        line.map(|arrear| arrear.line.amount)
    };
    for month in [7, 8] {
        // The ceiling rose from 37 731 to 38 500: 769 × 8 % and 16 %; the fund in whole yuan, 2 641 to 2 695.
        assert_eq!(of(month, "pension.employee"), Some(yuan("61.52")));
        assert_eq!(of(month, "pension.employer"), Some(yuan("123.04")));
        assert_eq!(of(month, "housing_fund.employee"), Some(yuan("54")));
        assert_eq!(of(month, "housing_fund.employer"), Some(yuan("54")));
        assert_eq!(of(month, "tax.wage"), None, "cumulative tax follows of itself");
    }
    // September pays the differences of both months, and the year is as if the notice had come in time.
    let september = plan(&after, "2027-09-15");
    let mut in_time = facts(&engine, "60000");
    in_time.tax.before = right.year;
    let mut late = facts(&engine, "60000");
    late.tax.before = was.year;
    late.arrears = owed.clone();
    let (in_time, late_slip) = (engine.slip(&september, &in_time), engine.slip(&september, &late));
    assert_eq!(late_slip.year, in_time.year);
    assert_eq!(late_slip.amount(LineKey::Employee(0)), yuan("3080"), "September itself by the new ceiling");
    let taken: i64 = owed
        .iter()
        .filter(|arrear| arrear.line.code.ends_with(".employee"))
        .map(|arrear| arrear.line.amount.minor())
        .sum();
    // What is owed is taken now, and the tax it saves comes back now.
    let saved = in_time.amount(LineKey::WageTax).minor() - late_slip.amount(LineKey::WageTax).minor();
    assert!(saved > 0);
    assert_eq!(in_time.totals.net.minor() - late_slip.totals.net.minor(), taken - saved);
}

#[test]
fn trap_38_whom_a_notice_does_not_touch_owes_nothing() {
    let engine = engine();
    let after =
        Packs::with_overlay([&PackFile { path: "own.toml".to_owned(), text: NOTICE.to_owned() }]).unwrap();
    let (.., owed) = paid_and_owed(&engine, "20000", &after);
    assert!(owed.is_empty(), "between the old and the new limits: {owed:?}");
    let (.., raised) = paid_and_owed(&engine, "5000", &after);
    let pension: Vec<Money> = raised
        .iter()
        .filter(|arrear| arrear.line.code == "pension.employee")
        .map(|arrear| arrear.line.amount)
        .collect();
    assert_eq!(pension, [yuan("12.32"), yuan("12.32")], "the floor rose by 154");
}
