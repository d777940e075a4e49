//! What must hold for any figures.

use heng_kernel::{Money, Rate};
use heng_packs::{MoneyRounding, Packs};
use heng_paycalc::{
    bracket,
    columns::{BareMonth, ColumnFault, People, Slips},
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice, PaidMonth, arrears},
    iit::{BonusRule, IncomeKind, LabourRule, MonthWage, StartOfYear, WageRule, YearToDate},
    labour::proration::{PartMonth, Proration, split_month},
};
use proptest::prelude::*;

use crate::ask::china;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn rule() -> WageRule<'static> {
    WageRule::as_of(&china().income_tax, day("2026-01-01")).unwrap()
}

fn fen(minor: i64) -> Money {
    Money::from_minor(minor)
}

fn annual_tax(taxable: i64) -> Money {
    bracket::tax(&rule().table.value, fen(taxable), MoneyRounding::FEN_HALF_UP).unwrap().tax
}

prop_compose! {
    fn month()(
        income in 0i64..20_000_000,
        special in 0i64..600_000,
        special_additional in 0i64..800_000,
        other in 0i64..120_000,
    ) -> MonthWage {
        MonthWage {
            months: 1,
            income: fen(income),
            special: fen(special),
            special_additional: fen(special_additional),
            other: fen(other),
            ..MonthWage::default()
        }
    }
}

