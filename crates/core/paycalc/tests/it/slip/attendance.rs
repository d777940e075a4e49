//! From punches to pay: day results, the month sheet, its inputs, the lines of the slip; and a frozen day that changes afterwards.

use std::sync::Arc;

use chrono::NaiveDate;
use heng_calendar::{DayKind, NationalCalendar, WorkCalendar, zone};
use heng_formula::Value;
use heng_kernel::{Input, LeaveTypeId, Money};
use heng_packs::Packs;
use heng_paycalc::slip::{
    Engine, LeaveInputs, LineKey, PayMonth, PayStructure, PersonMonth, SheetFault, Slip, arrears, paid,
};
use heng_timecalc::{
    Source, SourceKind,
    day::{
        DayKinds, DayPlan, DayResult, Facts, Flex, LeaveOnDay, LeavePart, Mark, NightWindow, OvertimeRequest,
        Punch, Reward, Setting, Shift, ShiftPeriod, TimeRules, WorkingTime, judge,
    },
    month::{self, MonthSheet},
    timeline::{Interval, Minute, WallDay},
};
use uuid::Uuid;

use super::{day, plan, yuan};

/// The structure that `heng calc slip` takes when a file names none.
const STANDARD: &str = include_str!("../../../../../apps/calc/structures/standard.yaml");
const PERSONAL: LeaveTypeId = LeaveTypeId(Uuid::from_u128(7));
const LEAVES: &LeaveInputs<'static> = &[(PERSONAL, "事假天数")];
const SETTING: Setting =
    Setting { zone: zone::MAINLAND, night: NightWindow { from: 1_320, to: 360 }, day_starts_at: 300 };

/// The `n`-th fact of a kind.
fn source(kind: SourceKind, first: u64, n: usize) -> Source {
    Source::new(kind, Uuid::from_u64_pair(first, u64::try_from(n).unwrap()))
}

fn at(day: NaiveDate, minutes: i32) -> Minute {
    WallDay::new(day, SETTING.zone).at(minutes)
}

/// September 2026 in Shanghai by the calendar, 09:00–18:00 with an hour at noon.
struct September {
    rules: TimeRules,
    punches: Vec<Punch>,
    leaves: Vec<LeaveOnDay>,
    overtime: Vec<OvertimeRequest>,
    left_out: Vec<NaiveDate>,
}

impl September {
    fn new() -> Self {
        Self {
            rules: TimeRules::standard(1),
            punches: Vec::new(),
            leaves: Vec::new(),
            overtime: Vec::new(),
            left_out: Vec::new(),
        }
    }

    fn kind(of: NaiveDate) -> DayKind {
        let national = NationalCalendar::new(Packs::embedded());
        WorkCalendar::national_only(Arc::new(national)).day(of).kind
    }

    /// Punches of a day in minutes after midnight; the day's usual ones are left out.
    fn punched(mut self, date: &str, minutes: &[i32]) -> Self {
        let date = day(date);
        self.left_out.push(date);
        for minute in minutes {
            let id = source(SourceKind::Punch, 1_000, self.punches.len());
            self.punches.push(Punch {
                at: at(date, *minute).utc().unwrap(),
                mark: Mark::Unknown,
                source: id,
            });
        }
        self
    }

    fn overtime(mut self, date: &str, from: i32, to: i32) -> Self {
        let day = day(date);
        let span = Interval::new(at(day, from), at(day, to)).unwrap();
        let id = source(SourceKind::OvertimeRequest, 5_000, self.overtime.len());
        self.overtime.push(OvertimeRequest { day, span, reward: Reward::Pay, source: id });
        self
    }

    fn on_leave(mut self, date: &str) -> Self {
        let day = day(date);
        self.left_out.push(day);
        let id = source(SourceKind::LeaveRequest, 9_000, self.leaves.len());
        self.leaves.push(LeaveOnDay { day, part: LeavePart::Whole, source: id, leave_type: PERSONAL });
        self
    }

