//! Traps of attendance, by their numbers in the list of those a good system must get right.

use chrono_tz::Tz;
use heng_calendar::DayKind;
use heng_timecalc::day::{
    Category, DayKinds, Figure, Flex, Grace, MissingPunch, NightWindow, NoteCode, Presence, Reason, Reward,
    WorkingTime, diff,
};

use crate::world::{World, kinds, night, office, period, shift};

const MONDAY: &str = "2026-03-02";
const TUESDAY: &str = "2026-03-03";

fn codes(result: &heng_timecalc::day::DayResult) -> Vec<NoteCode> {
    result.notes.iter().map(|note| note.code).collect()
}

#[test]
fn trap_01_a_night_shift_belongs_to_the_day_it_is_planned_for_also_at_the_end_of_month_and_year() {
    for (day, next) in
        [("2026-03-31", "2026-04-01"), ("2026-12-31", "2027-01-01"), ("2028-02-28", "2028-02-29")]
    {
        let world = World::new().day(day, &night()).rest_day(next).punch(day, &["21:58", "+06:03"]);
        let (worked, after) = (world.result(day), world.result(next));
        assert_eq!(worked.figures.worked, 450, "{day}");
        assert_eq!(worked.figures.night, 450, "{day}");
        assert!(worked.notes.is_empty() || codes(&worked) == [NoteCode::NotRequested], "{:?}", worked.notes);
        assert_eq!(after.figures, heng_timecalc::day::Figures::default(), "{next}");
        assert!(after.attendance.is_empty(), "the morning punch does not open a new day");
    }
}

#[test]
fn trap_02_the_window_of_a_shift_may_cross_midnight_though_the_shift_does_not() {
    let mut evening = period("15:00-23:30", &["19:00-19:30"]);
    evening.closes_after = 120;
    let world = World::new().day(MONDAY, &shift([evening])).rest_day(TUESDAY);
    let world = world.punch(MONDAY, &["14:55", "+01:30"]);
    assert_eq!(world.result(MONDAY).figures.worked, 480);
    assert!(world.result(TUESDAY).attendance.is_empty());
    let late = World { punches: vec![], ..world }.punch(MONDAY, &["14:55", "+01:31"]);
    assert_eq!(late.result(MONDAY).figures.worked, 0, "a minute after the window the shift has no going");
}

#[test]
fn trap_03_the_morning_punch_belongs_to_the_night_although_an_evening_shift_follows_on_that_date() {
    let mut evening = period("15:00-23:00", &[]);
    evening.opens_before = 600;
    let world = World::new().day(MONDAY, &night()).day(TUESDAY, &shift([evening]));
    let world = world.punch(MONDAY, &["21:55", "+06:05"]).punch(TUESDAY, &["14:50", "23:10"]);
    assert_eq!(world.result(MONDAY).figures.worked, 450);
    assert_eq!(world.result(TUESDAY).figures.worked, 480);
    assert_eq!(world.result(TUESDAY).figures.late, 0);
    // Also when the coming of the night was forgotten.
    let forgotten =
        World { punches: vec![], ..world }.punch(MONDAY, &["+06:05"]).punch(TUESDAY, &["14:50", "23:10"]);
    assert_eq!(forgotten.result(TUESDAY).figures.worked, 480);
    assert_eq!(codes(&forgotten.result(MONDAY)), [NoteCode::MissingIn]);
}

