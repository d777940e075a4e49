//! Speed of the statutory sums: `cargo bench -p heng-paycalc --bench statutory`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot build its facts must fail")]

use chrono::NaiveDate;
use divan::{Bencher, counter::ItemsCount};
use heng_kernel::{Money, Rate};
use heng_packs::Packs;
use heng_paycalc::{
    columns::{BareMonth, People, Slips},
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice, Payer},
    iit::{BonusRule, MonthWage, StartOfYear, WageRule, YearToDate},
};

const PEOPLE: usize = 10_000;

fn main() {
    divan::main();
}

fn on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 15).unwrap()
}

fn city() -> CityMonth<'static> {
    let choice =
        CompanyChoice { fund: Some(FundChoice::both(Rate::from_ppm(70_000))), ..CompanyChoice::default() };
    CityMonth::as_of(Packs::embedded().china().social.city("shanghai").unwrap(), on(), &choice).unwrap()
}

fn wage_rule() -> WageRule<'static> {
    WageRule::as_of(&Packs::embedded().china().income_tax, on()).unwrap()
}

/// Wages spread over all steps of the table, without randomness.
fn wages() -> Vec<Money> {
    (0..PEOPLE).map(|n| Money::from_minor(500_000 + i64::try_from(n * 7_919 % 12_000_000).unwrap())).collect()
}

/// gross − insurance and fund − cumulative tax of a month, in columns of people.
#[divan::bench]
fn bare_slips(bencher: Bencher<'_, '_>) {
    let (month, gross) = (BareMonth::new(&city(), wage_rule()), wages());
    let (special, start) = (vec![Money::from_minor(150_000); PEOPLE], vec![StartOfYear::Ordinary; PEOPLE]);
    let people = People {
        gross: &gross,
        insurance_base: &gross,
        fund_base: &gross,
        special_additional: &special,
        start: &start,
    };
    let mut years = vec![YearToDate::default(); PEOPLE];
    let mut slips = Slips::default();
    for _ in 0..6 {
        month.reckon(&people, &mut years, &mut slips).unwrap();
    }
    bencher.counter(ItemsCount::new(PEOPLE)).bench_local(|| {
        let mut july = years.clone();
        month.reckon(divan::black_box(&people), &mut july, &mut slips).unwrap();
        july
    });
}

/// The same twelve times: a year of everybody.
#[divan::bench]
fn bare_year(bencher: Bencher<'_, '_>) {
    let (month, gross) = (BareMonth::new(&city(), wage_rule()), wages());
    let (special, start) = (vec![Money::from_minor(150_000); PEOPLE], vec![StartOfYear::Ordinary; PEOPLE]);
    let people = People {
        gross: &gross,
        insurance_base: &gross,
        fund_base: &gross,
        special_additional: &special,
        start: &start,
    };
    let mut slips = Slips::default();
    bencher.counter(ItemsCount::new(PEOPLE * 12)).bench_local(|| {
        let mut years = vec![YearToDate::default(); PEOPLE];
        for _ in 0..12 {
            month.reckon(divan::black_box(&people), &mut years, &mut slips).unwrap();
        }
        years
    });
}

/// Cumulative withholding of one payment.
#[divan::bench]
fn withholding(bencher: Bencher<'_, '_>) {
    let rule = wage_rule();
    let month = MonthWage {
        months: 1,
        income: Money::from_minor(3_000_000),
        special: Money::from_minor(450_000),
        ..MonthWage::default()
    };
    let year = rule.withhold(StartOfYear::Ordinary, &YearToDate::default(), &month).unwrap().year;
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| {
        rule.withhold(StartOfYear::Ordinary, divan::black_box(&year), divan::black_box(&month)).unwrap()
    });
}

/// Five schemes, both sides, summed.
#[divan::bench]
fn contributions(bencher: Bencher<'_, '_>) {
    let month = city();
    let bases = Bases::same(Money::from_minor(2_345_678));
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| month.sums(divan::black_box(&bases)).unwrap());
}

/// A bonus taxed apart and compared with joining the year.
#[divan::bench]
fn bonus_choice(bencher: Bencher<'_, '_>) {
    let rule = BonusRule::as_of(&Packs::embedded().china().income_tax, on()).unwrap();
    let (taxable, bonus) = (Money::from_minor(10_000_000), Money::from_minor(4_000_000));
    bencher
        .counter(ItemsCount::new(1_u32))
        .bench_local(|| rule.choose(divan::black_box(taxable), bonus).unwrap());
}

/// The traces of one slip: tax and both sides of five schemes.
#[divan::bench]
fn explanations(bencher: Bencher<'_, '_>) {
    let (month, rule) = (city(), wage_rule());
    let bases = Bases::same(Money::from_minor(2_345_678));
    let wage = MonthWage { months: 1, income: Money::from_minor(3_000_000), ..MonthWage::default() };
    let tax = rule.withhold(StartOfYear::Ordinary, &YearToDate::default(), &wage).unwrap();
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| {
        let mut traces = vec![tax.explain(&rule)];
        for line in month.contributions(&bases) {
            let (scheme, paid) = line.unwrap();
            traces.push(scheme.explain(&paid, Payer::Employee));
            traces.push(scheme.explain(&paid, Payer::Employer));
        }
        traces
    });
}
