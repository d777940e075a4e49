//! How fast days and balances are worked out. `cargo bench -p heng-timecalc`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot build its facts must fail")]

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use divan::{Bencher, counter::ItemsCount};
use heng_calendar::{DayHalf, DayKind, zone};
use heng_kernel::LeaveTypeId;
use heng_timecalc::{
    Source, SourceKind,
    day::{
        DayKinds, DayPlan, Facts, Flex, LeaveOnDay, LeavePart, Mark, NightWindow, OvertimeRequest, Punch,
        Reward, Rounding, Setting, Shift, ShiftPeriod, TimeRules, judge,
    },
    leave::{
        CarryEnd, CarryOver, Credit, Crossing, LeaveFacts, LeavePolicy, LeaveUnit, LeaveYear, Proration,
        RoundTo, Step, Taking, UseOrder, project,
    },
    month::MonthSheet,
    timeline::{Interval, WallDay},
};
use uuid::Uuid;

fn main() {
    divan::main();
}

const PEOPLE: u64 = 200;

/// Numbers that look random and are the same on each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % most).unwrap()
    }
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
}

fn source(kind: SourceKind, number: u64) -> Source {
    Source::new(kind, Uuid::from_u128(u128::from(number)))
}

fn setting() -> Setting {
    Setting { zone: zone::MAINLAND, night: NightWindow { from: 1_320, to: 360 }, day_starts_at: 300 }
}

/// March 2026 of one shift: weekends are free.
fn plans(start: i32, end: i32, pause: (i32, i32)) -> Vec<DayPlan> {
    let period = ShiftPeriod {
        start,
        end,
        breaks: vec![pause],
        opens_before: 180,
        closes_after: 300,
        flex: Flex::Fixed,
    };
    let shift = Shift { source: Some(source(SourceKind::Shift, 1)), periods: vec![period], half_at: None };
    let off = |day: u64| matches!(day % 7, 0 | 6);
    let kind = |day: u64| if off(day) { DayKind::Rest } else { DayKind::Work };
    (0..31)
        .map(|day| {
            let kinds = DayKinds { before: kind(day + 6), own: kind(day), after: kind(day + 1) };
            let planned = (!off(day)).then_some(&shift);
            DayPlan::new(first() + Days::new(day), planned, kinds, &setting()).unwrap()
        })
        .collect()
}

struct Person {
    punches: Vec<Punch>,
    leaves: Vec<LeaveOnDay>,
    overtime: Vec<OvertimeRequest>,
}

/// A month of punches: mostly on time, at times late or longer with a request, a half-day of leave, a day without punches.
fn person(number: u64, plans: &[DayPlan]) -> Person {
    let mut numbers = Numbers(number);
    let mut person = Person { punches: vec![], leaves: vec![], overtime: vec![] };
    for (index, plan) in plans.iter().enumerate() {
        let Some(period) = plan.periods.first() else { continue };
        let id = number * 1_000 + u64::try_from(index).unwrap() * 4;
        let stays = if numbers.below(5) == 0 { 120 } else { 0 };
        if numbers.below(40) == 0 {
            continue;
        }
        let mut punch = |at: DateTime<Utc>, id| {
            let at = at + Duration::seconds(numbers.below(60));
            person.punches.push(Punch { at, mark: Mark::Unknown, source: source(SourceKind::Punch, id) });
        };
        punch(period.work.from().plus(-5).utc().unwrap(), id);
        punch(period.work.to().plus(4 + stays).utc().unwrap(), id + 1);
        if stays > 0 {
            let span = Interval::new(period.work.to(), period.work.to().plus(stays)).unwrap();
            let request = source(SourceKind::OvertimeRequest, id + 2);
            person.overtime.push(OvertimeRequest {
                day: plan.date,
                span,
                reward: Reward::Pay,
                source: request,
            });
        }
        if numbers.below(22) == 0 {
            person.leaves.push(LeaveOnDay {
                day: plan.date,
                part: LeavePart::Half(DayHalf::Am),
                source: source(SourceKind::LeaveRequest, id + 3),
                leave_type: LeaveTypeId(Uuid::nil()),
            });
        }
    }
    person
}

fn months(bencher: Bencher<'_, '_>, plans: &[DayPlan]) {
    let people: Vec<Person> = (1..=PEOPLE).map(|number| person(number, plans)).collect();
    let rules = TimeRules::standard(1);
    bencher.counter(ItemsCount::new(people.len() * plans.len())).bench_local(|| {
        let mut worked = 0;
        for person in &people {
            let facts = Facts {
                punches: &person.punches,
                leaves: &person.leaves,
                overtime: &person.overtime,
                away: &[],
            };
            worked += judge(divan::black_box(plans), &facts, &rules)
                .iter()
                .map(|day| day.figures.worked)
                .sum::<i64>();
        }
        worked
    });
}

