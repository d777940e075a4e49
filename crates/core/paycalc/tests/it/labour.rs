//! Labour law: severance, contracts, retirement, overtime, sick pay, leave, part months. Traps 15, 24, 30, 34 and 41.

use chrono::NaiveDate;
use heng_kernel::{Finding, Money, Rate};
use heng_packs::RetirementGroup;
use heng_paycalc::labour::{
    annual_leave::UntakenPay,
    contract::{DoubleWage, OpenEnded, OpenEndedCheck, ProbationCheck},
    leaving::{NonCompeteCheck, NonCompetePay, Notice, NoticeCheck},
    medical_period::MedicalPeriodRule,
    overtime::{Capped, OvertimeMonth, OvertimeRule, Worked},
    proration::{self, PartMonth, Proration},
    retirement::Retirement,
    service::Years,
    severance::{Ending, ServiceBefore2008, Severance, SeveranceFacts},
    sick_pay::{SickBase, SickLeave, SickPayBy, SickPayRule},
};

use crate::ask::china;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn yuan(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

const FACTS: SeveranceFacts = SeveranceFacts {
    hired: NaiveDate::MIN,
    last_day: NaiveDate::MIN,
    average_wage: Money::from_minor(1_000_000),
    minimum_wage: None,
    city_average: None,
    ending: Ending::Compensated,
    notice_in_lieu: None,
    before_2008: ServiceBefore2008::Alike,
};

fn severance(hired: &str, last_day: &str, facts: SeveranceFacts) -> Severance {
    let rule = &china().labour.severance.as_of(day(last_day)).unwrap().value;
    SeveranceFacts { hired: day(hired), last_day: day(last_day), ..facts }.reckon(rule).unwrap()
}

#[test]
fn half_a_year_counts_as_a_year_and_a_day_as_half() {
    let months = |hired: &str, last: &str| severance(hired, last, FACTS).months_hundredths;
    assert_eq!(months("2025-01-16", "2026-01-16"), 150);
    assert_eq!(months("2025-01-16", "2026-07-14"), 150);
    assert_eq!(months("2025-01-16", "2026-07-15"), 200);
    assert_eq!(months("2026-01-16", "2026-01-16"), 50);
}

#[test]
fn the_cap_takes_wage_and_years_together_and_only_above_three_averages() {
    let with = |average: i64| {
        let facts = SeveranceFacts {
            average_wage: Money::from_minor(average),
            city_average: Some(yuan(12_577)),
            ..FACTS
        };
        severance("2010-01-01", "2026-06-30", facts)
    };
    let at = with(3_773_100);
    assert_eq!((at.capped, at.months_hundredths), (false, 1_700));
    let above = with(3_773_101);
    assert_eq!((above.capped, above.months_hundredths, above.base), (true, 1_200, yuan(37_731)));
}

#[test]
fn the_average_is_raised_to_the_minimum_wage() {
    let facts = SeveranceFacts { average_wage: yuan(1_000), minimum_wage: Some(yuan(2_740)), ..FACTS };
    assert_eq!(severance("2025-07-01", "2026-06-30", facts).amount, yuan(2_740));
}

#[test]
fn a_month_in_place_of_notice_is_not_paid_beside_damages() {
    let lawful = SeveranceFacts { notice_in_lieu: Some(yuan(12_000)), ..FACTS };
    assert_eq!(severance("2025-07-01", "2026-06-30", lawful).amount, yuan(22_000));
    let unlawful = SeveranceFacts { ending: Ending::Unlawful, ..lawful };
    assert_eq!(severance("2025-07-01", "2026-06-30", unlawful).amount, yuan(20_000));
    assert!(codes(&unlawful.findings()).contains(&"severance.no_notice_beside_damages"));
    let resigned = SeveranceFacts { ending: Ending::Uncompensated, ..lawful };
    assert_eq!(severance("2025-07-01", "2026-06-30", resigned).amount, Money::ZERO);
}

#[test]
fn service_before_2008_may_be_reckoned_apart_without_the_cap() {
    let old = |before_2008| SeveranceFacts {
        average_wage: yuan(50_000),
        city_average: Some(yuan(10_000)),
        before_2008,
        ..FACTS
    };
    let alike = severance("2004-05-20", "2010-06-30", old(ServiceBefore2008::Alike));
    assert_eq!((alike.months_hundredths, alike.amount), (650, yuan(195_000)));
    // 2004-05-20 – 2007-12-31: 3 years and 7 months, four begun years at the whole wage; then two and a half
    // years, which count as three, at three averages.
    let apart = severance("2004-05-20", "2010-06-30", old(ServiceBefore2008::Apart { months_max: None }));
    assert_eq!(apart.before_2008.unwrap().months, 4);
    assert_eq!((apart.months_hundredths, apart.amount), (300, yuan(4 * 50_000 + 3 * 30_000)));
    let limited =
        severance("1990-05-20", "2010-06-30", old(ServiceBefore2008::Apart { months_max: Some(12) }));
    assert_eq!(limited.before_2008.unwrap().months, 12);
    let none = severance("2004-05-20", "2010-06-30", old(ServiceBefore2008::NotCounted));
    assert_eq!((none.before_2008, none.amount), (None, yuan(90_000)));
    let facts = SeveranceFacts { hired: day("2004-05-20"), ..old(ServiceBefore2008::Alike) };
    assert_eq!(codes(&facts.findings()), ["severance.service_before_2008"]);
}

#[test]
fn an_unknown_city_average_is_told() {
    let facts = SeveranceFacts { hired: day("2020-01-01"), ..FACTS };
    assert_eq!(codes(&facts.findings()), ["severance.city_average_unknown"]);
}

#[test]
fn probation_follows_the_term() {
    let rule = &china().labour.probation.as_of(day("2026-01-01")).unwrap().value;
    let max = |term| ProbationCheck::of(rule, term, 0).max_months;
    for (term, months) in [(2, 0), (3, 1), (11, 1), (12, 2), (35, 2), (36, 6), (120, 6)] {
        assert_eq!(max(Some(term)), months, "{term}");
    }
    assert_eq!(max(None), 6);
    let check = ProbationCheck::of(rule, Some(12), 3);
    assert_eq!((check.excess_months, check.damages(yuan(10_000))), (1, Ok(yuan(10_000))));
    assert_eq!(codes(&check.findings(true)), ["contract.probation_too_long", "contract.probation_once"]);
}

#[test]
fn the_second_wage_runs_from_the_second_month_to_the_eve_of_signing() {
    let rule = &china().labour.written_contract.as_of(day("2026-01-01")).unwrap().value;
    let of = |signed: &str| {
        let wage = DoubleWage::of(rule, day("2026-01-01"), day(signed), yuan(10_000)).unwrap();
        (wage.months_hundredths, wage.amount)
    };
    assert_eq!(of("2026-02-01"), (0, Money::ZERO));
    assert_eq!(of("2026-02-02"), (4, Money::from_minor(35_714)), "a day of 28");
    assert_eq!(of("2026-04-16"), (250, yuan(25_000)), "1 February to 15 April");
    assert_eq!(of("2027-01-01"), (1_100, yuan(110_000)));
    assert_eq!(of("2028-01-01"), (1_100, yuan(110_000)));
}

#[test]
fn months_without_a_contract_run_from_the_hire_also_when_they_end_with_a_short_month() {
    let rule = &china().labour.written_contract.as_of(day("2026-01-01")).unwrap().value;
    let second = |hired, signed| DoubleWage::of(rule, day(hired), day(signed), yuan(10_000)).unwrap();
    let at_the_end = second("2025-10-31", "2026-01-31");
    assert_eq!((at_the_end.months, at_the_end.days, at_the_end.amount), (2, 0, yuan(20_000)));
    assert_eq!(second("2024-01-31", "2024-02-29").amount, Money::ZERO, "the first month ends with February");
    assert_eq!(second("2024-02-29", "2026-01-01").months, 11);
}

#[test]
fn an_open_ended_contract_after_two_terms_ten_years_or_a_year_without() {
    let rule = &china().labour.written_contract.as_of(day("2026-01-01")).unwrap().value;
    let why = |years, terms, unsigned| OpenEndedCheck::of(rule, years, terms, unsigned).why;
    assert_eq!(why(9, 1, 0), None);
    assert_eq!(why(9, 2, 0), Some(OpenEnded::FixedTerms));
    assert_eq!(why(10, 1, 0), Some(OpenEnded::YearsOfService));
    assert_eq!(why(1, 0, 11), None);
    assert_eq!(why(1, 0, 12), Some(OpenEnded::NoContractForAYear));
}

#[test]
fn thirty_days_of_notice_end_on_the_thirtieth_day_after() {
    let rule = &china().labour.notice.as_of(day("2026-01-01")).unwrap().value;
    let check =
        |given: Option<&str>, last: &str| NoticeCheck::of(rule, Notice::Ordinary, given.map(day), day(last));
    assert!(check(Some("2026-06-01"), "2026-06-30").too_short);
    assert!(!check(Some("2026-06-01"), "2026-07-01").too_short);
    assert!(check(None, "2026-07-01").too_short);
    assert_eq!(codes(&check(Some("2026-06-01"), "2026-06-30").findings()), ["contract.notice_too_short"]);
    assert!(check(Some("2026-06-01"), "2026-07-01").findings().is_empty());
    assert_eq!(Notice::InProbation.earliest_last_day(rule, day("2026-06-01")), Some(day("2026-06-04")));
}

#[test]
fn a_non_compete_without_a_sum_is_paid_with_thirty_per_cent() {
    let rule = &china().labour.non_compete.as_of(day("2026-01-01")).unwrap().value;
    let monthly = |average| NonCompetePay::of(rule, yuan(average), yuan(2_740)).unwrap().monthly;
    assert_eq!(monthly(20_000), yuan(6_000));
    assert_eq!(monthly(8_000), yuan(2_740));
    assert!(NonCompeteCheck { months: 24, unpaid_months: 2 }.findings(rule).is_empty());
    assert_eq!(
        codes(&NonCompeteCheck { months: 25, unpaid_months: 3 }.findings(rule)),
        ["contract.non_compete_too_long", "contract.non_compete_unpaid"]
    );
}

#[test]
fn special_systems_of_hours_pay_their_own_classes() {
    let (labour, on) = (&china().labour, day("2026-01-01"));
    let hour = Worked::from_minutes(60);
    let month =
        OvertimeMonth { workday: hour, rest_day: hour, statutory_day: hour, ..OvertimeMonth::default() };
    let pay =
        |system| overtime_rule(Capped::Workdays).pay_special(system, yuan(17_400), None, &month).unwrap();
    let comprehensive = pay(&labour.comprehensive_hours.as_of(on).unwrap().value);
    assert_eq!(
        (comprehensive.workday, comprehensive.rest_day, comprehensive.statutory_day),
        (yuan(150), Money::ZERO, yuan(300))
    );
    let irregular = pay(&labour.irregular_hours.as_of(on).unwrap().value);
    assert_eq!(irregular.total, Money::ZERO);
    let region = china().social.city("shanghai").unwrap().region;
    let shanghai = pay(&labour.irregular_hours_at(region, on).unwrap().value);
    assert_eq!((shanghai.workday, shanghai.statutory_day), (Money::ZERO, yuan(300)));
}

#[test]
fn retiring_by_choice_stays_within_three_years_and_above_the_old_age() {
    let labour = &china().labour;
    let on = day("2026-01-01");
    let flexible = &labour.flexible_retirement.as_of(on).unwrap().value;
    let years = &labour.contribution_years.as_of(on).unwrap().value;
    let male = &labour.retirement[&RetirementGroup::Male].as_of(on).unwrap().value;
    let young = Retirement::of(male, day("1980-06-15")).unwrap();
    assert_eq!(young.month, day("2043-06-01"));
    assert_eq!(young.by_choice(flexible), Some((day("2040-06-01"), day("2046-06-01"))));
    let early = Retirement::of(male, day("1966-03-15")).unwrap();
    assert_eq!(early.delay_months, 4);
    assert_eq!(early.by_choice(flexible).unwrap().0, day("2026-03-01"), "not before 60");
    let wrong = early.findings(flexible, years, day("2026-02-01"), 100);
    assert_eq!(codes(&wrong), ["retirement.too_few_contributions", "retirement.too_early"]);
    assert_eq!(codes(&early.findings(flexible, years, day("2029-08-01"), 180)), ["retirement.too_late"]);
    assert!(early.findings(flexible, years, day("2029-07-01"), 180).is_empty());
}

fn overtime_rule(capped: Capped) -> OvertimeRule<'static> {
    let (labour, on) = (&china().labour, day("2026-01-01"));
    OvertimeRule {
        rates: labour.overtime.as_of(on).unwrap(),
        days: labour.pay_days.as_of(on).unwrap(),
        hours: labour.hours.as_of(on).unwrap(),
        capped,
    }
}

