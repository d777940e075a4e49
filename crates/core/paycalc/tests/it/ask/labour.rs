//! Labour law.

use chrono::NaiveDate;
use heng_kernel::Rate;
use heng_packs::RetirementGroup;
use heng_paycalc::labour::{
    annual_leave::UntakenPay,
    contract::{DamageCap, DoubleWage, ProbationCheck, ProbationWage},
    medical_period::MedicalPeriodRule,
    overtime::{Capped, OvertimeMonth, OvertimeRule, Worked},
    proration::{self, PartMonth, Proration},
    retirement::{Retirement, contribution_months_min},
    service::Years,
    severance::{Ending, ServiceBefore2008, SeveranceFacts},
    sick_pay::{SickBase, SickLeave, SickPayBy, SickPayRule},
};

use heng_timecalc::{
    leave::Crossing,
    statutory::{AnnualLeaveRule, JoiningYear, LeavingYear},
};

use super::china;
use crate::facts::{Answer, Facts, answer};

pub fn severance(facts: &Facts) -> Answer {
    let last_day: NaiveDate = facts.need("last_day");
    let rule = &china().labour.severance.as_of(last_day).unwrap().value;
    let unlawful: bool = facts.need("unlawful");
    let outcome = SeveranceFacts {
        hired: facts.need("hire"),
        last_day,
        average_wage: facts.money("average_wage"),
        minimum_wage: facts.maybe_money("minimum_wage"),
        city_average: facts.maybe_money("city_average"),
        ending: if unlawful { Ending::Unlawful } else { Ending::Compensated },
        notice_in_lieu: facts.maybe_money("notice_in_lieu"),
        before_2008: match facts.text("before_2008") {
            None | Some("alike") => ServiceBefore2008::Alike,
            Some("apart") => ServiceBefore2008::Apart { months_max: facts.parsed("months_max_before_2008") },
            Some("not_counted") => ServiceBefore2008::NotCounted,
            Some(other) => panic!("{other}"),
        },
    }
    .reckon(rule)
    .unwrap();
    let months = format!("{}.{:02}", outcome.months_hundredths / 100, outcome.months_hundredths % 100);
    let old_months = outcome.before_2008.map_or(0, |old| old.months);
    answer([
        ("months", &months),
        ("months_before_2008", &old_months),
        ("capped", &outcome.capped),
        ("base", &outcome.base),
        ("amount", &outcome.amount),
    ])
}

pub fn retirement(facts: &Facts) -> Answer {
    let labour = &china().labour;
    if let Some(year) = facts.parsed::<i32>("year") {
        let rule = &labour.contribution_years.as_of(facts.as_of()).unwrap().value;
        let months = contribution_months_min(rule, year);
        let years = format!("{}.{}", months / 12, months % 12 * 10 / 12);
        return answer([("years", &years)]);
    }
    let group = match facts.text("group").unwrap() {
        "male" => RetirementGroup::Male,
        "female_55" => RetirementGroup::Female55,
        "female_50" => RetirementGroup::Female50,
        other => panic!("{other}"),
    };
    let birth: NaiveDate = format!("{}-01", facts.text("birth").unwrap()).parse().unwrap();
    let rule = &labour.retirement[&group].as_of(facts.as_of()).unwrap().value;
    let outcome = Retirement::of(rule, birth).unwrap();
    answer([
        ("delay_months", &outcome.delay_months),
        ("age", &outcome.age()),
        ("retire_month", &outcome.month_text()),
    ])
}