proptest! {
    #[test]
    fn tax_rises_with_cumulative_income_and_less_than_it(a in 0i64..300_000_000, more in 0i64..50_000_000) {
        let (low, high) = (annual_tax(a), annual_tax(a + more));
        prop_assert!(low <= high);
        prop_assert!(high.minor() - low.minor() <= more, "one more yuan never costs more than a yuan");
    }

    #[test]
    fn december_is_the_annual_table(months in proptest::collection::vec(month(), 12)) {
        let rule = rule();
        let last = rule.replay(StartOfYear::Ordinary, &months).last().unwrap().unwrap();
        let sum = |of: fn(&MonthWage) -> Money| months.iter().map(|m| of(m).minor()).sum::<i64>();
        let taxable = sum(|m| m.income) - 6_000_000 - sum(|m| m.special) - sum(|m| m.special_additional) - sum(|m| m.other);
        prop_assert_eq!(last.tax, annual_tax(taxable.max(0)));
        prop_assert_eq!(last.year.withheld.minor(), last.tax.minor() + last.over_withheld.minor());
    }

    #[test]
    fn what_is_withheld_is_never_below_nothing_and_adds_up(months in proptest::collection::vec(month(), 1..12)) {
        let mut sum = 0;
        for outcome in rule().replay(StartOfYear::Ordinary, &months) {
            let outcome = outcome.unwrap();
            prop_assert!(outcome.withheld >= Money::ZERO);
            sum += outcome.withheld.minor();
            prop_assert_eq!(outcome.year.withheld.minor(), sum);
            prop_assert!(sum >= outcome.tax.minor());
        }
    }

    #[test]
    fn two_payments_in_a_month_are_withheld_like_one(whole in month(), share in 0i64..=100, before in month()) {
        let rule = rule();
        let before = rule.withhold(StartOfYear::Ordinary, &YearToDate::default(), &before).unwrap().year;
        let once = rule.withhold(StartOfYear::Ordinary, &before, &whole).unwrap();
        let first = MonthWage { income: fen(whole.income.minor() * share / 100), ..whole };
        let second = MonthWage { income: fen(whole.income.minor() - first.income.minor()), ..MonthWage::default() };
        let a = rule.withhold(StartOfYear::Ordinary, &before, &first).unwrap();
        let b = rule.withhold(StartOfYear::Ordinary, &a.year, &second).unwrap();
        prop_assert_eq!(once.tax, b.tax);
        prop_assert_eq!(once.withheld.minor(), a.withheld.minor() + b.withheld.minor());
    }

    #[test]
    fn sixty_thousand_at_once_ends_the_year_at_the_same_tax(months in proptest::collection::vec(month(), 12)) {
        let last = |start| rule().replay(start, &months).last().unwrap().unwrap();
        let (ordinary, at_once) = (last(StartOfYear::Ordinary), last(StartOfYear::WholeYearAtOnce));
        prop_assert_eq!(ordinary.tax, at_once.tax);
        prop_assert!(at_once.year.withheld <= ordinary.year.withheld);
    }

    #[test]
    fn a_bonus_in_a_blind_spot_leaves_less_than_its_edge_and_none_above_it_does(bonus in 1i64..150_000_000) {
        let rule = BonusRule::as_of(&china().income_tax, day("2026-06-01")).unwrap();
        let outcome = rule.separate(fen(bonus)).unwrap();
        if let Some(cliff) = outcome.cliff {
            let edge = rule.separate(cliff.edge).unwrap();
            prop_assert_eq!(edge.net.minor() - outcome.net.minor(), cliff.lost.minor());
            prop_assert!(cliff.edge < outcome.bonus && outcome.bonus < cliff.even_at);
            prop_assert!(rule.separate(cliff.even_at).unwrap().net >= edge.net);
            prop_assert!(rule.separate(fen(cliff.even_at.minor() - 1)).unwrap().net < edge.net);
        }
    }

    #[test]
    fn the_better_choice_never_takes_more(taxable in -6_000_000i64..100_000_000, bonus in 0i64..100_000_000) {
        let rule = BonusRule::as_of(&china().income_tax, day("2026-06-01")).unwrap();
        let choice = rule.choose(fen(taxable), fen(bonus)).unwrap();
        let taken = match choice.better.code() {
            "separate" => choice.separate_total,
            _ => choice.merged_total,
        };
        prop_assert_eq!(taken, choice.separate_total.min(choice.merged_total));
    }

    #[test]
    fn labour_withholding_never_falls_with_the_payment(a in 0i64..20_000_000, more in 0i64..1_000_000) {
        let rule = LabourRule::as_of(&china().income_tax, day("2026-06-01")).unwrap();
        for kind in [IncomeKind::Labour, IncomeKind::Author, IncomeKind::Royalty] {
            let tax = |gross| rule.withhold(kind, fen(gross)).unwrap().taxed.tax;
            // A fen of expense may round away a fen of tax.
            prop_assert!(tax(a).minor() <= tax(a + more).minor() + 1);
        }
    }

    #[test]
    fn the_sums_of_a_city_are_the_sums_of_its_lines(declared in 0i64..10_000_000, at in 0usize..16) {
        let city = china().social.iter().nth(at).unwrap();
        let choice = CompanyChoice {
            fund: Some(FundChoice::both(Rate::from_ppm(70_000))),
            goes_on_after_expiry: true,
            ..CompanyChoice::default()
        };
        let month = CityMonth::as_of(city, day("2026-08-15"), &choice).unwrap();
        let bases = Bases::same(fen(declared));
        let lines: Vec<_> = month.contributions(&bases).map(Result::unwrap).collect();
        let sums = month.sums(&bases).unwrap();
        prop_assert_eq!(sums.employee.minor(), lines.iter().map(|(_, p)| p.employee.minor()).sum::<i64>());
        prop_assert_eq!(sums.employer.minor(), lines.iter().map(|(_, p)| p.employer.minor()).sum::<i64>());
        for (scheme, paid) in lines {
            prop_assert!(scheme.terms.floor.is_none_or(|floor| paid.base >= floor));
            prop_assert!(scheme.terms.ceiling.is_none_or(|ceiling| paid.base <= ceiling));
        }
    }

    #[test]
    fn old_contributions_and_their_arrears_are_the_new_ones(declared in 0i64..8_000_000) {
        let city = china().social.city("shanghai").unwrap();
        let choice = CompanyChoice { fund: Some(FundChoice::both(Rate::from_ppm(70_000))), ..CompanyChoice::default() };
        let old = CityMonth::as_of(city, day("2026-06-15"), &choice).unwrap();
        let new = CityMonth::as_of(city, day("2026-07-15"), &choice).unwrap();
        let bases = Bases::same(fen(declared));
        let lines = |month: &CityMonth<'_>| -> Vec<_> {
            month.contributions(&bases).map(|line| line.map(|(scheme, paid)| (scheme.kind, paid)).unwrap()).collect()
        };
        let paid = PaidMonth { month: day("2026-07-01"), bases, paid: lines(&old) };
        let owed = arrears(&paid, &new).unwrap();
        for (kind, now) in lines(&new) {
            let before = paid.paid.iter().find(|(other, _)| *other == kind).unwrap().1;
            let arrear = owed.iter().find(|arrear| arrear.kind == kind);
            let (employee, employer) = arrear.map_or((0, 0), |a| (a.employee.minor(), a.employer.minor()));
            prop_assert_eq!(before.employee.minor() + employee, now.employee.minor());
            prop_assert_eq!(before.employer.minor() + employer, now.employer.minor());
        }
        let again = PaidMonth { paid: lines(&new), ..paid };
        prop_assert!(arrears(&again, &new).unwrap().is_empty());
    }

    #[test]
    fn splitting_a_month_never_changes_what_it_pays(
        wage in 0i64..10_000_000,
        cuts in proptest::collection::vec(0i64..30, 0..4),
        covered in 1i64..=30,
    ) {
        let days = &china().labour.pay_days.as_of(day("2026-06-01")).unwrap().value;
        let paid = |calendar: i64| calendar * 22 / 30 * 100;
        let mut edges: Vec<i64> = cuts.into_iter().filter(|cut| *cut < covered).chain([0, covered]).collect();
        edges.sort_unstable();
        edges.dedup();
        let part = |from: i64, to: i64| PartMonth {
            paid_days: paid(to) - paid(from),
            paid_days_of_month: paid(30),
            calendar_days: to - from,
            calendar_days_of_month: 30,
        };
        for method in Proration::ALL {
            let segments: Vec<_> = edges.windows(2).map(|edge| (fen(wage), part(edge[0], edge[1]))).collect();
            let parts = split_month(&segments, method, days);
            if paid(covered) == 0 && method != Proration::CalendarDays {
                continue;
            }
            let sum: i64 = parts.unwrap().iter().map(|amount| amount.minor()).sum();
            let whole = part(0, covered);
            let pays = if whole.is_whole() { fen(wage) } else { whole.wage(fen(wage), method, days).unwrap() };
            prop_assert_eq!(sum, pays.minor(), "{}", method.code());
        }
    }
}

