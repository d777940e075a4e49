//! Steps and counts by working days, half-days and minutes; days of payment.

use chrono::{Days, NaiveDate, NaiveDateTime};
use heng_calendar::{DayHalf, OffDay, PayDay, PayPeriods, Workdays, WorkingHours};
use heng_kernel::DateRange;
use proptest::prelude::*;

use crate::{date, national};

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn office() -> WorkingHours {
    WorkingHours::new(vec![(9 * 60, 12 * 60), (13 * 60, 18 * 60)]).unwrap()
}

#[test]
fn working_days_step_over_holidays_and_onto_swapped_saturdays() {
    let calendar = national();
    let after = |day: &str, n| calendar.after_working_days(date(day), n).unwrap().to_string();
    assert_eq!(after("2026-02-13", 1), "2026-02-14", "a Saturday that is worked");
    assert_eq!(after("2026-02-13", 2), "2026-02-24", "after nine days of Spring Festival");
    assert_eq!(after("2026-02-24", -1), "2026-02-14");
    assert_eq!(after("2026-11-20", 3), "2026-11-25");
    assert_eq!(after("2026-11-21", 1), "2026-11-23", "from a Saturday");
    assert_eq!(after("2026-11-21", 0), "2026-11-21");
    assert_eq!(calendar.working_day_until(date("2026-10-07")), Some(date("2026-09-30")));
    assert_eq!(calendar.working_day_from(date("2026-10-01")), Some(date("2026-10-08")));
    assert_eq!(calendar.after_working_days(date("2026-11-20"), i32::MAX), None);
    assert_eq!(calendar.after_working_days(date("2026-11-20"), i32::MIN), None);
}

#[test]
fn an_open_or_endless_range_is_not_counted() {
    let calendar = national();
    assert_eq!(calendar.working_days_in(&DateRange::open(date("2026-01-01"))), None);
    let year = DateRange::from_days(date("2026-01-01"), date("2026-12-31")).unwrap();
    assert_eq!(calendar.working_days_in(&year), Some(248), "as 人社部发〔2025〕2号 says of a year");
    let century = DateRange::from_days(date("2026-01-01"), date("2126-12-31")).unwrap();
    assert_eq!(calendar.working_days_in(&century), None);
}

#[test]
fn half_days_end_on_a_half() {
    let calendar = national();
    let last = |day: &str, half, n| calendar.last_half((date(day), half), n);
    assert_eq!(last("2026-11-20", DayHalf::Pm, 3), Some((date("2026-11-23"), DayHalf::Pm)));
    assert_eq!(last("2026-11-20", DayHalf::Am, 1), Some((date("2026-11-20"), DayHalf::Am)));
    assert_eq!(last("2026-11-21", DayHalf::Pm, 1), Some((date("2026-11-23"), DayHalf::Am)));
    assert_eq!(last("2026-11-20", DayHalf::Am, 0), None);
}

#[test]
fn trap_65_deadlines_run_in_the_working_minutes_of_a_calendar() {
    let (calendar, hours) = (national(), office());
    let after = |from: &str, minutes| hours.after_minutes(&calendar, at(from), minutes).unwrap().to_string();
    assert_eq!(
        after("2026-11-20T17:00:00", 4 * 60),
        "2026-11-23 12:00:00",
        "an hour on Friday, three on Monday"
    );
    assert_eq!(after("2026-11-20T17:00:00", 4 * 60 + 1), "2026-11-23 13:01:00", "over the break");
    assert_eq!(after("2026-11-21T10:00:00", 0), "2026-11-23 09:00:00", "the next moment of work");
    assert_eq!(after("2026-02-14T17:30:00", 60), "2026-02-24 09:30:00");
    let between = |from: &str, to: &str| hours.minutes_between(&calendar, at(from), at(to)).unwrap();
    assert_eq!(between("2026-11-20T17:00:00", "2026-11-23T12:00:00"), 240);
    assert_eq!(between("2026-11-23T12:10:00", "2026-11-23T12:50:00"), 0);
    assert_eq!(between("2026-11-23T12:00:00", "2026-11-20T17:00:00"), 0);
    assert_eq!(hours.minutes_between(&calendar, at("2026-11-23T12:00:00"), at("2226-11-20T17:00:00")), None);
}

#[test]
fn a_night_shift_up_to_midnight_ends_at_the_start_of_the_next_day() {
    let late = WorkingHours::new(vec![(20 * 60, 24 * 60)]).unwrap();
    assert_eq!(
        late.after_minutes(&national(), at("2026-11-20T00:00:00"), 240),
        Some(at("2026-11-21T00:00:00"))
    );
}

#[test]
fn wages_due_on_a_day_off_are_paid_before_it() {
    let calendar = national();
    let september = PayPeriods::Month.period_of(date("2026-09-15")).unwrap();
    let paid = |day, off_day| {
        PayDay { months_after: 1, day, off_day }.of(&september, &calendar).unwrap().to_string()
    };
    assert_eq!(paid(5, OffDay::Before), "2026-09-30", "5 October lies in Golden Week");
    assert_eq!(paid(5, OffDay::After), "2026-10-08");
    assert_eq!(paid(5, OffDay::Same), "2026-10-05");
    assert_eq!(paid(10, OffDay::Before), "2026-10-10", "a Saturday that is worked");
    let january = PayPeriods::Month.period_of(date("2026-01-15")).unwrap();
    let last = PayDay { months_after: 1, day: 31, off_day: OffDay::Before };
    assert_eq!(
        last.of(&january, &calendar),
        Some(date("2026-02-28")),
        "a worked Saturday, the last day of February"
    );
    let december = PayPeriods::Month.period_of(date("2026-12-15")).unwrap();
    let next_year = PayDay { months_after: 1, day: 15, off_day: OffDay::Same };
    assert_eq!(next_year.of(&december, &calendar), Some(date("2027-01-15")));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..3_000).prop_map(|n| date("2018-01-01") + Days::new(n))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.div_ceil(2)))]

    #[test]
    fn a_step_forward_and_back_returns(day in any_day(), n in 1_i32..300) {
        let calendar = national();
        let start = calendar.working_day_from(day).unwrap();
        let there = calendar.after_working_days(start, n).unwrap();
        prop_assert_eq!(calendar.after_working_days(there, -n), Some(start));
        let range = DateRange::new(start, Some(there)).unwrap();
        prop_assert_eq!(calendar.working_days_in(&range), u32::try_from(n).ok());
    }

    #[test]
    fn minutes_after_and_minutes_between_agree(day in any_day(), minute in 0_u32..1_440, ahead in 1_u32..5_000) {
        let (calendar, hours) = (national(), office());
        let from = day.and_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let to = hours.after_minutes(&calendar, from, ahead).unwrap();
        prop_assert_eq!(hours.minutes_between(&calendar, from, to), Some(u64::from(ahead)));
    }

    #[test]
    fn half_days_agree_with_the_count_of_the_span(day in any_day(), n in 1_u32..60) {
        let calendar = national();
        let (last, half) = calendar.last_half((day, DayHalf::Am), n).unwrap();
        let span = heng_calendar::Span::new(day, DayHalf::Am, last, half).unwrap();
        prop_assert_eq!(calendar.count(span, heng_calendar::CountRule::WorkingDays).halves, n);
    }
}