#[test]
fn trap_04_one_punch_may_close_a_shift_and_open_the_next_and_says_so() {
    let both = shift([period("06:00-14:00", &[]), period("14:00-22:00", &[])]);
    let world = World::new().day(MONDAY, &both).punch(MONDAY, &["05:58", "14:02", "22:01"]);
    let result = world.result(MONDAY);
    assert_eq!((result.figures.worked, result.figures.late, result.figures.absent), (960, 0, 0));
    assert!(codes(&result).contains(&NoteCode::PunchForBoth));
    // Where that is not allowed the second shift has no coming, and that is said too: never both in silence.
    let strict = World { punches: world.punches.clone(), ..world }.rules(|rules| rules.hand_over = None);
    let result = strict.result(MONDAY);
    assert_eq!(
        (result.figures.worked, result.figures.absent),
        (482, 478),
        "until 14:02 the first shift was there"
    );
    assert!(codes(&result).contains(&NoteCode::MissingIn));
    // A pause longer than the hand-over is no hand-over: the forgotten going stays forgotten.
    let apart = shift([period("06:00-10:00", &[]), period("12:00-16:00", &[])]);
    let result = World::new().day(MONDAY, &apart).punch(MONDAY, &["05:58", "11:50", "16:00"]).result(MONDAY);
    assert_eq!((result.figures.worked, result.figures.absent), (240, 240));
}

#[test]
fn trap_04_a_punch_that_says_nothing_belongs_to_the_shift_that_lasts() {
    let both = shift([period("06:00-14:00", &[]), period("14:00-22:00", &[])]);
    let world = World::new().rules(|rules| rules.hand_over = None).day(MONDAY, &both);
    let result = world.punch(MONDAY, &["13:00", "22:01"]).result(MONDAY);
    let [first, second] = result.attendance.as_slice() else { panic!("{:?}", result.attendance) };
    assert_eq!((first.closed_by.is_some(), second.opened_by), (true, None), "{:?}", result.attendance);
}

#[test]
fn trap_05_split_shifts_odd_numbers_of_punches_and_terminals_that_do_not_say_which() {
    let split = shift([period("09:00-13:00", &[]), period("17:00-21:00", &[])]);
    let four = World::new().day(MONDAY, &split).punch(MONDAY, &["08:59", "13:01", "16:58", "21:02"]);
    assert_eq!(four.result(MONDAY).figures.worked, 480);
    let three = World::new().day(MONDAY, &split).punch(MONDAY, &["08:59", "13:01", "21:02"]);
    let result = three.result(MONDAY);
    assert_eq!((result.figures.worked, result.figures.absent), (240, 240));
    assert_eq!(codes(&result), [NoteCode::MissingIn]);
    let kept = World { punches: three.punches.clone(), ..three }
        .rules(|r| r.missing_punch = MissingPunch::AsPlanned);
    let result = kept.result(MONDAY);
    assert_eq!((result.figures.worked, result.figures.absent), (480, 0));
    assert_eq!(codes(&result), [NoteCode::MissingIn], "taken as planned, but not in silence");
    // With pairs, an odd punch in the middle is told and the pairs count.
    let pairs = World::new().rules(|rules| rules.presence = Presence::Pairs).day(MONDAY, &office());
    let odd = pairs.punch(MONDAY, &["in 09:00", "out 12:00", "in 12:50", "in 13:20", "out 18:00"]);
    let result = odd.result(MONDAY);
    assert_eq!((result.figures.worked, result.figures.absent), (460, 20));
    assert!(codes(&result).contains(&NoteCode::PunchUnpaired));
    assert!(
        result.segments.iter().any(|s| s.category == Category::Absent && s.why == Reason::BetweenPunches)
    );
}

#[test]
fn trap_06_echoes_double_deliveries_and_late_uploads_change_nothing() {
    let plain = World::new().day(MONDAY, &office()).punch(MONDAY, &["08:58", "18:01"]);
    let mut noisy = World::new().day(MONDAY, &office());
    noisy = noisy.punch(MONDAY, &["18:01", "08:58.20", "08:58"]);
    noisy.punches.push(noisy.punches[0]);
    noisy.punches.rotate_left(1);
    let (plain, noisy) = (plain.result(MONDAY), noisy.result(MONDAY));
    assert_eq!(plain.figures, noisy.figures);
    assert_eq!(codes(&noisy).iter().filter(|code| **code == NoteCode::PunchEcho).count(), 2);
    // Coming and going within seconds are two punches, not an echo.
    let both = World::new().day(MONDAY, &office()).punch(MONDAY, &["in 09:00", "out 09:00.20", "out 18:00"]);
    assert!(!codes(&both.result(MONDAY)).contains(&NoteCode::PunchEcho));
}

