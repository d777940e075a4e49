//! Traps of overtime, limits, cycles, time off and made-up punches.

use std::sync::Arc;

use heng_calendar::{DayKind, NationalCalendar, WorkCalendar};
use heng_kernel::LeaveLotId;
use heng_packs::Packs;
use heng_timecalc::{
    day::{
        Basis, Category, ClassBy, DayKinds, EarlyArrival, NoteCode, Reason, Reward, Rounding, Unit,
        WorkingTime,
    },
    overtime::{
        Cycle, CycleResult, Limits, MadeUp, MakeUpRefusal, MakeUpRules, TimeOffRules, beyond_limits,
        cycle_of, earned_time_off, may_make_up, standard_minutes,
    },
};
use uuid::Uuid;

use crate::world::{World, date, kinds, night, office, period, shift};

const MONDAY: &str = "2026-03-02";
const SATURDAY: &str = "2026-03-07";

#[test]
fn trap_08_overtime_is_what_lies_beyond_the_plan_not_the_surplus_of_the_day() {
    // An hour late and two hours longer: two hours of overtime and an hour late, not one hour.
    let world = World::new().day(MONDAY, &office()).asked(MONDAY, "18:00-20:00", Reward::Pay);
    let figures = world.punch(MONDAY, &["10:00", "20:00"]).result(MONDAY).figures;
    assert_eq!((figures.overtime_workday, figures.late, figures.worked), (120, 60, 420));
}

#[test]
fn trap_08_coming_early_is_overtime_only_if_the_rule_says_so() {
    let day = |rule, asked: bool| {
        let mut world = World::new().rules(|rules| {
            rules.overtime.early_arrival = rule;
            rules.overtime.basis = Basis::AsWorked;
        });
        world = world.day(MONDAY, &office()).punch(MONDAY, &["07:30", "18:00"]);
        if asked {
            world = world.asked(MONDAY, "08:00-09:00", Reward::Pay);
        }
        world.result(MONDAY)
    };
    assert_eq!(day(EarlyArrival::Never, true).figures.overtime_workday, 0);
    assert_eq!(day(EarlyArrival::OnRequest, false).figures.overtime_workday, 0);
    assert_eq!(day(EarlyArrival::OnRequest, true).figures.overtime_workday, 60);
    assert_eq!(day(EarlyArrival::Always, false).figures.overtime_workday, 90);
    let early = day(EarlyArrival::Never, false);
    let told = |s: &&heng_timecalc::day::Segment| {
        s.category == Category::NotCounted && s.why == Reason::EarlyArrival
    };
    assert_eq!(early.segments.iter().filter(told).map(|s| s.span.minutes()).sum::<i64>(), 90);
}

#[test]
fn trap_15_a_swapped_saturday_is_an_ordinary_day_and_a_holiday_is_paid_three_times_whatever_was_asked() {
    // 2026-02-28 is a Saturday worked in exchange: its plan is ordinary, what is beyond is 150 %.
    let swapped = World::new().day("2026-02-28", &office()).asked("2026-02-28", "18:00-19:00", Reward::Pay);
    let figures = swapped.punch("2026-02-28", &["09:00", "19:00"]).result("2026-02-28").figures;
    assert_eq!((figures.worked, figures.overtime_workday, figures.overtime_rest_day), (480, 60, 0));
    let off = |kind, reward| {
        let world = World::new().plan("2026-10-01", None, kinds(kind));
        let world = world.asked("2026-10-01", "09:00-12:00", reward);
        world.punch("2026-10-01", &["09:00", "12:00"]).result("2026-10-01")
    };
    let holiday = off(DayKind::Statutory, Reward::TimeOff);
    assert_eq!(holiday.figures.overtime_statutory, 180);
    assert!(holiday.notes.iter().any(|note| note.code == NoteCode::HolidayNotExchangeable));
    assert_eq!(off(DayKind::Rest, Reward::TimeOff).figures.time_off_rest_day, 180);
    assert_eq!(off(DayKind::Rest, Reward::Pay).figures.overtime_rest_day, 180);
    let workday = World::new().day(MONDAY, &office()).asked(MONDAY, "18:00-19:00", Reward::TimeOff);
    let result = workday.clone().punch(MONDAY, &["09:00", "19:00"]).result(MONDAY);
    assert_eq!((result.figures.overtime_workday, result.figures.time_off_workday), (60, 0));
    let agreed = workday.rules(|rules| rules.overtime.workday_time_off = true);
    assert_eq!(agreed.punch(MONDAY, &["09:00", "19:00"]).result(MONDAY).figures.time_off_workday, 60);
}

