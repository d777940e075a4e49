//! From the form to facts, plan and engine.

use chrono::{Datelike, NaiveDate};
use heng_formula::Value;
use heng_kernel::{DateRange, Explanation, Finding, Fixed, Locale, Money, Severity};
use heng_packs::{Mpf, Packs, SocialCity};
use heng_paycalc::{
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice, cpf_age, mpf_employee_is_free},
    slip::{
        Carried, ContributionFacts, Engine, LeastWage, PayStructure, PersonMonth, Plan, Recovery,
        sheet_inputs,
    },
};

use super::{
    enrolment::{self, Enrolment},
    form::{ContributionForm, Country, Form, Percent, Residence},
    late, leave, refuse, sick, wage, year,
};
use crate::Unusable;

/// The structure of a file that names none.
const STANDARD: &str = include_str!("../../structures/standard.yaml");
/// The same outside China: without overtime and absence by Chinese labour law.
const PLAIN: &str = include_str!("../../structures/plain.yaml");
/// Where the plain structure names its currency.
const CURRENCY: &str = "CURRENCY";

/// Everything a slip is reckoned from.
pub(super) struct Built<'p> {
    pub(super) engine: Engine,
    pub(super) plan: Plan<'p>,
    pub(super) person: PersonMonth,
    /// How the wage of the month came about.
    pub(super) wage: Explanation,
    /// How sick pay did.
    pub(super) sick: Option<Explanation>,
    /// How the pay for untaken leave did.
    pub(super) untaken_leave: Option<Explanation>,
    pub(super) findings: Vec<Finding>,
    /// Months of the tax year after this one.
    pub(super) months_to_come: u8,
}

/// Puts a form together by the rule data in force, with what earlier months still owe.
pub(super) fn build<'p>(form: &Form, packs: &'p Packs, locale: Locale) -> Result<Built<'p>, Unusable> {
    let mut built = month(form, packs, locale)?;
    built.person.arrears = late::arrears(form, packs, locale)?;
    Ok(built)
}

/// The month alone.
pub(super) fn month<'p>(form: &Form, packs: &'p Packs, locale: Locale) -> Result<Built<'p>, Unusable> {
    month_by(form, packs, None, locale)
}

/// The month alone, with the limits and rates of contributions of another day.
pub(super) fn month_by<'p>(
    form: &Form,
    packs: &'p Packs,
    rules_on: Option<NaiveDate>,
    locale: Locale,
) -> Result<Built<'p>, Unusable> {
    let days = form.month.days().ok_or_else(|| Unusable(format!("there is no month {}", form.month)))?;
    let last = days.last_day().unwrap_or(days.from());
    let paid_on = form.paid_on();
    refuse::contradictions(form, paid_on, locale)?;
    let employed = employed(form, days)?;
    let engine = engine(form, locale)?;
    let city = city(form, packs, locale)?;
    let mut findings = Vec::new();
    let here = employed.iter().any(|stint| stint.overlaps(&days));
    if !here {
        findings.push(Finding::new("pay.not_employed", Severity::Warning, "employed"));
    }
    let rules_on = rules_on.or_else(|| rules_day(form, days));
    let plan = plan(form, packs, city, days, rules_on, locale)?;
    let enrolment = Enrolment::of(form, packs, days);
    findings.extend(enrolment.findings());
    let mut person = PersonMonth {
        values: vec![None; engine.structure().inputs.len()],
        contributions: contributions(&form.contributions, enrolment),
        tax: year::facts(form, packs, paid_on, locale)?,
        carried: form.carried.iter().map(carried).collect(),
        settles: enrolment::left(form).is_some_and(|left| left <= last),
        ..PersonMonth::default()
    };
    let wages = &packs.china().minimum_wages;
    let least = city.and_then(|city| LeastWage::of(wages, city.region, last));
    findings.extend(city.into_iter().flat_map(|city| LeastWage::notes(wages, city.region, last)));
    let least_monthly = least.map(|least| least.monthly);
    person.protected = form.protected.map(|amount| amount.0).or(least_monthly).unwrap_or(Money::ZERO);
    let full = wage::wage(form, packs, &engine, days, &employed, &mut person, &mut findings)?;
    person.minimum_wage = least.filter(|_| full.whole);
    if let (Some(place), Some(least)) = (engine.input("最低工资"), least_monthly)
        && let Some(value) = person.values.get_mut(place)
    {
        *value = Some(Value::money(least));
    }
    for (name, text) in &form.sheet {
        if engine.input(name).is_none() && sheet_inputs().any(|figure| figure.name == *name) {
            let unused = Finding::new("pay.sheet_figure_unused", Severity::Info, "sheet");
            findings.push(unused.with("name", name.clone()));
            continue;
        }
        set(&engine, &mut person, name, text, locale)?;
    }
    for (name, text) in &form.inputs {
        set(&engine, &mut person, name, text, locale)?;
    }
    let mut told = None;
    if let Some(leave) = &form.sick {
        let minimum_wage = least_monthly.unwrap_or(Money::ZERO);
        let (engine, plan) = (&engine, &plan);
        let around = sick::Around { form, packs, city, engine, plan, wage: full.standard, minimum_wage };
        let (explanation, more) = sick::pay(&around, leave, &mut person, locale)?;
        findings.extend(more);
        told = Some(explanation);
    }
    if form.structure.is_none() && form.country == Country::Cn {
        findings.extend(full.absence_out_of_step(&engine, &person));
    }
    let mut untaken_leave = None;
    if let Some(leave) = &form.untaken_leave {
        if city.is_none() {
            return Err(refuse::only_in_china("untaken_leave", locale));
        }
        let (explanation, more) = leave::untaken(leave, packs.china(), last, &engine, &mut person, locale)?;
        findings.extend(more);
        untaken_leave = Some(explanation);
    }
    let year = year::Year { form, packs, paid_on };
    findings.extend(year.begin(&engine, &plan, &mut person, full.before, locale)?);
    if let Some(months) = form.tax.months_of_deduction {
        person.tax.months = months;
    } else if !here && form.residence == Residence::Resident {
        // Pay after leaving brings no further month of the basic deduction: months employed here count (公告2018年第61号 art. 6).
        person.tax.months = 0;
    }
    let months_to_come = months_to_come(form, paid_on, &employed);
    Ok(Built { engine, plan, person, wage: full.told, sick: told, untaken_leave, findings, months_to_come })
}