#[test]
fn trap_07_working_a_day_out_twice_gives_the_same_day() {
    let world = World::new().day(MONDAY, &office()).asked(MONDAY, "18:00-20:00", Reward::Pay);
    let world = world.punch(MONDAY, &["08:58", "20:10"]);
    assert_eq!(world.results(), world.results());
    let mut twice = world.clone();
    twice.overtime.push(twice.overtime[0]);
    twice.plans.push(twice.plans[0].clone());
    assert_eq!(twice.results(), world.results(), "the same request handed in twice is one request");
    assert_eq!(world.result(MONDAY).figures.overtime_workday, 120);
}

#[test]
fn trap_09_night_hours_in_windows_that_cross_midnight_and_that_do_not() {
    let long = shift([period("16:00-+02:00", &[])]);
    let world = World::new().day(MONDAY, &long).punch(MONDAY, &["16:00", "+02:00"]);
    assert_eq!(world.result(MONDAY).figures.night, 240);
    let mut early = World::new();
    early.setting.night = NightWindow { from: 0, to: 300 };
    let early = early.day(MONDAY, &long).punch(MONDAY, &["16:00", "+02:00"]);
    assert_eq!(early.result(MONDAY).figures.night, 120);
    let mut day = World::new();
    day.setting.night = NightWindow { from: 0, to: 300 };
    let day = day.day(MONDAY, &office()).punch(MONDAY, &["09:00", "18:00"]);
    assert_eq!(day.result(MONDAY).figures.night, 0, "eight hours by day have no night hour");
}

#[test]
fn trap_09_a_night_with_the_clock_put_forward_is_an_hour_shorter_and_back_an_hour_longer() {
    // Berlin: forward on 29 March 2026, back on 25 October 2026.
    for (day, minutes) in [("2026-03-28", 420), ("2026-03-21", 480), ("2026-10-24", 540)] {
        let world = World::new().zone(Tz::Europe__Berlin).day(day, &shift([period("22:00-06:00", &[])]));
        let world = world.punch(day, &["21:59", "+06:01"]);
        let result = world.result(day);
        assert_eq!((result.figures.planned, result.figures.worked), (minutes, minutes), "{day}");
        assert_eq!(result.figures.night, minutes, "{day}");
    }
}

#[test]
fn trap_10_the_zone_is_that_of_the_place_of_work() {
    // The same instants: on time in Shanghai, two hours early in Urumqi's own time if the place said so.
    let instants = World::new().day(MONDAY, &office()).punch(MONDAY, &["09:00", "18:00"]);
    assert_eq!(instants.result(MONDAY).figures.worked, 480);
    let urumqi = World {
        punches: instants.punches.clone(),
        ..World::new().zone(Tz::Asia__Urumqi).day(MONDAY, &office())
    };
    let result = urumqi.result(MONDAY);
    assert_eq!((result.figures.worked, result.figures.left_early), (360, 120));
}

#[test]
fn trap_12_leave_approved_after_the_day_was_an_absence_rebuilds_it_and_says_what_changed() {
    let absent = World::new().day(MONDAY, &office());
    let on_leave = absent.clone().leave(MONDAY, "whole");
    let (before, after) = (absent.result(MONDAY), on_leave.result(MONDAY));
    assert_eq!((before.figures.absent, after.figures.leave), (480, 480));
    let changes = diff(&before, &after);
    let told: Vec<_> = changes.iter().map(|c| (c.figure, c.before, c.after)).collect();
    assert_eq!(told, [(Figure::Absent, 480, 0), (Figure::Leave, 0, 480)]);
    let back: Vec<_> = diff(&after, &before).iter().map(heng_timecalc::day::Change::delta).collect();
    assert_eq!(back, [480, -480], "and its reverse, when the leave is cancelled");
    assert!(diff(&after, &after).is_empty());
}

