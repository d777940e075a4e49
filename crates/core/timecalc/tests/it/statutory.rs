//! Leave by law: annual, maternity, family; the traps about bands, provinces and dates of rules.

use std::sync::Arc;

use chrono::NaiveDate;
use heng_calendar::{CountRule, NationalCalendar, WorkCalendar};
use heng_kernel::DateRange;
use heng_packs::Packs;
use heng_timecalc::{
    leave::Crossing,
    overtime::Limits,
    statutory::{
        AnnualLeaveRule, Birth, CountedPart, FamilyLeave, JoiningYear, LeavingYear, Lost, MaternityRule,
        Service, annual_leave, childcare, family_leave_on, last_day_of, lost, maternity, miscarriage,
        nursing_minutes, on_leaving_date_of,
    },
};
use proptest::prelude::*;

use crate::{cases::annual_rule, world::date};

fn service(joined: &str, prior_months: u32) -> Service {
    Service { joined: date(joined), last_day: None, prior_months, continuous_months: prior_months }
}

#[test]
fn trap_24_annual_leave_goes_by_total_service_and_drops_what_is_below_a_day() {
    let rule = annual_rule(Crossing::WholeYearFromThatDay);
    let days = |service: &Service, year, on: &str| {
        annual_leave(&rule, service, year, date(on)).unwrap().quantity / 100
    };
    let nine_years_eleven = service("2026-01-01", 119);
    assert_eq!(days(&nine_years_eleven, 2026, "2026-01-31"), 5);
    assert_eq!(days(&nine_years_eleven, 2026, "2026-02-01"), 10, "ten years are full on 1 February");
    let joiner = service("2026-07-01", 24);
    assert_eq!(days(&joiner, 2026, "2026-07-01"), 2, "184 / 365 x 5 = 2.52");
    let fresh = Service { continuous_months: 0, ..service("2025-08-15", 0) };
    assert_eq!(days(&fresh, 2025, "2025-12-31"), 0);
    assert_eq!(days(&fresh, 2026, "2026-08-14"), 0, "the twelfth month is not over");
    assert_eq!(days(&fresh, 2026, "2026-08-15"), 1, "139 / 365 x 5 = 1.90");
    let broken = Service { continuous_months: 0, ..service("2026-01-01", 200) };
    assert_eq!(
        days(&broken, 2026, "2026-12-31"),
        0,
        "long service, but no twelve months without a break yet"
    );
}

#[test]
fn trap_24_the_divisor_is_365_in_leap_years_too() {
    let rule = annual_rule(Crossing::WholeYearFromThatDay);
    // 73 days from 20 October in any year: 73 / 365 x 5 = 1 exactly. In 2028, a leap year, the same.
    for year in [2027, 2028] {
        let joined = NaiveDate::from_ymd_opt(year, 10, 20).unwrap();
        let service = Service { joined, last_day: None, prior_months: 24, continuous_months: 24 };
        let due = annual_leave(&rule, &service, year, joined).unwrap();
        assert_eq!(due.quantity, 100, "{year}");
        assert_eq!(due.explanation.terms[0].value, "73");
    }
    let leap = on_leaving_date_of(&rule, &service("2020-01-01", 0), date("2028-12-31"), 0).unwrap();
    assert_eq!(leap.due, 500, "366 days are not more than the year");
}

#[test]
fn trap_24_a_part_year_of_leave_drops_the_fraction() {
    let rule = annual_rule(Crossing::WholeYearFromThatDay);
    assert_eq!(JoiningYear::of(&rule, date("2028-01-01"), 5), JoiningYear { remaining_days: 366, days: 5 });
    assert_eq!(JoiningYear::of(&rule, date("2026-10-21"), 5).days, 0, "72 days are 0.99 of a day");
    let leaver = LeavingYear::of(&rule, Some(date("2026-03-01")), date("2026-05-12"), 10, 50);
    assert_eq!((leaver.elapsed_days, leaver.entitled, leaver.untaken), (73, 2, 150), "half a day was taken");
    let took_more = LeavingYear::of(&rule, None, date("2026-05-12"), 5, 400);
    assert_eq!((took_more.entitled, took_more.untaken, took_more.beyond), (1, 0, 300));
}

#[test]
fn leave_is_lost_by_sickness_of_the_band_or_by_twenty_days_of_paid_leave() {
    let rule = annual_rule(Crossing::WholeYearFromThatDay);
    for (full, months) in [(5, 200), (10, 300), (15, 400)] {
        assert_eq!(rule.lost(full, months - 1, 19), None);
        assert_eq!(rule.lost(full, months, 0), Some(Lost::SickLeave));
        assert_eq!(rule.lost(full, 0, 20), Some(Lost::PersonalLeave));
    }
    assert_eq!(rule.lost(0, 1_200, 30), None, "nothing to lose");
}