    fn results(&self) -> Vec<DayResult> {
        let shift = Shift {
            source: Some(source(SourceKind::Shift, 1, 0)),
            periods: vec![ShiftPeriod {
                start: 540,
                end: 1_080,
                breaks: vec![(720, 780)],
                opens_before: 180,
                closes_after: 360,
                flex: Flex::Fixed,
            }],
            half_at: None,
        };
        let mut punches = self.punches.clone();
        let plans: Vec<DayPlan> = day("2026-09-01")
            .iter_days()
            .take_while(|date| *date <= day("2026-09-30"))
            .map(|date| {
                let own = Self::kind(date);
                let works = own == DayKind::Work;
                if works && !self.left_out.contains(&date) {
                    for minute in [540, 1_080] {
                        let id = source(SourceKind::Punch, 100_000, punches.len());
                        punches.push(Punch {
                            at: at(date, minute).utc().unwrap(),
                            mark: Mark::Unknown,
                            source: id,
                        });
                    }
                }
                let neighbour = |of: Option<NaiveDate>| of.map_or(DayKind::Work, Self::kind);
                let kinds =
                    DayKinds { before: neighbour(date.pred_opt()), own, after: neighbour(date.succ_opt()) };
                DayPlan::new(date, works.then_some(&shift), kinds, &SETTING).unwrap()
            })
            .collect();
        let facts = Facts { punches: &punches, leaves: &self.leaves, overtime: &self.overtime, away: &[] };
        judge(&plans, &facts, &self.rules)
    }

    fn sheet(&self) -> MonthSheet {
        MonthSheet::new(PayMonth { year: 2026, month: 9 }.days().unwrap(), &self.results())
    }
}

fn engine() -> Engine {
    let structure: PayStructure = serde_saphyr::from_str(STANDARD).unwrap();
    Engine::new(structure.with_sheet_inputs()).unwrap().0
}

fn wage(engine: &Engine, wage: &str) -> PersonMonth {
    let mut person = super::person(engine, "8700", &[]);
    for (name, amount) in [("月工资", wage), ("标准工资", wage), ("最低工资", "2740")] {
        person.values[engine.input(name).unwrap()] = Some(Value::money(yuan(amount)));
    }
    person
}

fn line(engine: &Engine, slip: &Slip, code: &str) -> Money {
    let at = engine.structure().items.iter().position(|item| item.code == code).unwrap();
    slip.amount(LineKey::Item(u16::try_from(at).unwrap()))
}

/// 8 700 a month is 400 a day and 50 an hour.
#[test]
fn punches_become_lines_of_the_slip() {
    let sheet = September::new()
        .punched("2026-09-01", &[540, 1_200])
        .overtime("2026-09-01", 1_080, 1_200)
        .punched("2026-09-05", &[540, 1_080])
        .overtime("2026-09-05", 540, 1_020)
        .punched("2026-09-02", &[570, 1_080])
        .punched("2026-09-03", &[540, 1_065])
        .punched("2026-09-04", &[])
        .on_leave("2026-09-07")
        .sheet();
    assert!(sheet.mismatches().is_empty() && sheet.gaps().is_empty());
    let (engine, plan) = (engine(), plan("shanghai", "2026-09-30"));
    let mut person = wage(&engine, "8700");
    let from = Input { kind: "month_sheet".to_owned(), id: sheet.fingerprint.to_string(), on: None };
    assert!(engine.read_sheet(&mut person, &sheet.sums(&[]), LEAVES, Some(&from)).is_empty());
    let slip = engine.slip(&plan, &person);
    let of = |code| line(&engine, &slip, code);
    assert_eq!(of("overtime_workday"), yuan("150"), "two hours at 75");
    assert_eq!(of("overtime_rest_day"), yuan("800"), "eight hours at 100");
    assert_eq!(of("late_or_early"), yuan("37.50"), "30 minutes late, 15 early");
    assert_eq!(of("absence"), yuan("400"), "a day without a punch");
    assert_eq!(of("unpaid_leave"), yuan("400"), "a day of personal leave");
    assert_eq!(slip.totals.earnings, yuan("9650"));
    // Each such figure leads back to the sheet.
    let row = engine.row(&person);
    let told = engine.explain(&plan, &person, &row);
    let overtime = slip.lines.iter().find(|line| line.amount == yuan("150")).unwrap();
    let inputs: Vec<_> = told.explanation(overtime).terms.into_iter().filter_map(|term| term.input).collect();
    assert!(inputs.contains(&from), "{inputs:?}");
}

