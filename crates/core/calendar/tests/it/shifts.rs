//! People who work by a plan instead of the week.

use heng_calendar::{
    CountRule, DayKind, DayOrigin, RateClass, ShiftCalendar, ShiftCycle, ShiftDay, ShiftPlan, Span, Workdays,
};
use heng_kernel::DateRange;

use crate::{date, national};

const ON: ShiftDay = ShiftDay::Shift;
const OFF: ShiftDay = ShiftDay::Off;

fn four_on_two_off() -> ShiftPlan {
    ShiftPlan {
        name: "四休二".to_owned(),
        cycle: ShiftCycle::new(date("2026-09-28"), vec![ON, ON, ON, ON, OFF, OFF]),
        days: [(date("2026-10-20"), OFF)].into(),
    }
}

#[test]
fn trap_15_the_rest_day_of_a_shift_plan_is_the_plans_not_sunday() {
    let (calendar, plan) = (national(), four_on_two_off());
    let days = ShiftCalendar::new(&calendar, &plan);
    let class = |day: &str| days.day(date(day)).rate_class();
    assert_eq!(class("2026-10-11"), RateClass::Workday, "a Sunday with a shift");
    assert_eq!(class("2026-10-14"), RateClass::RestDay, "a Wednesday off");
    assert_eq!(class("2026-10-20"), RateClass::RestDay, "named by itself");
    assert_eq!(days.day(date("2026-10-11")).origin, DayOrigin::Shift { plan: "四休二".to_owned() });
    assert_eq!(days.day(date("2026-10-14")).origin, DayOrigin::ShiftOff { plan: "四休二".to_owned() });
}

#[test]
fn trap_15_a_statutory_day_stays_one_with_or_without_a_shift() {
    let (calendar, plan) = (national(), four_on_two_off());
    let days = ShiftCalendar::new(&calendar, &plan);
    for (day, shift) in [("2026-10-01", true), ("2026-10-02", false), ("2026-10-03", false)] {
        assert_eq!(days.day(date(day)).kind, DayKind::Statutory, "{day}");
        assert_eq!(days.has_shift(date(day)), shift, "{day}");
    }
    assert_eq!(days.day(date("2026-10-04")).kind, DayKind::Work, "the fourth is no statutory day");
}

#[test]
fn a_day_without_a_plan_is_what_the_calendar_says() {
    let (calendar, plan) = (national(), four_on_two_off());
    let days = ShiftCalendar::new(&calendar, &plan);
    assert_eq!(days.day(date("2026-09-27")), calendar.day(date("2026-09-27")), "before the cycle begins");
    let none = ShiftPlan::default();
    let plain = ShiftCalendar::new(&calendar, &none);
    let october = DateRange::from_days(date("2026-10-01"), date("2026-10-31")).unwrap();
    assert!(october.days().all(|day| plain.day(day) == calendar.day(day)));
    assert_eq!(ShiftCycle::new(date("2026-10-01"), vec![]), None);
}

#[test]
fn leave_under_a_shift_plan_takes_the_days_of_the_plan_and_says_so() {
    let (calendar, plan) = (national(), four_on_two_off());
    let days = ShiftCalendar::new(&calendar, &plan);
    // Shifts on the 10th to the 13th, then two days off.
    let span = Span::whole_days(date("2026-10-10"), date("2026-10-15")).unwrap();
    let count = days.count(span, CountRule::WorkingDays);
    assert_eq!(count.hundredths(), 400);
    let labels: Vec<_> = count
        .explanation
        .terms
        .iter()
        .map(|term| (term.sign, term.label.as_str(), term.value.as_str()))
        .collect();
    assert_eq!(
        labels,
        [
            ('+', "calendar.days_in_span", "6"),
            ('-', "calendar.weekend_days", "2"),
            ('+', "calendar.swapped_workday", "1"),
            ('+', "calendar.shift", "1"),
            ('-', "calendar.shift_off", "1"),
            ('-', "calendar.shift_off", "1"),
        ]
    );
    assert_eq!(
        days.working_days_in(&DateRange::from_days(date("2026-10-10"), date("2026-10-15")).unwrap()),
        Some(4)
    );
}