#[test]
fn leave_beyond_what_is_due_on_leaving_is_not_recovered() {
    let rule = annual_rule(Crossing::WholeYearFromThatDay);
    let exit =
        |taken| on_leaving_date_of(&rule, &service("2016-03-01", 0), date("2026-06-30"), taken).unwrap();
    assert_eq!((exit(100).due, exit(100).untaken, exit(100).beyond), (400, 300, 0), "181 / 365 x 10 = 4.96");
    assert_eq!((exit(700).untaken, exit(700).beyond), (0, 300));
}

#[test]
fn long_illness_and_long_personal_leave_take_the_year_away_by_band() {
    let rule = annual_rule(Crossing::WholeYearFromThatDay);
    let on = date("2026-12-31");
    let of = |prior, sick, personal| lost(&rule, &service("2025-01-01", prior), on, sick, personal);
    assert_eq!((of(12, 1, 0), of(12, 2, 0)), (None, Some(Lost::SickLeave)));
    assert_eq!((of(120, 2, 0), of(120, 3, 0)), (None, Some(Lost::SickLeave)));
    assert_eq!((of(240, 3, 0), of(240, 4, 0)), (None, Some(Lost::SickLeave)));
    assert_eq!((of(12, 0, 19), of(12, 0, 20)), (None, Some(Lost::PersonalLeave)));
}

#[test]
fn trap_30_maternity_leave_goes_by_province_date_and_birth() {
    let sichuan = |from: &str, to: Option<&str>, local_days| MaternityRule {
        births: DateRange::new(date(from), to.map(date)).unwrap(),
        national_days: 98,
        local_days,
        more_from_child: vec![],
        difficult_days: 15,
        further_child_days: 15,
        national_counts: CountRule::CalendarDays,
        local_counts: CountRule::CalendarDays,
        version: "cn.510000".to_owned(),
        source: None,
    };
    let rules = [sichuan("2021-09-30", Some("2025-11-28"), 60), sichuan("2025-11-28", None, 90)];
    let days = |on: &str, children, difficult| {
        let birth = Birth { on: date(on), children, difficult, order: 1 };
        maternity(&rules, &birth).map(|parts| parts.iter().map(|part| part.days).sum::<u32>())
    };
    assert_eq!((days("2025-11-27", 1, false), days("2025-11-28", 1, false)), (Some(158), Some(188)));
    assert_eq!(days("2026-01-01", 3, true), Some(188 + 15 + 30));
    assert_eq!(days("2020-01-01", 1, false), None, "no rule for that day, and none is guessed");
    assert_eq!((miscarriage(3, 15, 42), miscarriage(4, 15, 42)), (15, 42));
}

fn shanghai_family(per_child: bool, confirmed: bool) -> FamilyLeave {
    FamilyLeave {
        region: "310000".to_owned(),
        days: DateRange::from_days(date("2022-11-01"), date("2027-10-31")).unwrap(),
        marriage: vec![CountedPart { code: "leave.marriage", days: 10, counts: CountRule::CalendarDays }],
        paternity: vec![],
        childcare_days: 5,
        childcare_below_years: 3,
        childcare_per_child: per_child,
        confirmed,
        version: "cn.310000@2022".to_owned(),
    }
}

#[test]
fn trap_30_family_leave_is_looked_up_by_region_and_date_and_weak_rows_ask_to_be_confirmed() {
    let rules = [shanghai_family(true, false)];
    let on = |region: &str, day: &str| {
        let (rule, findings) = family_leave_on(&rules, region, date(day));
        (rule.map(|rule| rule.marriage[0].days), findings.first().map(|f| f.code.clone()))
    };
    assert_eq!(on("310000", "2027-10-31"), (Some(10), Some("leave.confirm_before_use".to_owned())));
    assert_eq!(on("310000", "2027-11-01"), (None, Some("leave.no_family_rule".to_owned())));
    assert_eq!(on("110000", "2026-01-01").0, None);
    let sure = [shanghai_family(true, true)];
    assert!(family_leave_on(&sure, "310000", date("2026-01-01")).1.is_empty());
}