#[test]
fn trap_13_half_a_day_of_leave_half_a_day_of_work_and_late_as_well() {
    let world = World::new().day(MONDAY, &office()).leave(MONDAY, "am").punch(MONDAY, &["14:10", "18:00"]);
    let result = world.result(MONDAY);
    // Half of the 480 minutes are over at 14:00; the afternoon begins there.
    assert_eq!((result.figures.leave, result.figures.late, result.figures.worked), (240, 10, 230));
    assert_eq!(result.leaves[0].hundredths, 50);
    let mut noon = office();
    noon.half_at = Some(12 * 60);
    let world = World::new().day(MONDAY, &noon).leave(MONDAY, "am").punch(MONDAY, &["13:10", "18:00"]);
    let result = world.result(MONDAY);
    assert_eq!((result.figures.leave, result.figures.late, result.figures.worked), (180, 10, 290));
    // A working Saturday of four hours: half of it is two.
    let saturday = shift([period("09:00-13:00", &[])]);
    let world = World::new()
        .day("2026-02-28", &saturday)
        .leave("2026-02-28", "pm")
        .punch("2026-02-28", &["09:00", "11:00"]);
    let result = world.result("2026-02-28");
    assert_eq!((result.figures.leave, result.figures.worked, result.figures.left_early), (120, 120, 0));
    assert_eq!(result.leaves[0].hundredths, 50);
}

#[test]
fn trap_13_two_leaves_over_the_same_minutes_count_once() {
    let world = World::new().day(MONDAY, &office()).leave(MONDAY, "whole").leave(MONDAY, "am");
    let result = world.result(MONDAY);
    assert_eq!((result.figures.leave, result.figures.absent), (480, 0));
    assert_eq!(result.leaves.iter().map(|share| share.hundredths).sum::<i64>(), 100);
    assert!(codes(&result).contains(&NoteCode::LeaveOverlap));
    let halves = World::new().day(MONDAY, &office()).leave(MONDAY, "am").leave(MONDAY, "pm").result(MONDAY);
    assert_eq!(halves.leaves.iter().map(|share| share.hundredths).collect::<Vec<_>>(), [50, 50]);
    assert!(halves.notes.is_empty());
}

#[test]
fn trap_14_a_holiday_decreed_after_the_leave_was_approved_takes_no_leave() {
    let planned = World::new().day("2027-10-01", &office()).leave("2027-10-01", "whole").result("2027-10-01");
    assert_eq!(planned.leaves[0].hundredths, 100);
    let world = World::new().plan("2027-10-01", None, kinds(DayKind::Statutory)).leave("2027-10-01", "whole");
    let result = world.result("2027-10-01");
    assert_eq!(result.figures.leave, 0);
    assert!(result.leaves.is_empty());
    assert_eq!(codes(&result), [NoteCode::LeaveOutsidePlan]);
}

#[test]
fn trap_20_a_roster_changed_after_the_punches_exist_is_worked_out_by_the_roster_as_it_is() {
    let world = World::new().day(MONDAY, &office()).punch(MONDAY, &["12:55", "21:05"]);
    let before = world.result(MONDAY);
    assert_eq!(before.figures.late, 180, "the hour at noon is nobody's");
    let swapped = World { plans: vec![], ..world }.day(MONDAY, &shift([period("13:00-21:00", &[])]));
    let after = swapped.result(MONDAY);
    assert_eq!((after.figures.worked, after.figures.late), (480, 0));
    assert_ne!(before.fingerprint, after.fingerprint);
    assert!(diff(&before, &after).iter().any(|change| change.figure == Figure::Late && change.after == 0));
}