pub fn contract(facts: &Facts) -> Answer {
    let labour = &china().labour;
    let on = facts.as_of();
    if let Some(term) = facts.text("term_months") {
        let rule = &labour.probation.as_of(on).unwrap().value;
        let check = ProbationCheck::of(rule, term.parse().ok(), facts.parsed("agreed_months").unwrap_or(0));
        return answer([
            ("max_probation_months", &check.max_months),
            ("excess_months", &check.excess_months),
        ]);
    }
    if let Some(loss) = facts.maybe_money("loss") {
        let rule = &labour.damage.as_of(on).unwrap().value;
        let cap = DamageCap::of(rule, loss, facts.money("wage"), facts.money("minimum_wage")).unwrap();
        return answer([("max_deduction", &cap.most)]);
    }
    if let Some(hired) = facts.parsed::<NaiveDate>("hire") {
        let rule = &labour.written_contract.as_of(on).unwrap().value;
        let outcome = DoubleWage::of(rule, hired, facts.need("signed"), facts.money("wage")).unwrap();
        let months = format!("{}.{:02}", outcome.months_hundredths / 100, outcome.months_hundredths % 100);
        return answer([("months", &months), ("amount", &outcome.amount)]);
    }
    let rule = &labour.probation.as_of(on).unwrap().value;
    let wage = ProbationWage::of(rule, facts.money("wage"), facts.money("minimum_wage")).unwrap();
    answer([("min_probation_wage", &wage.least)])
}

pub fn overtime(facts: &Facts) -> Answer {
    let (labour, on) = (&china().labour, facts.as_of());
    let rule = OvertimeRule {
        rates: labour.overtime.as_of(on).unwrap(),
        days: labour.pay_days.as_of(on).unwrap(),
        hours: labour.hours.as_of(on).unwrap(),
        capped: Capped::Workdays,
    };
    let hours = |name: &str| Worked::from_hour_hundredths(facts.hundredths(name));
    let time_off: bool = facts.need("rest_compensated");
    let rest = hours("rest_hours");
    let month = OvertimeMonth {
        workday: hours("weekday_hours"),
        rest_day: if time_off { Worked::default() } else { rest },
        rest_day_with_time_off: if time_off { rest } else { Worked::default() },
        statutory_day: hours("statutory_hours"),
    };
    let pay = rule.pay(facts.money("wage"), facts.maybe_money("minimum_wage"), &month).unwrap();
    answer([
        ("weekday", &pay.workday),
        ("rest", &pay.rest_day),
        ("statutory", &pay.statutory_day),
        ("total", &pay.total),
        ("over_36", &pay.over_cap),
    ])
}

pub fn proration(facts: &Facts) -> Answer {
    use chrono::Datelike;
    use heng_calendar::{NationalCalendar, RateClass, WorkCalendar};
    let (labour, on) = (&china().labour, facts.as_of());
    let days = &labour.pay_days.as_of(on).unwrap().value;
    let wage = facts.money("wage");
    let Some(from) = facts.parsed::<NaiveDate>("from") else {
        let hours = &labour.hours.as_of(on).unwrap().value;
        return answer([
            ("day", &proration::day_wage(wage, days).unwrap()),
            ("hour", &proration::hour_wage(wage, days, hours).unwrap()),
        ]);
    };
    let to: NaiveDate = facts.need("to");
    let national = NationalCalendar::new(heng_packs::Packs::embedded());
    let calendar = WorkCalendar::new(std::sync::Arc::new(national), Vec::new());
    let counts = calendar.month_counts(from.year(), from.month()).unwrap();
    let is_paid = |day: NaiveDate| {
        let day = calendar.day(day);
        match day.rate_class() {
            RateClass::Workday => true,
            RateClass::StatutoryDay => !day.on_weekend(),
            RateClass::RestDay => false,
        }
    };
    let within = || from.iter_days().take_while(|day| *day <= to);
    let paid_days = i64::try_from(within().filter(|day| is_paid(*day)).count()).unwrap();
    let part = PartMonth {
        paid_days: paid_days * 100,
        paid_days_of_month: i64::from(counts.paid_days) * 100,
        calendar_days: i64::try_from(within().count()).unwrap(),
        calendar_days_of_month: i64::from(counts.calendar_days),
    };
    let mut computed = answer([("paid_days", &paid_days), ("paid_days_of_month", &counts.paid_days)]);
    for method in Proration::ALL {
        computed.insert(method.code().to_owned(), part.wage(wage, method, days).unwrap().to_string());
    }
    computed
}