#[test]
fn childcare_leave_goes_from_birthday_to_birthday_until_the_child_is_three() {
    let each = shanghai_family(true, true);
    let born = [date("2023-05-10"), date("2025-02-01")];
    let told = |rule: &FamilyLeave, on: &str| {
        let all = childcare(rule, &born, date(on)).into_iter();
        all.map(|(days, stretch)| (days, stretch.from(), stretch.last_day().unwrap())).collect::<Vec<_>>()
    };
    let elder = (5, date("2025-05-10"), date("2026-05-09"));
    let younger = |year: i32| {
        let birthday = |year: i32| date(&format!("{year}-02-01"));
        (5, birthday(year), birthday(year + 1).pred_opt().unwrap())
    };
    // Each child's days lie in that child's year: none is given twice when the other has a birthday.
    assert_eq!(told(&each, "2026-01-31"), [elder, younger(2025)]);
    assert_eq!(told(&each, "2026-02-01"), [elder, younger(2026)]);
    assert_eq!(told(&each, "2026-05-10"), [younger(2026)], "the elder is three today");
    assert_eq!(told(&shanghai_family(false, true), "2026-05-09"), [younger(2026)]);
    assert_eq!(told(&each, "2028-02-01"), []);
}

#[test]
fn nursing_time_is_an_hour_for_each_child_of_a_birth_until_the_first_birthday() {
    let born = date("2026-01-31");
    assert_eq!((nursing_minutes(born, 1, date("2027-01-30")), nursing_minutes(born, 2, born)), (60, 120));
    assert_eq!(nursing_minutes(born, 1, date("2027-01-31")), 0);
}

#[test]
fn the_rules_of_the_packs_are_those_of_the_cases() {
    let china = Packs::embedded().china();
    let on = date("2026-03-02");
    let annual = AnnualLeaveRule::of(china.leave.annual.as_of(on).unwrap(), Crossing::WholeYearFromThatDay);
    let ours = annual_rule(Crossing::WholeYearFromThatDay);
    assert_eq!((annual.bands, annual.divisor, annual.qualify_months), (ours.bands, 365, 12));
    let hours = &china.labour.hours.as_of(on).unwrap().value;
    assert_eq!(Limits::of(hours, true, true), Limits::LABOUR_LAW);
}

#[test]
fn trap_30_the_packs_know_provinces_and_the_dates_of_their_rules() {
    let leave = &Packs::embedded().china().leave;
    let days = |region: &str, birth: &str, order| {
        let region = region.parse().unwrap();
        let rule = MaternityRule::on(leave, region, date(birth)).unwrap();
        let birth = Birth { on: date(birth), children: 1, difficult: false, order };
        maternity(&[rule], &birth).unwrap().iter().map(|part| part.days).sum::<u32>()
    };
    assert_eq!((days("510000", "2025-11-27", 1), days("510000", "2025-11-28", 1)), (158, 188));
    assert_eq!((days("330000", "2026-03-02", 1), days("330000", "2026-03-02", 2)), (158, 188));
    assert_eq!(days("440000", "2026-03-02", 1), 178);
    let on = date("2026-03-02");
    let shanghai = FamilyLeave::on(leave, "310000".parse().unwrap(), on).unwrap();
    assert_eq!((shanghai.childcare_days, shanghai.childcare_per_child), (5, true));
    let calendar = WorkCalendar::national_only(Arc::new(NationalCalendar::new(Packs::embedded())));
    // From 29 September: three days of the nation, then seven that move past 1 to 3 October.
    assert_eq!(shanghai.marriage.iter().map(|part| part.days).sum::<u32>(), 10);
    assert_eq!(last_day_of(&calendar, date("2026-09-28"), &shanghai.marriage), Some(date("2026-10-10")));
}

proptest! {
    #[test]
    fn a_year_worked_to_its_end_and_left_is_the_year_itself(joined in 0i64..3_000, prior in 0u32..300, year in 2016i32..2030) {
        let rule = annual_rule(Crossing::WholeYearFromThatDay);
        let joined = date("2015-01-01") + chrono::Duration::days(joined);
        let service = Service { joined, last_day: None, prior_months: prior, continuous_months: prior };
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        prop_assume!(joined <= last && prior >= 12);
        let due = annual_leave(&rule, &service, year, last).unwrap();
        let exit = on_leaving_date_of(&rule, &service, last, 0).unwrap();
        prop_assert_eq!(due.quantity, exit.due);
        prop_assert_eq!(exit.untaken - exit.beyond, exit.due);
    }

    #[test]
    fn more_service_never_means_less_leave(prior in 12u32..300, more in 0u32..100, day in 0i64..365) {
        let rule = annual_rule(Crossing::ByDays);
        let on = date("2026-01-01") + chrono::Duration::days(day);
        let of = |prior| annual_leave(&rule, &service("2026-01-01", prior), 2026, on).unwrap().quantity;
        prop_assert!(of(prior) <= of(prior + more));
    }
}