#[test]
fn trap_15_time_off_replaces_rest_day_pay_and_never_that_of_a_statutory_day() {
    let hours = |h: i64| Worked::from_minutes(h * 60);
    let month = OvertimeMonth {
        workday: hours(2),
        rest_day: Worked::default(),
        rest_day_with_time_off: hours(8),
        statutory_day: hours(8),
    };
    let pay = overtime_rule(Capped::Workdays).pay(yuan(17_400), None, &month).unwrap();
    // 100 an hour.
    assert_eq!((pay.workday, pay.rest_day, pay.statutory_day), (yuan(300), Money::ZERO, yuan(2_400)));
}

#[test]
fn overtime_above_36_hours_is_paid_and_told() {
    let month =
        |minutes| OvertimeMonth { workday: Worked::from_minutes(minutes), ..OvertimeMonth::default() };
    let rule = overtime_rule(Capped::Workdays);
    let at = rule.pay(yuan(17_400), None, &month(36 * 60)).unwrap();
    assert!(!at.over_cap);
    let over = rule.pay(yuan(17_400), None, &month(36 * 60 + 1)).unwrap();
    assert!(over.over_cap && over.total > at.total);
    assert_eq!(codes(&rule.findings(&month(36 * 60 + 1), &over)), ["overtime.over_month_cap"]);
    let rest = OvertimeMonth { rest_day: Worked::from_minutes(60), ..month(36 * 60) };
    assert!(!rule.pay(yuan(17_400), None, &rest).unwrap().over_cap);
    assert!(overtime_rule(Capped::WorkdaysAndRestDays).pay(yuan(17_400), None, &rest).unwrap().over_cap);
}