#[test]
fn trap_15_a_shift_planned_on_a_holiday_or_rest_day_needs_no_request() {
    let planned = |kind| {
        let world = World::new().plan("2026-10-01", Some(&office()), kinds(kind));
        world.punch("2026-10-01", &["09:00", "18:00"]).result("2026-10-01").figures
    };
    assert_eq!(
        (planned(DayKind::Statutory).overtime_statutory, planned(DayKind::Statutory).worked),
        (480, 0)
    );
    assert_eq!(planned(DayKind::Rest).overtime_rest_day, 480);
    // The night into the holiday: two hours of the eve, the rest at 300 %.
    let eve = DayKinds { before: DayKind::Work, own: DayKind::Work, after: DayKind::Statutory };
    let world =
        World::new().plan("2026-09-30", Some(&night()), eve).punch("2026-09-30", &["22:00", "+06:00"]);
    let figures = world.result("2026-09-30").figures;
    assert_eq!((figures.worked, figures.overtime_statutory, figures.night), (120, 330, 450));
    let by_shift =
        world.rules(|rules| rules.overtime.class_by = ClassBy::WorkDay).result("2026-09-30").figures;
    assert_eq!((by_shift.worked, by_shift.overtime_statutory), (450, 0));
    // The night out of it: only the two hours before midnight.
    let last = DayKinds { before: DayKind::Statutory, own: DayKind::Statutory, after: DayKind::Work };
    let world =
        World::new().plan("2026-10-03", Some(&night()), last).punch("2026-10-03", &["22:00", "+06:00"]);
    let figures = world.result("2026-10-03").figures;
    assert_eq!((figures.overtime_statutory, figures.worked), (120, 330));
}

#[test]
fn trap_16_comprehensive_hours_are_weighed_at_the_end_of_the_cycle_and_holidays_are_paid_all_the_same() {
    let mut world = World::new().rules(|rules| rules.working_time = WorkingTime::Comprehensive);
    let long = shift([period("08:00-19:00", &["12:00-13:00"])]);
    world =
        world.plan("2026-03-02", Some(&long), kinds(DayKind::Work)).punch("2026-03-02", &["08:00", "19:00"]);
    world =
        world.plan("2026-03-07", Some(&long), kinds(DayKind::Rest)).punch("2026-03-07", &["08:00", "19:00"]);
    world = world
        .plan("2026-03-08", Some(&long), kinds(DayKind::Statutory))
        .punch("2026-03-08", &["08:00", "19:00"]);
    let days = world.results();
    let sums = |i: usize| {
        (days[i].figures.worked, days[i].figures.overtime_rest_day, days[i].figures.overtime_statutory)
    };
    assert_eq!((sums(0), sums(1), sums(2)), ((600, 0, 0), (600, 0, 0), (0, 0, 600)));
    let week = cycle_of(Cycle::Week, date("2026-03-05")).unwrap();
    assert_eq!((week.from(), week.last_day()), (date("2026-03-02"), Some(date("2026-03-08"))));
    let settled = CycleResult::new(week, &days, 960);
    assert_eq!((settled.worked, settled.excess, settled.statutory), (1200, 240, 600));
    assert_eq!(CycleResult::new(week, &days, 1200).excess, 0, "exactly the standard is no overtime");
    let quarter = cycle_of(Cycle::Quarter, date("2026-11-30")).unwrap();
    assert_eq!((quarter.from(), quarter.last_day()), (date("2026-10-01"), Some(date("2026-12-31"))));
}