/// Person-days of a month of office hours.
#[divan::bench]
fn days_of_office_hours(bencher: Bencher<'_, '_>) {
    months(bencher, &plans(540, 1_080, (720, 780)));
}

/// Person-days of a month of nights over midnight.
#[divan::bench]
fn days_of_night_shifts(bencher: Bencher<'_, '_>) {
    months(bencher, &plans(1_320, 1_800, (1_560, 1_590)));
}

/// One day asked for alone, with the days beside it.
#[divan::bench]
fn a_day_with_its_neighbours(bencher: Bencher<'_, '_>) {
    let plans = plans(540, 1_080, (720, 780));
    let three = plans.get(2..5).unwrap();
    let person = person(7, three);
    let rules = TimeRules::standard(1);
    let facts =
        Facts { punches: &person.punches, leaves: &person.leaves, overtime: &person.overtime, away: &[] };
    bencher.counter(ItemsCount::new(1usize)).bench_local(|| judge(divan::black_box(three), &facts, &rules));
}

/// Making a plan from a shift, once for everybody who has it on that day.
#[divan::bench]
fn a_plan_from_a_shift(bencher: Bencher<'_, '_>) {
    let period = ShiftPeriod {
        start: 540,
        end: 1_080,
        breaks: vec![(720, 780)],
        opens_before: 180,
        closes_after: 300,
        flex: Flex::Fixed,
    };
    let shift = Shift { source: None, periods: vec![period], half_at: None };
    let kinds = DayKinds { before: DayKind::Work, own: DayKind::Work, after: DayKind::Work };
    bencher.bench_local(|| DayPlan::new(first(), Some(divan::black_box(&shift)), kinds, &setting()));
}

/// A month's sheet from its days.
#[divan::bench]
fn a_month_sheet(bencher: Bencher<'_, '_>) {
    let plans = plans(540, 1_080, (720, 780));
    let person = person(7, &plans);
    let facts =
        Facts { punches: &person.punches, leaves: &person.leaves, overtime: &person.overtime, away: &[] };
    let days = judge(&plans, &facts, &TimeRules::standard(1));
    let period = heng_kernel::DateRange::from_days(first(), first() + Days::new(30)).unwrap();
    bencher.bench_local(|| MonthSheet::new(period, divan::black_box(&days)));
}

fn policy(credit: Credit) -> LeavePolicy {
    LeavePolicy {
        version: "bench@1".to_owned(),
        source: None,
        unit: LeaveUnit::Day,
        year: LeaveYear::Calendar,
        steps: vec![Step { from_months: 12, quantity: 500 }, Step { from_months: 120, quantity: 1_000 }],
        crossing: Crossing::WholeYearFromThatDay,
        proration: Proration::Days { divisor: 365 },
        credit,
        round: RoundTo { step: 50, rounding: Rounding::Down },
        lives_months: 12,
        carry: Some(CarryOver { most: Some(500), end: CarryEnd::Months(3), generations: 1 }),
        most: None,
        advance: 0,
        order: UseOrder::EndingFirst,
    }
}

/// Ten years, eight days of leave in each.
fn history() -> LeaveFacts {
    let mut facts = LeaveFacts::joining(NaiveDate::from_ymd_opt(2016, 3, 1).unwrap(), 36);
    for year in 2016..2026 {
        for month in 4..12u32 {
            facts.takings.push(Taking {
                day: NaiveDate::from_ymd_opt(year, month, 10).unwrap(),
                quantity: 100,
                source: source(SourceKind::LeaveRequest, u64::from(month)),
                waits: false,
                recorded_at: DateTime::UNIX_EPOCH,
            });
        }
    }
    facts
}

fn balance(bencher: Bencher<'_, '_>, credit: Credit) {
    let (policy, facts) = (policy(credit), history());
    let on = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
    assert!(WallDay::new(on, zone::MAINLAND).at(0).utc().is_some());
    bencher.bench_local(|| project(divan::black_box(&policy), &facts, on).book.balance(on));
}

/// Balance of a ten-year history worked out from its facts, given by years.
#[divan::bench]
fn balance_of_ten_years_up_front(bencher: Bencher<'_, '_>) {
    balance(bencher, Credit::UpFront);
}

/// The same, given by months.
#[divan::bench]
fn balance_of_ten_years_by_months(bencher: Bencher<'_, '_>) {
    balance(bencher, Credit::MonthEnd);
}