#[test]
fn the_base_of_overtime_is_not_below_the_minimum_wage() {
    let month = OvertimeMonth { workday: Worked::from_minutes(60), ..OvertimeMonth::default() };
    let pay = |minimum| overtime_rule(Capped::Workdays).pay(yuan(1_740), minimum, &month).unwrap().total;
    assert_eq!((pay(None), pay(Some(yuan(3_480)))), (yuan(15), yuan(30)));
}

fn part(paid: i64, of: i64) -> PartMonth {
    PartMonth {
        paid_days: paid * 100,
        paid_days_of_month: of * 100,
        calendar_days: paid,
        calendar_days_of_month: 31,
    }
}

#[test]
fn trap_34_the_reverse_method_never_goes_below_nothing() {
    let days = &china().labour.pay_days.as_of(day("2026-01-01")).unwrap().value;
    let reverse = |paid| part(paid, 23).wage(yuan(21_750), Proration::Reverse, days).unwrap();
    assert_eq!(reverse(2), yuan(750));
    assert_eq!(reverse(1), Money::ZERO);
    assert_eq!(codes(&part(1, 23).findings(yuan(21_750), reverse(1))), ["proration.nothing_for_days_worked"]);
}

#[test]
fn trap_34_the_forward_method_may_pay_part_of_a_month_more_than_all_of_it_and_says_so() {
    let days = &china().labour.pay_days.as_of(day("2026-01-01")).unwrap().value;
    let forward = part(22, 23).wage(yuan(21_750), Proration::Forward, days).unwrap();
    assert_eq!(forward, yuan(22_000));
    assert_eq!(codes(&part(22, 23).findings(yuan(21_750), forward)), ["proration.more_than_the_month"]);
    // All paid days of a month that began on a Sunday, which was before the first day.
    let forward = part(22, 22).wage(yuan(21_750), Proration::Forward, days).unwrap();
    assert_eq!(codes(&part(22, 22).findings(yuan(21_750), forward)), ["proration.more_than_the_month"]);
}

