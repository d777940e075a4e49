//! Laws of slips, for any figures.

use chrono::Duration;
use heng_kernel::{DateRange, Money};
use heng_packs::Packs;
use heng_paycalc::{
    contribution::{CityMonth, Wages},
    labour::proration::Proration,
    slip::{
        Arrear, LineKey, LineKind, PayMonth, PersonMonth, Plan, Slip, WageFrom, arrears, difference, paid,
        wage_of_month,
    },
};
use proptest::prelude::*;

use super::{day, engine, person, plan, with_fund};

fn any_amounts() -> impl Strategy<Value = [i64; 7]> {
    [0..6_000_000i64, 0..800_000, 0..9_000_000, 0..300_000, 0..2_000_000, 0..900_000, 0..400_000]
}

fn facts(amounts: [i64; 7]) -> PersonMonth {
    let named: Vec<_> = super::INPUTS.into_iter().zip(amounts.into_iter().map(Money::from_minor)).collect();
    person(&engine(), "12000", &named)
}

fn sum(slip: &Slip, kind: LineKind) -> i64 {
    slip.lines.iter().filter(|line| line.kind == kind).map(|line| line.amount.minor()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.div_ceil(4)))]

    #[test]
    fn net_is_earnings_less_deductions_to_the_fen(amounts in any_amounts()) {
        let slip = engine().slip(&plan("shanghai", "2026-07-15"), &facts(amounts));
        let (earned, taken) = (sum(&slip, LineKind::Earning), sum(&slip, LineKind::Deduction));
        prop_assert_eq!(slip.totals.earnings.minor(), earned);
        prop_assert_eq!(slip.totals.deductions.minor(), taken);
        prop_assert_eq!(slip.totals.net.minor(), earned - taken);
        prop_assert_eq!(slip.totals.employer.minor(), sum(&slip, LineKind::EmployerCost));
        prop_assert!(slip.totals.net >= Money::ZERO);
        prop_assert!(slip.is_payable());
    }

    #[test]
    fn what_is_not_taken_now_is_carried_to_the_fen(amounts in any_amounts()) {
        let (engine, person) = (engine(), facts(amounts));
        let slip = engine.slip(&plan("shanghai", "2026-07-15"), &person);
        for (code, place) in [("loan", 4), ("damage", 5)] {
            let at = engine.structure().items.iter().position(|item| item.code == code).unwrap();
            let taken = slip.amount(LineKey::Item(u16::try_from(at).unwrap())).minor();
            let carried: i64 =
                slip.carried.iter().filter(|carried| carried.code == code).map(|carried| carried.amount.minor()).sum();
            prop_assert_eq!(taken + carried, amounts[place]);
        }
    }

    #[test]
    fn for_one_and_for_many_with_and_without_a_trace_the_slip_is_the_same(
        people in proptest::collection::vec(any_amounts(), 1..6),
    ) {
        let (engine, plan) = (engine(), plan("beijing", "2026-08-15"));
        let people: Vec<_> = people.into_iter().map(facts).collect();
        let many = engine.slips(&plan, &people);
        for (person, slip) in people.iter().zip(&many) {
            prop_assert_eq!(&engine.slip(&plan, person), slip);
            let row = engine.row(person);
            let told = engine.explain(&plan, person, &row);
            prop_assert_eq!(&told.slip, slip);
            for line in &slip.lines {
                let explained = told.explanation(line).value;
                prop_assert_eq!(Money::parse_major(&explained), Some(line.amount), "{}", explained);
            }
        }
    }

    #[test]
    fn arrears_and_the_old_slip_are_the_new_slip(old in any_amounts(), new in any_amounts()) {
        let (engine, plan) = (engine(), plan("shanghai", "2026-06-15"));
        let record = |amounts| {
            let person = facts(amounts);
            engine.record(&plan, &person, &engine.slip(&plan, &person))
        };
        let (old, new) = (record(old), record(new));
        let month = PayMonth { year: 2026, month: 6 };
        let posted: Vec<Arrear> = difference(&old, &new).unwrap().lines.into_iter()
            .map(|line| Arrear { month, line }).collect();
        let now = paid(&old, &posted).unwrap();
        prop_assert_eq!(difference(&now, &new).unwrap().lines, vec![]);
        prop_assert_eq!(now.totals, new.totals);
        // Posting twice is impossible: what was posted counts as paid.
        prop_assert_eq!(arrears(month, &now, &new).unwrap(), vec![]);
    }

    #[test]
    fn a_late_difference_leaves_the_years_tax_as_if_it_had_been_known(
        wage in 500_000..5_000_000i64, raise in 1..1_000_000i64, months in 1..6u32,
    ) {
        let (engine, plan) = (engine(), plan("shanghai", "2026-05-15"));
        let at = |wage| facts([wage, 0, 0, 0, 0, 0, 0]);
        // Known in time.
        let mut right = at(wage + raise);
        // Known late: paid at the old wage, then the differences at once.
        let mut late = at(wage);
        let mut owed = Vec::new();
        for month in 1..=months {
            let (due, was) = (engine.slip(&plan, &right), engine.slip(&plan, &late));
            let (due_record, was_record) =
                (engine.record(&plan, &right, &due), engine.record(&plan, &late, &was));
            owed.extend(arrears(PayMonth { year: 2026, month }, &was_record, &due_record).unwrap());
            right.tax.before = due.year;
            late.tax.before = was.year;
        }
        let last = engine.slip(&plan, &right);
        let mut current = at(wage + raise);
        current.tax.before = late.tax.before;
        current.arrears = owed;
        let settled = engine.slip(&plan, &current);
        prop_assert_eq!(settled.year, last.year);
    }

    #[test]
    fn a_base_nobody_declared_stays_within_its_limits_with_a_bonus(
        wage in 0..6_000_000i64, bonus in 0..6_000_000i64, city in 0..16usize,
    ) {
        let city = Packs::embedded().china().social.iter().nth(city).unwrap();
        let month = CityMonth::as_of(city, day("2026-07-15"), &with_fund()).unwrap();
        let plan = Plan::china("any", &month, &Packs::embedded().china().income_tax, day("2026-07-15")).unwrap();
        let engine = super::bonus_engine("元");
        let facts = super::paid(Money::from_minor(wage), Money::from_minor(bonus));
        let slip = engine.slip(&plan, &facts);
        for (n, scheme) in (0_u8..).zip(month.schemes()) {
            let declared = Wages::base(Money::from_minor(wage + bonus));
            let due = scheme.terms.contribute(&declared).unwrap();
            prop_assert!(due.base >= scheme.limits.value.floor);
            prop_assert!(scheme.limits.value.ceiling.is_none_or(|ceiling| due.base <= ceiling));
            prop_assert_eq!(slip.amount(LineKey::Employee(n)), due.employee);
            prop_assert_eq!(slip.amount(LineKey::Employer(n)), due.employer);
        }
    }

    #[test]
    fn cutting_a_month_changes_its_wage_by_no_fen(
        wage in 1..10_000_000i64, cut in 1..31i64, from in 0..20i64, method in 0..4usize,
    ) {
        let month = PayMonth { year: 2026, month: 7 }.days().unwrap();
        let days = &Packs::embedded().china().labour.pay_days.as_of(month.from()).unwrap().value;
        let employed = [DateRange::open(day("2026-07-01") + Duration::days(from))];
        let wages = |cuts: &[i64]| -> Vec<WageFrom> {
            cuts.iter().map(|cut| WageFrom {
                from: day("2026-07-01") + Duration::days(*cut), wage: Money::from_minor(wage), source: None,
            }).collect()
        };
        let pays = |wages: &[WageFrom]| {
            let workday = |day: chrono::NaiveDate| chrono::Datelike::weekday(&day).number_from_monday() <= 5;
            wage_of_month(wages, &employed, month, Proration::ALL[method], days, workday).unwrap().amount
        };
        prop_assert_eq!(pays(&wages(&[0])), pays(&wages(&[0, cut])));
    }
}