proptest! {
    #[test]
    fn columns_of_people_agree_with_one_by_one(
        gross in proptest::collection::vec(0i64..20_000_000, 0..20),
        special in 0i64..500_000,
        months in 1usize..4,
    ) {
        let city = china().social.city("shanghai").unwrap();
        let choice = CompanyChoice { fund: Some(FundChoice::both(Rate::from_ppm(70_000))), ..CompanyChoice::default() };
        let city = CityMonth::as_of(city, day("2026-07-15"), &choice).unwrap();
        let (rule, gross): (_, Vec<Money>) = (rule(), gross.into_iter().map(fen).collect());
        let special = vec![fen(special); gross.len()];
        let start = vec![StartOfYear::Ordinary; gross.len()];
        let bases: Vec<Money> = gross.iter().rev().copied().collect();
        let people = People { gross: &gross, insurance_base: &bases, fund_base: &gross, special_additional: &special, start: &start };
        let mut years = vec![YearToDate::default(); gross.len()];
        let mut slips = Slips::default();
        for _ in 0..months {
            BareMonth::new(&city, rule).reckon(&people, &mut years, &mut slips).unwrap();
        }
        for at in 0..gross.len() {
            let sums = city.sums(&Bases { insurance: bases[at], fund: gross[at] }).unwrap();
            let month = MonthWage {
                months: 1,
                income: gross[at],
                special: sums.employee,
                special_additional: special[at],
                ..MonthWage::default()
            };
            let last = rule.replay(StartOfYear::Ordinary, &vec![month; months]).last().unwrap().unwrap();
            prop_assert_eq!((slips.employee[at], slips.employer[at]), (sums.employee, sums.employer));
            prop_assert_eq!((slips.withheld[at], years[at]), (last.withheld, last.year));
            prop_assert_eq!(
                slips.net[at].minor(),
                gross[at].minor() - sums.employee.minor() - last.withheld.minor()
            );
        }
    }
}

#[test]
fn columns_of_different_lengths_or_too_large_figures_are_refused() {
    let city = CityMonth::as_of(
        china().social.city("shanghai").unwrap(),
        day("2026-07-15"),
        &CompanyChoice::default(),
    );
    let month = BareMonth::new(&city.unwrap(), rule());
    let (one, two) = ([fen(i64::MIN)], [fen(1), fen(2)]);
    let people = People {
        gross: &one,
        insurance_base: &one,
        fund_base: &one,
        special_additional: &[fen(0)],
        start: &[StartOfYear::Ordinary],
    };
    let mut years = vec![YearToDate::default()];
    let mut slips = Slips::default();
    assert_eq!(month.reckon(&people, &mut years, &mut slips), Err(ColumnFault::TooLarge(0)));
    let uneven = People { fund_base: &two, ..people };
    assert_eq!(month.reckon(&uneven, &mut years, &mut slips), Err(ColumnFault::Uneven));
}

#[test]
fn every_city_and_month_of_the_data_can_be_put_together() {
    for city in Packs::embedded().china().social.iter() {
        for month in 1..=12 {
            let on = chrono::NaiveDate::from_ymd_opt(2026, month, 15).unwrap();
            let put_together = CityMonth::as_of(
                city,
                on,
                &CompanyChoice { goes_on_after_expiry: true, ..CompanyChoice::default() },
            );
            assert!(put_together.is_ok(), "{} {on}", city.id);
        }
    }
}
