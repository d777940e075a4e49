//! A figure explains itself: its terms lead to it, and it names law and version.

use heng_kernel::{Explanation, Money, Rate};
use heng_packs::Scheme;
use heng_paycalc::{
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice, Payer, SchemeKind},
    iit::{BonusRule, MonthWage, StartOfYear, WageRule, YearToDate},
    labour::{
        proration::{PartMonth, Proration},
        severance::{Ending, ServiceBefore2008, SeveranceFacts},
    },
};

use crate::ask::china;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn line(explanation: &Explanation) -> String {
    let terms: Vec<_> =
        explanation.terms.iter().map(|term| format!("{} {} {}", term.sign, term.label, term.value)).collect();
    format!("{} {}: {}", explanation.label, explanation.value, terms.join(", "))
}

#[test]
fn withholding_shows_the_year_and_the_row_of_the_table() {
    let rule = WageRule::as_of(&china().income_tax, day("2026-03-10")).unwrap();
    let month = MonthWage {
        months: 1,
        income: Money::from_minor(3_000_000),
        special: Money::from_minor(450_000),
        special_additional: Money::from_minor(200_000),
        ..MonthWage::default()
    };
    let first = rule.withhold(StartOfYear::Ordinary, &YearToDate::default(), &month).unwrap();
    let second = rule.withhold(StartOfYear::Ordinary, &first.year, &month).unwrap();
    let explained = second.explain(&rule);
    assert_eq!(
        line(&explained),
        "iit.wage.withheld 625.00: + iit.wage.income 60000.00, - iit.wage.basic 10000.00, - iit.wage.special 9000.00, \
         - iit.wage.special_additional 4000.00, = iit.wage.taxable 37000.00, × iit.wage.rate 10, \
         - iit.wage.quick 2520.00, = iit.wage.tax_of_year 1180.00, - iit.wage.withheld_before 555.00"
    );
    assert!(explained.basis.source.is_some_and(|source| source.contains("61")));
    assert!(explained.basis.version.contains("2019-01-01"));
}

#[test]
fn a_contribution_shows_what_moved_its_base() {
    let choice =
        CompanyChoice { fund: Some(FundChoice::both(Rate::from_ppm(120_000))), ..CompanyChoice::default() };
    let city = china().social.city("beijing").unwrap();
    let month = CityMonth::as_of(city, day("2026-08-15"), &choice).unwrap();
    let bases = Bases::same(Money::from_minor(6_000_000));
    let medical = SchemeKind::Insurance(Scheme::Medical);
    let (scheme, paid) =
        month.contributions(&bases).map(Result::unwrap).find(|(scheme, _)| scheme.kind == medical).unwrap();
    let explained = scheme.explain(&paid, Payer::Employee);
    assert_eq!(
        line(&explained),
        "contribution.employee 729.96: + contribution.base_cut_at_ceiling 36348.00, × contribution.rate 2, \
         + contribution.fixed 3.00"
    );
    let base = explained.terms[0].input.as_ref().unwrap();
    assert!(base.id.contains("2026-07-01"), "{}", base.id);
}

#[test]
fn a_bonus_shows_its_step_and_the_policy() {
    let rule = BonusRule::as_of(&china().income_tax, day("2026-02-10")).unwrap();
    let bonus = rule.separate(Money::from_minor(5_000_000)).unwrap();
    let explained = bonus.explain(&rule);
    assert_eq!(explained.value, "4790.00");
    assert!(explained.basis.source.is_some_and(|source| source.contains("164")));
}

#[test]
fn a_part_of_a_month_shows_the_sum_of_its_method() {
    let days = china().labour.pay_days.as_of(day("2026-06-01")).unwrap();
    let part = PartMonth {
        paid_days: 1_500,
        paid_days_of_month: 2_200,
        calendar_days: 21,
        calendar_days_of_month: 30,
    };
    let wage = Money::from_minor(2_175_000);
    let told =
        |method| line(&part.explain(wage, method, part.wage(wage, method, &days.value).unwrap(), days));
    assert_eq!(
        told(Proration::Reverse),
        "proration.wage 14750.00: = proration.method reverse_21_75, + proration.month_wage 21750.00, \
         - proration.month_wage 21750.00, ÷ proration.month_pay_days 21.75, × proration.unpaid_days 7"
    );
    assert!(told(Proration::Forward).ends_with("÷ proration.month_pay_days 21.75, × proration.paid_days 15"));
}

#[test]
fn severance_shows_service_and_wage() {
    let row = china().labour.severance.as_of(day("2026-06-30")).unwrap();
    let facts = SeveranceFacts {
        hired: day("2023-03-01"),
        last_day: day("2026-06-30"),
        average_wage: Money::from_minor(1_500_000),
        minimum_wage: None,
        city_average: Some(Money::from_minor(1_257_700)),
        ending: Ending::Compensated,
        notice_in_lieu: Some(Money::from_minor(1_600_000)),
        before_2008: ServiceBefore2008::Alike,
    };
    let explained = facts.reckon(&row.value).unwrap().explain(row);
    assert_eq!(
        line(&explained),
        "severance.amount 68500.00: = severance.years_of_service 3, + severance.months_of_service 4, \
         + severance.wage 15000.00, × severance.months 3.50, + severance.notice_in_lieu 16000.00"
    );
}