#[test]
fn trap_40_unpaid_days_come_off_once_and_never_more_than_the_wage() {
    let days = &china().labour.pay_days.as_of(day("2026-01-01")).unwrap().value;
    assert_eq!(proration::unpaid_days(yuan(21_750), 150, days), Ok(yuan(1_500)));
    assert_eq!(proration::unpaid_days(yuan(21_750), 2_300, days), Ok(yuan(21_750)));
}

#[test]
fn trap_41_a_raise_in_mid_month_pays_each_part_its_share() {
    let days = &china().labour.pay_days.as_of(day("2026-01-01")).unwrap().value;
    let of = |paid: i64, calendar: i64| PartMonth {
        paid_days: paid * 100,
        paid_days_of_month: 2_200,
        calendar_days: calendar,
        calendar_days_of_month: 30,
    };
    let raise = [(yuan(10_000), of(10, 14)), (yuan(12_000), of(12, 16))];
    let parts = proration::split_month(&raise, Proration::PaidDays, days).unwrap();
    assert_eq!(parts, [Money::from_minor(454_545), Money::from_minor(654_545)]);
    let same = [(yuan(10_000), of(10, 14)), (yuan(10_000), of(12, 16))];
    for method in Proration::ALL {
        let parts = proration::split_month(&same, method, days).unwrap();
        assert_eq!(parts.iter().map(|part| part.minor()).sum::<i64>(), 1_000_000, "{}", method.code());
    }
}