pub fn sick_pay(facts: &Facts) -> Answer {
    let on: NaiveDate = facts.need("date");
    let china = china();
    let region = china.social.city(facts.text("city").unwrap()).unwrap().region;
    let mut rule = SickPayRule::as_of(china, region, on).unwrap();
    // The form of the worked cases says nothing of the local average; a case that asks for the cap says that it is known.
    if facts.text("local_average") != Some("known") {
        rule.city_average = None;
    }
    let base = match facts.maybe_money("normal_wage") {
        Some(wage) => SickBase::NormalWage(wage),
        None => SickBase::Agreed(facts.money("base")),
    };
    let sick = SickLeave {
        base,
        days: facts.hundredths("days"),
        service: Years::from_hundredths(facts.hundredths("service_years")),
        sick_month: facts.need("sick_months"),
        minimum_wage: facts.money("minimum_wage"),
        own_shares: facts.maybe_money("own_shares"),
        company_factor: facts.rate("company_factor"),
    };
    let pay = rule.pay(&sick).unwrap();
    let factor = pay.factor.map_or(String::new(), fraction);
    let by = match pay.by {
        SickPayBy::Factor => "factor",
        SickPayBy::CityAverage => "city_average",
        SickPayBy::Floor => "floor",
    };
    answer([("factor", &factor), ("floor_day", &pay.floor_day), ("amount", &pay.amount), ("by", &by)])
}

pub fn medical_period(facts: &Facts) -> Answer {
    let (china, on): (_, NaiveDate) = (china(), facts.need("date"));
    let region = china.social.city(facts.text("city").unwrap()).unwrap().region;
    let rule = MedicalPeriodRule::as_of(&china.leave, region, on).unwrap();
    let period = rule.of(facts.need("total_years"), facts.need("here_years")).unwrap();
    let window = period.window_months.map_or(String::new(), |months| months.to_string());
    answer([("months", &period.months), ("window_months", &window)])
}

fn fraction(rate: Rate) -> String {
    format!("{}.{:06}", rate.ppm() / 1_000_000, rate.ppm() % 1_000_000)
}

pub fn annual_leave(facts: &Facts) -> Answer {
    let on = facts.as_of();
    let law = china().leave.annual.as_of(on).unwrap();
    let (rule, terms) = (&law.value, AnnualLeaveRule::of(law, Crossing::WholeYearFromThatDay));
    let days = &china().labour.pay_days.as_of(on).unwrap().value;
    if facts.text("service_years").is_some() {
        let service = Years::from_hundredths(facts.hundredths("service_years"));
        return answer([("days", &terms.full_year_days(service.full()))]);
    }
    if let Some(joined) = facts.parsed::<NaiveDate>("join") {
        let year = JoiningYear::of(&terms, joined, facts.need("full_year_days"));
        return answer([("remaining_calendar_days", &year.remaining_days), ("days", &year.days)]);
    }
    if facts.text("sick_months").is_some() {
        let lost = terms.lost(facts.need("full_year_days"), facts.hundredths("sick_months"), 0);
        return answer([("loses_leave", &lost.is_some())]);
    }
    let average = facts.money("average_wage");
    let pay = |untaken: i64| UntakenPay::of(rule, days, average, untaken, false).unwrap().extra;
    match facts.parsed::<NaiveDate>("exit") {
        Some(exit) => {
            let full = facts.need("full_year_days");
            let year =
                LeavingYear::of(&terms, facts.parsed("hire"), exit, full, facts.need::<i64>("taken") * 100);
            answer([
                ("elapsed_days", &year.elapsed_days),
                ("entitled", &year.entitled),
                ("untaken", &(year.untaken / 100)),
                ("extra_pay_200", &pay(year.untaken)),
            ])
        }
        None => answer([("extra_pay_200", &pay(facts.need::<i64>("untaken") * 100))]),
    }
}