#[test]
fn trap_17_of_what_was_asked_and_what_was_worked_the_smaller_counts_unless_the_rule_says_otherwise() {
    let day = |basis| {
        let world = World::new().rules(|rules| rules.overtime.basis = basis).day(MONDAY, &office());
        let world = world.asked(MONDAY, "18:30-20:30", Reward::Pay).punch(MONDAY, &["09:00", "20:00"]);
        world.result(MONDAY)
    };
    assert_eq!(day(Basis::WithinRequest).figures.overtime_workday, 90);
    assert_eq!(day(Basis::UpToRequest).figures.overtime_workday, 120);
    assert_eq!(day(Basis::AsRequested).figures.overtime_workday, 120);
    assert_eq!(day(Basis::AsWorked).figures.overtime_workday, 120);
    assert!(
        day(Basis::WithinRequest)
            .notes
            .iter()
            .any(|n| n.code == NoteCode::RequestNotReached && n.minutes == 30)
    );
    let unasked = World::new().day(MONDAY, &office()).punch(MONDAY, &["09:00", "20:00"]).result(MONDAY);
    assert_eq!(unasked.figures.overtime(), 0);
    assert!(unasked.notes.iter().any(|n| n.code == NoteCode::NotRequested && n.minutes == 120));
}

#[test]
fn overtime_comes_in_whole_units_above_a_minimum_and_after_a_meal() {
    let day = |go: &str, unit, minimum, after| {
        let world = World::new().rules(|rules| {
            rules.overtime.basis = Basis::AsWorked;
            (rules.overtime.unit, rules.overtime.minimum, rules.overtime.starts_after) =
                (unit, minimum, after);
        });
        world.day(MONDAY, &office()).punch(MONDAY, &["09:00", go]).result(MONDAY).figures.overtime_workday
    };
    let half_hours = |rounding| Unit { minutes: 30, rounding };
    assert_eq!(day("19:44", half_hours(Rounding::Down), 0, 0), 90);
    assert_eq!(day("19:45", half_hours(Rounding::Nearest), 0, 0), 120);
    assert_eq!(day("19:44", half_hours(Rounding::Nearest), 0, 0), 90);
    assert_eq!(day("18:01", half_hours(Rounding::Up), 0, 0), 30);
    assert_eq!((day("18:59", Unit::MINUTE, 60, 0), day("19:00", Unit::MINUTE, 60, 0)), (0, 60));
    assert_eq!(day("20:00", Unit::MINUTE, 0, 30), 90);
}

#[test]
fn overtime_on_a_day_off_over_midnight_belongs_to_the_day_it_began_and_counts_once() {
    let sunday = "2026-03-08";
    let world = World::new().rest_day(SATURDAY).rest_day(sunday).asked(SATURDAY, "22:00-+02:00", Reward::Pay);
    let world = world.punch(SATURDAY, &["21:50", "+02:10"]);
    assert_eq!(world.result(SATURDAY).figures.overtime_rest_day, 240);
    assert_eq!(world.result(sunday).figures.overtime(), 0);
}

#[test]
fn limits_of_the_law_are_reported_and_what_was_worked_is_paid() {
    let mut world = World::new();
    for day in 2..=13 {
        let date = format!("2026-03-{day:02}");
        world = world
            .day(&date, &office())
            .asked(&date, "18:00-21:05", Reward::Pay)
            .punch(&date, &["09:00", "21:05"]);
    }
    let days = world.results();
    let found = beyond_limits(&days, &Limits::LABOUR_LAW);
    assert_eq!(found.iter().filter(|f| f.code == "time.overtime_day_limit").count(), 12);
    let month: Vec<_> = found.iter().filter(|f| f.code == "time.overtime_month_limit").collect();
    assert_eq!((month.len(), month[0].params["minutes"].as_i64()), (1, Some(12 * 185)));
    assert_eq!(days.iter().map(|day| day.figures.overtime_workday).sum::<i64>(), 12 * 185);
    let exactly = Limits { day: 185, month: 12 * 185, ..Limits::LABOUR_LAW };
    assert!(beyond_limits(&days, &exactly).is_empty(), "the limit itself is allowed");
}