#[test]
fn grace_forgives_up_to_its_minutes_and_beyond_the_limit_it_is_an_absence() {
    let graced = |only_beyond, come: &str| {
        let grace = Grace { minutes: 10, only_beyond, absence_over: Some(60) };
        let world = World::new().rules(|rules| rules.late = grace).day(MONDAY, &office());
        world.punch(MONDAY, &[come, "18:00"]).result(MONDAY).figures
    };
    assert_eq!((graced(false, "09:10").late, graced(false, "09:10").worked), (0, 480));
    assert_eq!((graced(false, "09:11").late, graced(false, "09:11").times_late), (11, 1));
    assert_eq!(graced(true, "09:11").late, 1);
    assert_eq!((graced(false, "10:00").late, graced(false, "10:01").late), (60, 0));
    assert_eq!(graced(false, "10:01").absent, 61);
    let seconds = World::new().day(MONDAY, &office()).punch(MONDAY, &["09:00.59", "18:00"]);
    assert_eq!(seconds.result(MONDAY).figures.late, 0, "09:00:59 is still nine o'clock");
}

#[test]
fn a_period_slides_to_the_arrival_within_its_limits() {
    let mut flexible = period("09:00-18:00", &["12:00-13:00"]);
    flexible.flex = Flex::Slide { earlier: 30, later: 60 };
    let flexible = shift([flexible]);
    let day = |come: &str, go: &str| {
        World::new().day(MONDAY, &flexible).punch(MONDAY, &[come, go]).result(MONDAY).figures
    };
    assert_eq!((day("09:40", "18:40").worked, day("09:40", "18:40").left_early), (480, 0));
    assert_eq!(day("09:40", "18:30").left_early, 10);
    assert_eq!(day("08:10", "17:30").worked, 480, "half an hour earlier at most");
    assert_eq!((day("10:05", "19:00").late, day("10:05", "19:00").worked), (5, 475));
}

#[test]
fn flexitime_asks_for_the_core_and_keeps_an_account_of_the_rest() {
    let mut core = period("10:00-16:00", &["12:00-13:00"]);
    core.flex = Flex::Core { earlier: 180, later: 240, target: 480 };
    let core = shift([core]);
    let day = |come: &str, go: &str| {
        World::new().day(MONDAY, &core).punch(MONDAY, &[come, go]).result(MONDAY).figures
    };
    assert_eq!((day("09:00", "18:00").flex, day("09:00", "18:00").worked), (0, 480));
    assert_eq!(day("08:00", "18:30").flex, 90);
    assert_eq!(day("10:00", "16:00").flex, -180);
    let late = day("10:20", "19:00");
    assert_eq!((late.late, late.flex), (20, 0), "late for the core, and not also short in the account");
    assert_eq!(day("10:20", "19:20").flex, 20, "what is made up afterwards is in the account");
    let leave = World::new().day(MONDAY, &core).leave(MONDAY, "whole").result(MONDAY);
    assert_eq!((leave.figures.leave, leave.figures.flex, leave.leaves[0].hundredths), (480, 0, 100));
}

#[test]
fn irregular_hours_know_neither_late_nor_absent_but_may_ask_for_a_punch() {
    let irregular = |needs_punch| WorkingTime::Irregular { needs_punch, statutory_paid: false };
    let world = World::new().rules(|rules| rules.working_time = irregular(true)).day(MONDAY, &office());
    assert_eq!(world.result(MONDAY).figures.absent, 480);
    assert_eq!(world.clone().punch(MONDAY, &["11:30"]).result(MONDAY).figures.worked, 480);
    let free = World::new().rules(|rules| rules.working_time = irregular(false)).day(MONDAY, &office());
    assert_eq!(free.result(MONDAY).figures.worked, 480);
}