#[test]
fn trap_12_a_frozen_day_that_changes_after_payment_is_a_line_of_the_next_slip() {
    let as_known = September::new().punched("2026-09-04", &[]);
    let frozen = as_known.sheet();
    let (engine, september, october) =
        (engine(), plan("shanghai", "2026-09-30"), plan("shanghai", "2026-10-31"));
    let mut person = wage(&engine, "8700");
    engine.read_sheet(&mut person, &frozen.sums(&[]), LEAVES, None);
    let slip = engine.slip(&september, &person);
    assert_eq!(line(&engine, &slip, "absence"), yuan("400"));
    let sent = engine.record(&september, &person, &slip);
    // In October the absence turns out to have been work with two hours of overtime.
    let corrected =
        September::new().punched("2026-09-04", &[540, 1_200]).overtime("2026-09-04", 1_080, 1_200);
    let changes = month::arrears(&frozen, &[], &corrected.results());
    assert_eq!(changes.len(), 1);
    let month = PayMonth { year: 2026, month: 9 };
    let owed =
        engine.sheet_arrears(&september, &person, (&frozen, &changes), LEAVES, (month, &sent)).unwrap();
    let current = PersonMonth { arrears: owed.clone(), ..wage(&engine, "8700") };
    let next = engine.slip(&october, &current);
    assert_eq!(next.totals.earnings, yuan("8850"), "150 of overtime");
    let by_code: Vec<_> = next
        .lines
        .iter()
        .filter(|line| matches!(line.key, LineKey::Arrear(_)))
        .map(|line| (engine.code(&october, &current, line.key), line.amount))
        .collect();
    assert!(by_code.contains(&("arrears.2026-09.absence".to_owned(), yuan("-400"))), "{by_code:?}");
    assert!(by_code.contains(&("arrears.2026-09.overtime_workday".to_owned(), yuan("150"))), "{by_code:?}");
    let plain = engine.slip(&october, &wage(&engine, "8700"));
    let more = next.year.income.minor() - plain.year.income.minor();
    assert_eq!(more, 55_000, "the difference is taxed in the month it is paid in");
    // Posted once: nothing is owed any more, and the old slip is as it was.
    let known = paid(&sent, &owed).unwrap();
    let again =
        engine.sheet_arrears(&september, &person, (&frozen, &changes), LEAVES, (month, &known)).unwrap();
    assert!(again.is_empty(), "{again:?}");
    assert_eq!(sent, engine.record(&september, &person, &slip));
    assert!(arrears(month, &sent, &sent).unwrap().is_empty());
}

#[test]
fn a_corrected_month_that_cannot_be_reckoned_owes_nothing_and_says_why() {
    let engine = engine();
    let frozen = September::new().sheet();
    let nameless = super::person(&engine, "8700", &[]);
    let month = PayMonth { year: 2026, month: 9 };
    let plan = plan("shanghai", "2026-09-30");
    let fault = engine
        .sheet_arrears(
            &plan,
            &nameless,
            (&frozen, &[]),
            LEAVES,
            (month, &heng_paycalc::slip::Record::default()),
        )
        .unwrap_err();
    assert!(matches!(&fault, SheetFault::NotPayable(findings) if !findings.is_empty()), "{fault}");
}