#[test]
fn whether_rest_days_count_towards_36_hours_is_a_choice() {
    let mut world = World::new();
    for day in ["2026-03-07", "2026-03-08", "2026-03-14", "2026-03-15", "2026-03-21"] {
        world = world.rest_day(day).asked(day, "09:00-17:00", Reward::Pay).punch(day, &["09:00", "17:00"]);
    }
    let days = world.results();
    assert_eq!(beyond_limits(&days, &Limits::LABOUR_LAW).len(), 1, "40 hours");
    let apart = Limits { rest_days_count: false, ..Limits::LABOUR_LAW };
    assert!(beyond_limits(&days, &apart).is_empty());
}

#[test]
fn trap_17_time_off_for_overtime_is_a_lot_with_an_end() {
    let world = World::new().rest_day(SATURDAY).asked(SATURDAY, "09:00-12:00", Reward::TimeOff);
    let result = world.punch(SATURDAY, &["09:00", "12:00"]).result(SATURDAY);
    let rules = TimeOffRules { per_hundred: 100, lives_months: Some(3) };
    let at = "2026-03-08T00:00:00Z".parse().unwrap();
    let lot = earned_time_off(&result, &rules, LeaveLotId(Uuid::from_u128(1)), at).unwrap();
    assert_eq!((lot.quantity, lot.from, lot.to), (180, date("2026-03-08"), Some(date("2026-06-08"))));
    let doubled = TimeOffRules { per_hundred: 200, lives_months: None };
    assert_eq!(earned_time_off(&result, &doubled, lot.id, at).unwrap().quantity, 360);
}

#[test]
fn trap_19_made_up_punches_count_in_the_month_of_the_punch_not_of_the_request() {
    let rules = MakeUpRules { per_month: Some(2), days_back: 40 };
    let february = [MadeUp { day: date("2026-02-27") }, MadeUp { day: date("2026-02-28") }];
    let today = date("2026-03-02");
    assert_eq!(
        may_make_up(&rules, &february, date("2026-02-26"), today),
        Err(MakeUpRefusal::QuotaUsed { used: 2, most: 2 })
    );
    assert_eq!(may_make_up(&rules, &february, date("2026-03-01"), today), Ok(Some(1)));
    assert_eq!(may_make_up(&rules, &february, date("2026-03-03"), today), Err(MakeUpRefusal::Ahead));
    assert_eq!(may_make_up(&rules, &[], date("2026-01-21"), today), Ok(Some(1)), "forty days back");
    let long = MakeUpRefusal::TooLongAgo { days: 41, most: 40 };
    assert_eq!(may_make_up(&rules, &[], date("2026-01-20"), today), Err(long));
    let open = MakeUpRules { per_month: None, days_back: 40 };
    assert_eq!(may_make_up(&open, &february, date("2026-02-26"), today), Ok(None));
}

#[test]
fn trap_15_the_calendar_says_what_a_day_is_and_how_many_minutes_a_cycle_has() {
    let calendar = WorkCalendar::national_only(Arc::new(NationalCalendar::new(Packs::embedded())));
    let kinds = |day: &str| DayKinds::of(&calendar, date(day));
    let eve = DayKinds { before: DayKind::Work, own: DayKind::Work, after: DayKind::Statutory };
    assert_eq!(kinds("2026-09-30"), eve);
    assert_eq!(kinds("2026-02-28").own, DayKind::Work, "a Saturday worked in exchange");
    let february = cycle_of(Cycle::Month, date("2026-02-10")).unwrap();
    assert_eq!(standard_minutes(&calendar, february, 480), 16 * 480, "16 working days by the notice");
}

#[test]
fn trap_17_minutes_between_two_days_are_overtime_of_one_of_them() {
    // Until 07:30 of the night, from 07:00 of the next day: half an hour lies in both.
    let world = World::new()
        .rules(|rules| rules.overtime.basis = Basis::AsWorked)
        .rules(|rules| rules.overtime.early_arrival = EarlyArrival::Always)
        .day("2026-03-02", &night())
        .day("2026-03-03", &office())
        .punch("2026-03-02", &["in 22:00"])
        .punch("2026-03-03", &["in 07:00", "out 07:30", "out 18:00"]);
    let extra: Vec<i64> = world.results().iter().map(|day| day.figures.overtime_workday).collect();
    assert_eq!(extra.iter().sum::<i64>(), 180, "from 06:00 to 09:00 once: {extra:?}");
}