/// The stints, or the whole month.
fn employed(form: &Form, month: DateRange) -> Result<Vec<DateRange>, Unusable> {
    let stint = |stint: &super::form::Stint| match stint.to {
        Some(to) => DateRange::from_days(stint.from, to).map_err(|error| Unusable(error.to_string())),
        None => Ok(DateRange::open(stint.from)),
    };
    if form.employed.is_empty() {
        return Ok(vec![form.hired.map_or(month, DateRange::open)]);
    }
    form.employed.iter().map(stint).collect()
}

/// Months of the tax year after this one in which somebody is still here; a file without stints says nothing of an end.
fn months_to_come(form: &Form, paid_on: NaiveDate, employed: &[DateRange]) -> u8 {
    let ends = employed.iter().map(|stint| stint.last_day().unwrap_or(NaiveDate::MAX));
    let last = if form.employed.is_empty() { None } else { ends.max() };
    let end = match last {
        Some(last) if last.year() <= paid_on.year() => last.max(paid_on).month(),
        _ => 12,
    };
    u8::try_from(end.saturating_sub(paid_on.month())).unwrap_or(0)
}

fn engine(form: &Form, locale: Locale) -> Result<Engine, Unusable> {
    let structure: PayStructure = match &form.structure {
        Some(structure) => structure.clone(),
        None => {
            let text = match form.country.currency() {
                "CNY" => STANDARD.to_owned(),
                currency => PLAIN.replace(CURRENCY, currency),
            };
            serde_saphyr::from_str(&text).map_err(|error| Unusable(error.to_string()))?
        }
    };
    let told = |fault: heng_paycalc::slip::StructureFault| {
        let errors = fault.0.iter().filter(|diagnostic| diagnostic.is_error());
        errors.map(|diagnostic| diagnostic.render(locale)).collect::<Vec<_>>().join("\n")
    };
    Engine::new(structure.with_sheet_inputs())
        .map(|(engine, _)| engine)
        .map_err(|fault| Unusable(told(fault)))
}

fn city<'p>(form: &Form, packs: &'p Packs, locale: Locale) -> Result<Option<&'p SocialCity>, Unusable> {
    let social = &packs.china().social;
    match (form.country, &form.place) {
        (Country::Cn, Some(place)) => match social.city(place) {
            Some(city) => Ok(Some(city)),
            None => Err(refuse::unknown_city(place, social.iter().map(|city| city.id.as_str()), locale)),
        },
        (Country::Cn, None) => Err(refuse::missing("place: shanghai", locale)),
        (Country::Sg | Country::Hk, _) => Ok(None),
    }
}

