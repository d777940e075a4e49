//! A figure explains itself: its terms lead to it, and it names law and version.

use heng_kernel::{Explanation, Money, Rate};
use heng_packs::Scheme;
use heng_paycalc::{
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice, Payer, SchemeKind},
    iit::{BonusRule, MonthWage, StartOfYear, WageRule, YearToDate},
    labour::{
        contract::{DamageCap, DoubleWage, OpenEndedCheck, ProbationCheck, ProbationWage},
        leaving::{NonCompeteCheck, NonCompetePay, Notice, NoticeCheck},
        medical_period::MedicalPeriodRule,
        proration::{PartMonth, Proration},
        service::Years,
        severance::{Ending, ServiceBefore2008, SeveranceFacts},
        sick_pay::{SickBase, SickLeave, SickPayRule},
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

fn yuan(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

/// Law and version stand in every one of them.
fn told(explanation: &Explanation) -> String {
    assert!(explanation.basis.source.as_ref().is_some_and(|source| !source.is_empty()), "{explanation:?}");
    assert!(!explanation.basis.version.is_empty() && !explanation.basis.rule.is_empty(), "{explanation:?}");
    line(explanation)
}

#[test]
fn probation_shows_its_term_what_is_beyond_it_and_the_damages() {
    let row = china().labour.probation.as_of(day("2026-01-01")).unwrap();
    let check = ProbationCheck::of(&row.value, Some(12), 3);
    assert_eq!(
        told(&check.explain(row)),
        "contract.probation_max 2: = contract.term 12, = contract.probation_agreed 3, = contract.probation_excess 1"
    );
    assert_eq!(
        told(&check.explain_damages(row, yuan(10_000)).unwrap()),
        "contract.probation_damages 10000.00: + contract.wage_after_probation 10000.00, × contract.probation_excess 1"
    );
    let open = ProbationCheck::of(&row.value, None, 6).explain(row);
    assert!(told(&open).contains("contract.term contract.open_ended_term"), "{open:?}");
    let wage = |agreed| ProbationWage::of(&row.value, yuan(agreed), yuan(2_740)).unwrap();
    assert_eq!(
        told(&wage(10_000).explain(row)),
        "contract.probation_wage 8000.00: + contract.agreed_wage 10000.00, × contract.share 80"
    );
    assert_eq!(
        told(&wage(3_000).explain(row)),
        "contract.probation_wage 2740.00: = contract.probation_share 2400.00, + contract.minimum_wage 2740.00"
    );
}

#[test]
fn the_second_wage_shows_its_months_and_days() {
    let row = china().labour.written_contract.as_of(day("2026-01-01")).unwrap();
    let due = DoubleWage::of(&row.value, day("2026-01-01"), day("2026-04-16"), yuan(10_000)).unwrap();
    assert_eq!(
        told(&due.explain(row)),
        "contract.double_wage 25000.00: = contract.double_wage_from 2026-02-01, = contract.double_wage_to 2026-04-15, \
         + contract.month_wage 10000.00, × contract.full_months 2, + contract.month_wage 10000.00, \
         ÷ contract.days_of_month 30, × contract.further_days 15, = contract.months_in_all 2.5"
    );
    let none = DoubleWage::of(&row.value, day("2026-01-01"), day("2026-02-01"), yuan(10_000)).unwrap();
    assert_eq!(
        told(&none.explain(row)),
        "contract.double_wage 0.00: + contract.month_wage 10000.00, × contract.full_months 0, = contract.months_in_all 0"
    );
}

#[test]
fn the_cap_of_damages_shows_which_of_the_three_it_is() {
    let row = china().labour.damage.as_of(day("2026-01-01")).unwrap();
    let cap = |loss| DamageCap::of(&row.value, yuan(loss), yuan(3_000), yuan(2_740)).unwrap().explain(row);
    let rest = ", = contract.loss 500.00, = contract.damage_share 600.00, = contract.above_minimum 260.00";
    assert_eq!(
        told(&cap(500)),
        format!(
            "contract.damage_max 260.00: + contract.month_wage 3000.00, - contract.minimum_wage 2740.00{rest}"
        )
    );
    assert!(told(&cap(100)).starts_with("contract.damage_max 100.00: + contract.loss 100.00"));
    let wide = DamageCap::of(&row.value, yuan(5_000), yuan(10_000), yuan(2_740)).unwrap().explain(row);
    assert!(
        told(&wide)
            .starts_with("contract.damage_max 2000.00: + contract.month_wage 10000.00, × contract.share 20")
    );
}

#[test]
fn an_open_ended_term_a_notice_and_a_non_compete_show_what_decided() {
    let labour = &china().labour;
    let on = day("2026-01-01");
    let row = labour.written_contract.as_of(on).unwrap();
    assert_eq!(
        told(&OpenEndedCheck::of(&row.value, 3, 2, 0).explain(row)),
        "contract.open_ended contract.open_ended.fixed_terms: = contract.years_of_service 3, = contract.years_needed 10, \
         = contract.fixed_terms 2, = contract.terms_needed 2, = contract.months_unsigned 0, \
         = contract.unsigned_months_needed 12"
    );
    let row = labour.notice.as_of(on).unwrap();
    let check = NoticeCheck::of(&row.value, Notice::Ordinary, Some(day("2026-06-01")), day("2026-06-30"));
    assert_eq!(
        told(&check.explain(row)),
        "contract.notice contract.notice.too_short: = contract.notice_days 30, = contract.notice_given 2026-06-01, \
         = contract.earliest_last_day 2026-07-01, = contract.last_day 2026-06-30"
    );
    let row = labour.non_compete.as_of(on).unwrap();
    let pay = |average| NonCompetePay::of(&row.value, yuan(average), yuan(2_740)).unwrap().explain(row);
    assert_eq!(
        told(&pay(20_000)),
        "contract.non_compete_pay 6000.00: + contract.average_wage 20000.00, × contract.share 30"
    );
    assert!(
        told(&pay(8_000)).ends_with("= contract.non_compete_share 2400.00, + contract.minimum_wage 2740.00")
    );
    let check = NonCompeteCheck { months: 30, unpaid_months: 1 };
    assert!(told(&check.explain(row)).starts_with(
        "contract.non_compete_months 24: = contract.non_compete_agreed 30, = contract.non_compete_max 24"
    ));
}

#[test]
fn sick_pay_and_the_medical_period_show_what_decided() {
    let china = china();
    let shanghai = china.social.city("shanghai").unwrap().region;
    let sick = |base| SickLeave {
        base,
        days: 1_000,
        service: Years::from_hundredths(900),
        sick_month: 1,
        minimum_wage: yuan(2_740),
        own_shares: Some(yuan(500)),
        company_factor: None,
    };
    let explained = |on: &str, base| {
        let rule = SickPayRule::as_of(china, shanghai, day(on)).unwrap();
        let sick = sick(base);
        told(&rule.explain(&sick, &rule.pay(&sick).unwrap()))
    };
    assert_eq!(
        explained("2026-06-15", SickBase::NormalWage(yuan(10_000))),
        "sick_pay.amount 3218.39: = sick_pay.normal_wage 10000.00, × sick_pay.base_share 70, + sick_pay.base 7000.00, \
         × sick_pay.factor 100, ÷ sick_pay.month_pay_days 21.75, × sick_pay.days 10"
    );
    assert_eq!(
        explained("2026-06-15", SickBase::Agreed(yuan(30_000))),
        "sick_pay.amount 5782.53: + sick_pay.city_average 12577.00, ÷ sick_pay.month_pay_days 21.75, × sick_pay.days 10"
    );
    assert_eq!(
        explained("2026-06-15", SickBase::Agreed(yuan(1_000))),
        "sick_pay.amount 1259.77: + sick_pay.base 2740.00, × sick_pay.factor 100, ÷ sick_pay.month_pay_days 21.75, \
         × sick_pay.days 10"
    );
    assert_eq!(
        explained("2026-08-16", SickBase::Agreed(yuan(10_000))),
        "sick_pay.amount 1007.82: + sick_pay.minimum_wage 2740.00, × sick_pay.floor 80, \
         ÷ sick_pay.month_pay_days 21.75, × sick_pay.days 10"
    );
    let rule = MedicalPeriodRule::as_of(&china.leave, shanghai, day("2026-06-15")).unwrap();
    assert_eq!(
        told(&rule.of(9, 4).unwrap().explain(rule)),
        "medical_period.months 7: + medical_period.first_months 3, + medical_period.months_a_year 1, \
         × medical_period.here_years 4, = medical_period.max_months 24"
    );
}