#[test]
fn a_written_refusal_leaves_the_days_wage_alone() {
    let rule = &china().leave.annual.as_of(day("2026-01-01")).unwrap().value;
    let days = &china().labour.pay_days.as_of(day("2026-01-01")).unwrap().value;
    let pay = |refused| UntakenPay::of(rule, days, yuan(21_750), 200, refused).unwrap();
    assert_eq!((pay(false).extra, pay(false).total), (yuan(4_000), yuan(6_000)));
    assert_eq!((pay(true).extra, pay(true).total), (Money::ZERO, yuan(2_000)));
    assert_eq!(codes(&UntakenPay::findings(true)), ["annual_leave.keep_the_refusal"]);
}

#[test]
fn trap_30_the_shanghai_ladder_ends_on_its_day() {
    let china = china();
    let region = china.social.city("shanghai").unwrap().region;
    let rule = |on: &str| SickPayRule::as_of(china, region, day(on)).unwrap();
    let sick = SickLeave {
        base: SickBase::Agreed(yuan(10_875)),
        days: 200,
        service: Years::from_hundredths(799),
        sick_month: 6,
        minimum_wage: yuan(2_740),
        own_shares: Some(yuan(800)),
        company_factor: None,
    };
    let factor = |on: &str, sick: &SickLeave| rule(on).pay(sick).unwrap().factor.map(Rate::ppm);
    assert_eq!(factor("2026-08-15", &sick), Some(900_000));
    assert_eq!(
        factor("2026-08-15", &SickLeave { service: Years::from_hundredths(800), ..sick }),
        Some(1_000_000)
    );
    assert_eq!(factor("2026-08-15", &SickLeave { sick_month: 7, ..sick }), Some(600_000));
    assert_eq!(factor("2026-08-16", &sick), None);
    let after = rule("2026-08-16").pay(&sick).unwrap();
    assert_eq!((after.amount, after.by), (Money::from_minor(20_156), SickPayBy::Floor));
    let findings = rule("2026-08-16").findings(&sick, &after);
    assert_eq!(codes(&findings), ["sick_pay.no_factor", "sick_pay.at_floor"]);
    let better = SickLeave { company_factor: Some(Rate::ONE), ..sick };
    assert_eq!(factor("2026-08-15", &better), Some(1_000_000), "the better of ladder and company rule");
}

#[test]
fn sick_pay_says_what_it_lacks_and_what_must_be_confirmed() {
    let china = china();
    let told = |city: &str, on: &str, own_shares| {
        let region = china.social.city(city).unwrap().region;
        let rule = SickPayRule::as_of(china, region, day(on)).unwrap();
        let sick = SickLeave {
            base: SickBase::Agreed(yuan(10_000)),
            days: 100,
            service: Years::from_hundredths(500),
            sick_month: 1,
            minimum_wage: yuan(2_700),
            own_shares,
            company_factor: None,
        };
        rule.findings(&sick, &rule.pay(&sick).unwrap())
    };
    assert_eq!(codes(&told("shanghai", "2026-08-15", None)), ["sick_pay.own_shares_unknown"]);
    assert!(told("shanghai", "2026-08-15", Some(yuan(0))).is_empty());
    assert_eq!(codes(&told("shanghai", "2027-01-15", None)), ["sick_pay.no_factor", "sick_pay.at_floor"]);
    let shenzhen = told("shenzhen", "2026-09-15", None);
    assert_eq!(codes(&shenzhen), ["pack.confirm_first"], "the 60 % of Shenzhen are from memory");
}

#[test]
fn the_medical_period_that_is_over_is_told() {
    let china = china();
    let region = china.social.city("shanghai").unwrap().region;
    let rule = MedicalPeriodRule::as_of(&china.leave, region, day("2026-03-02")).unwrap();
    let period = rule.of(10, 2).unwrap();
    assert_eq!(period.months, 5);
    assert!(period.findings(rule, 5).is_empty());
    assert_eq!(codes(&period.findings(rule, 6)), ["medical_period.over"]);
    let nation =
        MedicalPeriodRule::as_of(&china.leave, "110000".parse().unwrap(), day("2026-03-02")).unwrap();
    let told = nation.of(10, 2).unwrap().findings(nation, 1);
    assert_eq!(codes(&told), ["pack.confirm_first"], "the nation's steps are from memory");
}