#[test]
fn irregular_hours_pay_a_statutory_holiday_only_where_the_place_does_and_nothing_else() {
    let on = |kind, working_time: WorkingTime| {
        World::new()
            .rules(|rules| rules.working_time = working_time)
            .plan(MONDAY, None, kinds(kind))
            .asked(MONDAY, "09:00-15:00", Reward::Pay)
            .punch(MONDAY, &["09:00", "15:00"])
            .result(MONDAY)
            .figures
    };
    let irregular = |statutory_paid| WorkingTime::Irregular { needs_punch: false, statutory_paid };
    assert_eq!(on(DayKind::Statutory, WorkingTime::Standard).overtime_statutory, 360);
    let paid = on(DayKind::Statutory, irregular(true));
    assert_eq!((paid.overtime_statutory, paid.overtime()), (360, 360), "as in Shanghai and Shenzhen");
    assert_eq!(on(DayKind::Statutory, irregular(false)).overtime(), 0, "nowhere else");
    for kind in [DayKind::Rest, DayKind::Work] {
        assert_eq!(on(kind, irregular(true)).overtime(), 0, "{kind:?}");
    }
}

#[test]
fn work_elsewhere_is_presence_and_presence_on_leave_is_told() {
    let world =
        World::new().day(MONDAY, &office()).away(MONDAY, "13:00-18:00").punch(MONDAY, &["09:00", "12:05"]);
    let result = world.result(MONDAY);
    assert_eq!((result.figures.worked, result.figures.left_early), (480, 0));
    assert!(result.segments.iter().any(|segment| segment.why == Reason::Away));
    let world = World::new().day(MONDAY, &office()).leave(MONDAY, "pm").punch(MONDAY, &["09:00", "15:00"]);
    let result = world.result(MONDAY);
    assert_eq!((result.figures.leave, result.figures.worked), (240, 240));
    assert!(result.notes.iter().any(|note| note.code == NoteCode::PresentOnLeave && note.minutes == 60));
}

#[test]
fn every_figure_explains_itself_with_the_facts_behind_it() {
    let world = World::new().day(MONDAY, &office()).leave(MONDAY, "am").punch(MONDAY, &["14:10", "18:00"]);
    let result = world.result(MONDAY);
    for figure in Figure::ALL {
        let why = result.explain(*figure, Tz::Asia__Shanghai);
        let sum: i64 = why
            .terms
            .iter()
            .map(|term| if term.sign == '-' { -1 } else { 1 } * term.value.parse::<i64>().unwrap())
            .sum();
        assert_eq!(sum.to_string(), why.value, "{}", why.label);
    }
    let late = result.explain(Figure::Late, Tz::Asia__Shanghai);
    assert_eq!(late.terms.len(), 1);
    assert_eq!(late.terms[0].label, "time.why.after_start");
    assert_eq!(
        (late.terms[0].params["from"].as_str(), late.terms[0].params["to"].as_str()),
        (Some("14:00"), Some("14:10"))
    );
    let punch = late.terms[0].input.as_ref().unwrap();
    assert_eq!((punch.kind.as_str(), punch.id.as_str()), ("punch", &*world.punches[0].source.id.to_string()));
}

#[test]
fn a_leave_over_part_of_the_weekend_shift_of_another_day_is_not_mixed_up() {
    let kinds = DayKinds { before: DayKind::Work, own: DayKind::Work, after: DayKind::Rest };
    let world = World::new().plan("2026-03-06", Some(&night()), kinds).leave("2026-03-06", "02:30-06:00");
    // Leave from 02:30 of the shift's own date is before it begins; +02:30 is meant.
    assert_eq!(world.result("2026-03-06").figures.leave, 0);
    let world = World { leaves: vec![], ..world }
        .leave("2026-03-06", "+02:30-+06:00")
        .punch("2026-03-06", &["22:00", "+02:30"]);
    let result = world.result("2026-03-06");
    assert_eq!((result.figures.leave, result.figures.worked, result.figures.left_early), (210, 240, 0));
}