#[test]
fn overtime_is_never_reckoned_from_less_than_the_minimum_wage() {
    let sheet =
        September::new().punched("2026-09-01", &[540, 1_200]).overtime("2026-09-01", 1_080, 1_200).sheet();
    let (engine, plan) = (engine(), plan("shanghai", "2026-09-30"));
    let mut person = wage(&engine, "1740");
    engine.read_sheet(&mut person, &sheet.sums(&[]), LEAVES, None);
    let slip = engine.slip(&plan, &person);
    // 2 740 ÷ 174 × 2 × 150 %, not 1 740 ÷ 174 × 3.
    assert_eq!(line(&engine, &slip, "overtime_workday"), yuan("47.24"));
    assert_eq!(line(&engine, &slip, "overtime_base"), yuan("2740"));
}

#[test]
fn irregular_hours_are_paid_on_a_statutory_holiday_only_where_the_place_says_so() {
    // 25 September 2026 is the Mid-Autumn Festival.
    assert_eq!(September::kind(day("2026-09-25")), DayKind::Statutory);
    let pay = |statutory_paid| {
        let mut september =
            September::new().punched("2026-09-25", &[540, 1_080]).overtime("2026-09-25", 540, 1_080);
        september.rules.working_time = WorkingTime::Irregular { needs_punch: false, statutory_paid };
        let (engine, plan) = (engine(), plan("shanghai", "2026-09-30"));
        let mut person = wage(&engine, "8700");
        let sheet = september.sheet();
        engine.read_sheet(&mut person, &sheet.sums(&[]), LEAVES, None);
        (sheet.figures.overtime_statutory, line(&engine, &engine.slip(&plan, &person), "overtime_statutory"))
    };
    let (minutes, amount) = pay(true);
    assert!(minutes > 0);
    assert_eq!(amount.minor(), minutes * 870_000 * 3 / 10_440);
    assert_eq!(pay(false), (0, Money::ZERO));
}

#[test]
fn absence_takes_at_most_the_months_wage() {
    let (engine, plan) = (engine(), plan("shanghai", "2026-09-30"));
    let mut september = September::new();
    september.left_out = day("2026-09-01").iter_days().take(30).collect();
    let sheet = september.sheet();
    assert!(sheet.figures.absent > 10_000);
    let mut person = wage(&engine, "8700");
    person.values[engine.input("事假天数").unwrap()] = None;
    engine.read_sheet(&mut person, &sheet.sums(&[]), &[], None);
    person.values[engine.input("事假天数").unwrap()] = Some(Value::Number(heng_kernel::Fixed::whole(20)));
    let slip = engine.slip(&plan, &person);
    assert_eq!(line(&engine, &slip, "unpaid_leave"), yuan("8000"));
    assert_eq!(line(&engine, &slip, "absence"), yuan("700"), "what is left of the wage");
}

#[test]
fn an_information_line_is_shown_and_changes_no_sum() {
    let sheet =
        September::new().punched("2026-09-01", &[540, 1_200]).overtime("2026-09-01", 1_080, 1_200).sheet();
    let plan = plan("shanghai", "2026-09-30");
    let slip_of = |engine: &Engine| {
        let mut person = wage(engine, "8700");
        engine.read_sheet(&mut person, &sheet.sums(&[]), LEAVES, None);
        engine.slip(&plan, &person)
    };
    let told = engine();
    let mut structure = told.structure().clone();
    // The same figure as a step on the way, which is no line.
    let base = structure.items.iter().position(|item| item.code == "overtime_base").unwrap();
    let item = structure.items.remove(base);
    structure.steps.push(heng_formula::ItemSpec {
        name: item.name,
        formula: item.formula,
        kind: None,
        unit: Some("元".to_owned()),
        round: None,
        step: true,
    });
    let untold = Engine::new(structure).unwrap().0;
    let (with, without) = (slip_of(&told), slip_of(&untold));
    assert_eq!(line(&told, &with, "overtime_base"), yuan("8700"));
    assert_eq!(with.lines.len(), without.lines.len() + 1);
    assert_eq!((with.totals, with.year, with.carried), (without.totals, without.year, without.carried));
}