fn plan<'p>(
    form: &Form,
    packs: &'p Packs,
    city: Option<&'p SocialCity>,
    month: DateRange,
    rules_on: Option<NaiveDate>,
    locale: Locale,
) -> Result<Plan<'p>, Unusable> {
    let on = month.last_day().unwrap_or(month.from());
    let paid_on = form.paid_on();
    let no_rule = |missing: heng_paycalc::RuleMissing| refuse::no_rule(&missing, locale);
    match (form.country, city) {
        (Country::Sg, _) => {
            let age = form.age.or_else(|| form.birth.map(|birth| cpf_age(birth, on)));
            let age = age.ok_or_else(|| refuse::missing("age: 30", locale))?;
            Plan::singapore(format!("sg@{on}"), &packs.singapore().cpf, on, age).map_err(no_rule)
        }
        (Country::Hk, _) => hong_kong(form, &packs.hong_kong().mpf, month, on).map_err(no_rule),
        (Country::Cn, Some(city)) => {
            let terms = &form.contributions;
            let choice = CompanyChoice {
                fund: sides(terms.fund_rate, terms.employer_fund_rate),
                supplementary: sides(terms.supplementary_rate, terms.employer_supplementary_rate),
                injury: terms.injury_rate.map(|rate| rate.0),
                confirmed: enrolment::confirmed(terms, locale)?,
                goes_on_after_expiry: true,
                rules_on,
                ..CompanyChoice::default()
            };
            let month = CityMonth::as_of(city, on, &choice).map_err(no_rule)?;
            let code = format!("cn.{}@{}", city.id, rules_on.unwrap_or(on));
            let tax = &packs.china().income_tax;
            match form.residence {
                Residence::Resident => Plan::china(code, &month, tax, paid_on),
                Residence::NonResident => Plan::china_non_resident(code, &month, tax, paid_on),
            }
            .map(|plan| plan.with_local_average(packs.china().average_wages.of_city(city.region, paid_on)))
            .map_err(no_rule)
        }
        (Country::Cn, None) => Ok(Plan::bare("cn")),
    }
}

/// The day of the month that decides a change of limits and rates, where the form names one; in a short month its last.
fn rules_day(form: &Form, month: DateRange) -> Option<NaiveDate> {
    let day = form.contributions.rules_day?;
    month.from().with_day(day).or_else(|| month.last_day())
}

/// Rates of a fund: the employee's, and the employer's where it differs.
fn sides(employee: Option<Percent>, employer: Option<Percent>) -> Option<FundChoice> {
    let employee = employee.or(employer)?.0;
    Some(FundChoice { employee, employer: employer.map_or(employee, |rate| rate.0) })
}

/// Hong Kong: the employee pays nothing for wage periods that begin in the first days of employment.
fn hong_kong<'p>(
    form: &Form,
    rules: &'p Mpf,
    month: DateRange,
    on: NaiveDate,
) -> Result<Plan<'p>, heng_paycalc::RuleMissing> {
    let hired = enrolment::hired(form);
    let free_days = rules.rates.as_of(on).map_or(0, |row| row.value.employee_free_days);
    let free = hired.is_some_and(|hired| mpf_employee_is_free(free_days, hired, month.from().max(hired)));
    let mut plan = Plan::hong_kong(format!("hk@{on}"), rules, on, free)?;
    if free {
        let told = Finding::new("contribution.employee_free_at_start", Severity::Info, "mpf");
        plan.findings.push(told);
    }
    Ok(plan)
}

fn contributions(form: &ContributionForm, enrolment: Enrolment) -> ContributionFacts {
    let insurance = form.base.or(form.fund_base);
    let declared =
        insurance.map(|base| Bases { insurance: base.0, fund: form.fund_base.map_or(base.0, |fund| fund.0) });
    ContributionFacts {
        declared,
        without_insurance: form.without_insurance || !enrolment.insurance_now(),
        without_fund: form.without_fund || !enrolment.fund,
        additional_room: form.additional_room.map(|amount| amount.0),
        ordinary_of_year: form.ordinary_of_year.map(|amount| amount.0),
        additional_before: form.additional_before.map_or(Money::ZERO, |amount| amount.0),
    }
}

fn carried(form: &super::form::CarriedForm) -> Carried {
    Carried {
        code: form.code.clone(),
        amount: form.amount.0,
        recovery: Recovery { rank: form.rank, protect: true, carry: true, at_most: None },
    }
}

fn set(
    engine: &Engine,
    person: &mut PersonMonth,
    name: &str,
    text: &str,
    locale: Locale,
) -> Result<(), Unusable> {
    let inputs = engine.structure().inputs.iter().map(|input| input.name.as_str());
    let place = engine.input(name).ok_or_else(|| refuse::unknown_input(name, inputs, locale))?;
    let value: Fixed = text.trim().parse().map_err(|_| refuse::not_a_number(name, text, locale))?;
    if let Some(held) = person.values.get_mut(place) {
        *held = Some(Value::Number(value));
    }
    Ok(())
}
