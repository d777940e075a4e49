//! Speed of whole slips: `cargo bench -p heng-paycalc --bench slips`.
//!
//! A Chinese slip of 30 formula items, the schemes of Shanghai and cumulative tax, with and without a trace, and the same with the
//! building of its facts.

#![expect(clippy::unwrap_used, reason = "a bench that cannot build its facts must fail")]

use chrono::NaiveDate;
use divan::{Bencher, counter::ItemsCount};
use heng_formula::Value;
use heng_kernel::{Fixed, Money, Rate};
use heng_packs::Packs;
use heng_paycalc::{
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice},
    iit::YearToDate,
    slip::{
        ContributionFacts, Engine, LineKind, PayInput, PayItem, PayStructure, PersonMonth, Plan, TaxEffect,
    },
};

const PEOPLE: usize = 10_000;
const ITEMS: usize = 30;

#[global_allocator]
static ALLOC: divan::AllocProfiler<std::alloc::System> = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

fn plan() -> Plan<'static> {
    let china = Packs::embedded().china();
    let on = NaiveDate::from_ymd_opt(2026, 7, 15).unwrap();
    let choice =
        CompanyChoice { fund: Some(FundChoice::both(Rate::from_ppm(70_000))), ..CompanyChoice::default() };
    let city = CityMonth::as_of(china.social.city("shanghai").unwrap(), on, &choice).unwrap();
    Plan::china("cn.shanghai", &city, &china.income_tax, on).unwrap()
}

/// Wage, overtime of three classes, absence, and allowances that lean on them: 30 items, each with a formula.
fn engine() -> Engine {
    let item = |n: usize| {
        let (formula, kind, tax) = match n {
            0 => ("工资".to_owned(), LineKind::Earning, None),
            1 => ("工资 × 150% × 加班 ÷ 174小时".to_owned(), LineKind::Earning, None),
            2 => {
                ("min(工资, 工资 × 事假 ÷ 21.75天)".to_owned(), LineKind::Deduction, Some(TaxEffect::Income))
            }
            n if n % 3 == 0 => ("if(加班 >= 10小时, 300元, 工资 × 1%)".to_owned(), LineKind::Earning, None),
            n if n % 3 == 1 => ("奖金 × 5% + 20元".to_owned(), LineKind::Earning, None),
            _ => ("(工资 + 奖金) ÷ 12 × 0.1".to_owned(), LineKind::Earning, None),
        };
        PayItem {
            code: format!("item_{n}"),
            name: format!("项目{n}"),
            formula,
            kind,
            tax,
            base: None,
            in_minimum_wage: false,
            recovery: None,
            source: None,
            round: None,
        }
    };
    let input = |name: &str, unit: &str| PayInput {
        name: name.to_owned(),
        unit: Some(unit.to_owned()),
        default: Some(Fixed::ZERO),
        ..PayInput::default()
    };
    let structure = PayStructure {
        inputs: vec![input("工资", "元"), input("奖金", "元"), input("加班", "小时"), input("事假", "天")],
        items: (0..ITEMS).map(item).collect(),
        ..PayStructure::of_wage("bench")
    };
    Engine::new(structure).unwrap().0
}

fn people() -> Vec<PersonMonth> {
    (0..PEOPLE)
        .map(|n| {
            let n = i64::try_from(n).unwrap();
            let wage = Money::from_minor(500_000 + n * 7_919 % 4_000_000);
            PersonMonth {
                values: vec![
                    Some(Value::money(wage)),
                    Some(Value::money(Money::from_minor(n * 311 % 600_000))),
                    Some(Value::Number(Fixed::whole(n % 30))),
                    Some(Value::Number(Fixed::whole(n % 4))),
                ],
                contributions: ContributionFacts {
                    declared: Some(Bases::same(wage)),
                    ..ContributionFacts::default()
                },
                ..PersonMonth::default()
            }
        })
        .collect()
}

/// Without a trace, by columns of people.
#[divan::bench]
fn slips(bencher: Bencher<'_, '_>) {
    let (engine, plan, people) = (engine(), plan(), people());
    bencher.counter(ItemsCount::new(PEOPLE)).bench_local(|| engine.slips(&plan, divan::black_box(&people)));
}

/// The same with the building of the facts.
#[divan::bench]
fn slips_with_their_facts(bencher: Bencher<'_, '_>) {
    let (engine, plan) = (engine(), plan());
    bencher.counter(ItemsCount::new(PEOPLE)).bench_local(|| engine.slips(&plan, &people()));
}

/// Twelve months of 100,000 people, each month's facts built from the month before: per person and month.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn a_year_of_slips_with_their_facts(bencher: Bencher<'_, '_>) {
    let (engine, plan) = (engine(), plan());
    bencher.counter(ItemsCount::new(PEOPLE * 10 * 12)).bench_local(|| {
        for _ in 0..10 {
            let mut years = vec![YearToDate::default(); PEOPLE];
            for _ in 0..12 {
                let mut people = people();
                for (person, year) in people.iter_mut().zip(&years) {
                    person.tax.before = *year;
                }
                let slips = engine.slips(&plan, divan::black_box(&people));
                years = slips.into_iter().map(|slip| slip.year).collect();
            }
            divan::black_box(years);
        }
    });
}

/// With the trace of every formula, scheme and tax kept.
#[divan::bench(sample_count = 20)]
fn traced_slips(bencher: Bencher<'_, '_>) {
    let (engine, plan, people) = (engine(), plan(), people());
    bencher.counter(ItemsCount::new(PEOPLE)).bench_local(|| {
        for person in &people {
            let row = engine.row(person);
            divan::black_box(engine.explain(&plan, person, &row));
        }
    });
}

/// The same, and every line put into words for the reader.
#[divan::bench(sample_count = 5)]
fn explained_slips(bencher: Bencher<'_, '_>) {
    let (engine, plan, people) = (engine(), plan(), people());
    bencher.counter(ItemsCount::new(PEOPLE)).bench_local(|| {
        for person in &people {
            let row = engine.row(person);
            let told = engine.explain(&plan, person, &row);
            for line in &told.slip.lines {
                divan::black_box(told.explanation(line));
            }
        }
    });
}
