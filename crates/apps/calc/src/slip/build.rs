//! From the form to facts, plan and engine.

use chrono::{Datelike, NaiveDate, Weekday};
use heng_calendar::NationalCalendar;
use heng_formula::Value;
use heng_kernel::{DateRange, Explanation, Finding, Fixed, Input, Locale, Money, Severity};
use heng_packs::{Mpf, Packs, SocialCity};
use heng_paycalc::{
    contribution::{Bases, CityMonth, CompanyChoice, FundChoice, cpf_age, mpf_employee_is_free},
    iit::StartOfYear,
    labour::proration::Proration,
    slip::{
        Carried, ContributionFacts, Engine, InputSource, PayStructure, PersonMonth, Plan, Recovery, TaxFacts,
        WageFrom, sheet_inputs, wage_of_month,
    },
};

use super::{
    form::{ContributionForm, Country, Form, Method, Residence, Start, TaxForm},
    refuse,
};
use crate::{Unusable, categories};

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
    pub(super) findings: Vec<Finding>,
    /// Months of the tax year after this one.
    pub(super) months_to_come: u8,
}

/// Puts a form together by the rule data in force.
pub(super) fn build<'p>(form: &Form, packs: &'p Packs, locale: Locale) -> Result<Built<'p>, Unusable> {
    let days = form.month.days().ok_or_else(|| Unusable(format!("there is no month {}", form.month)))?;
    let last = days.last_day().unwrap_or(days.from());
    let paid_on = form.paid_on.unwrap_or(last);
    refuse::contradictions(form, paid_on, locale)?;
    let employed = employed(form, days)?;
    let engine = engine(form, locale)?;
    let city = city(form, packs, locale)?;
    let mut findings = Vec::new();
    if employed.iter().all(|stint| !stint.overlaps(&days)) {
        findings.push(Finding::new("pay.not_employed", Severity::Warning, "employed"));
    }
    let plan = plan(form, packs, city, days, paid_on, locale)?;
    let mut person = PersonMonth {
        values: vec![None; engine.structure().inputs.len()],
        contributions: contributions(&form.contributions),
        tax: tax(&form.tax),
        carried: form.carried.iter().map(carried).collect(),
        ..PersonMonth::default()
    };
    let least = city.and_then(|city| packs.china().minimum_wages.as_of(city.region, last));
    let least = least.map(|row| row.value.monthly);
    person.protected = form.protected.map(|amount| amount.0).or(least).unwrap_or(Money::ZERO);
    let full = wage(form, packs, &engine, days, &employed, &mut person, &mut findings)?;
    person.minimum_wage = least.filter(|_| full.whole);
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
    start_year(&engine, &plan, &mut person, full.before, form.tax.earlier_months_alike, locale)?;
    let months_to_come = months_to_come(form, paid_on, &employed);
    Ok(Built { engine, plan, person, wage: full.told, findings, months_to_come })
}

/// The stints, or the whole month.
fn employed(form: &Form, month: DateRange) -> Result<Vec<DateRange>, Unusable> {
    let stint = |stint: &super::form::Stint| match stint.to {
        Some(to) => DateRange::from_days(stint.from, to).map_err(|error| Unusable(error.to_string())),
        None => Ok(DateRange::open(stint.from)),
    };
    if form.employed.is_empty() {
        return Ok(vec![month]);
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
    let mut structure: PayStructure = match &form.structure {
        Some(structure) => structure.clone(),
        None => {
            let text = match form.country.currency() {
                "CNY" => STANDARD.to_owned(),
                currency => PLAIN.replace(CURRENCY, currency),
            };
            serde_saphyr::from_str(&text).map_err(|error| Unusable(error.to_string()))?
        }
    };
    let formulas = structure.items.iter().map(|item| &item.formula);
    let formulas: Vec<String> =
        formulas.chain(structure.steps.iter().map(|step| &step.formula)).cloned().collect();
    for input in sheet_inputs() {
        let spoken_of = formulas.iter().any(|formula| formula.contains(&input.name));
        if spoken_of && !structure.inputs.iter().any(|known| known.name == input.name) {
            structure.inputs.push(input);
        }
    }
    let told = |fault: heng_paycalc::slip::StructureFault| {
        let errors = fault.0.iter().filter(|diagnostic| diagnostic.is_error());
        errors.map(|diagnostic| diagnostic.render(locale)).collect::<Vec<_>>().join("\n")
    };
    Engine::new(structure).map(|(engine, _)| engine).map_err(|fault| Unusable(told(fault)))
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
    paid_on: NaiveDate,
    locale: Locale,
) -> Result<Plan<'p>, Unusable> {
    let on = month.last_day().unwrap_or(month.from());
    let no_rule = |missing: heng_paycalc::RuleMissing| refuse::no_rule(&missing, locale);
    match (form.country, city) {
        (Country::Sg, _) => {
            let age = form.age.or_else(|| form.birth.map(|birth| cpf_age(birth, on)));
            let age = age.ok_or_else(|| refuse::missing("age: 30", locale))?;
            Plan::singapore(format!("sg@{on}"), &packs.singapore().cpf, on, age).map_err(no_rule)
        }
        (Country::Hk, _) => hong_kong(form, &packs.hong_kong().mpf, month, on).map_err(no_rule),
        (Country::Cn, Some(city)) => {
            let both = |rate: Option<super::form::Percent>| rate.map(|rate| FundChoice::both(rate.0));
            let choice = CompanyChoice {
                fund: both(form.contributions.fund_rate),
                supplementary: both(form.contributions.supplementary_rate),
                injury: form.contributions.injury_rate.map(|rate| rate.0),
                goes_on_after_expiry: true,
                ..CompanyChoice::default()
            };
            let month = CityMonth::as_of(city, on, &choice).map_err(no_rule)?;
            let (code, tax) = (format!("cn.{}@{on}", city.id), &packs.china().income_tax);
            match form.residence {
                Residence::Resident => Plan::china(code, &month, tax, paid_on),
                Residence::NonResident => Plan::china_non_resident(code, &month, tax, paid_on),
            }
            .map_err(no_rule)
        }
        (Country::Cn, None) => Ok(Plan::bare("cn")),
    }
}

/// Hong Kong: the employee pays nothing for wage periods that begin in the first days of employment.
fn hong_kong<'p>(
    form: &Form,
    rules: &'p Mpf,
    month: DateRange,
    on: NaiveDate,
) -> Result<Plan<'p>, heng_paycalc::RuleMissing> {
    let hired = form.employed.iter().map(|stint| stint.from).min();
    let free_days = rules.rates.as_of(on).map_or(0, |row| row.value.employee_free_days);
    let free = hired.is_some_and(|hired| mpf_employee_is_free(free_days, hired, month.from().max(hired)));
    let mut plan = Plan::hong_kong(format!("hk@{on}"), rules, on, free)?;
    if free {
        let told = Finding::new("contribution.employee_free_at_start", Severity::Info, "mpf");
        plan.findings.push(told);
    }
    Ok(plan)
}

fn contributions(form: &ContributionForm) -> ContributionFacts {
    let insurance = form.base.or(form.fund_base);
    let declared =
        insurance.map(|base| Bases { insurance: base.0, fund: form.fund_base.map_or(base.0, |fund| fund.0) });
    ContributionFacts {
        declared,
        without_insurance: form.without_insurance,
        without_fund: form.without_fund,
        additional_room: form.additional_room.map(|amount| amount.0),
    }
}

fn tax(form: &TaxForm) -> TaxFacts {
    let or_nothing = |amount: Option<super::form::Amount>| amount.map_or(Money::ZERO, |amount| amount.0);
    TaxFacts {
        start: match form.start {
            Start::Ordinary => StartOfYear::Ordinary,
            Start::FirstJob => StartOfYear::FirstJob { months_before: form.months_before },
            Start::WholeYearAtOnce => StartOfYear::WholeYearAtOnce,
        },
        special_additional: or_nothing(form.special_additional),
        other: or_nothing(form.other),
        bonus_apart_used: form.bonus_apart_used || form.bonus_merged,
        local_annual_average: form.local_annual_average.map(|amount| amount.0),
        ..TaxFacts::default()
    }
}

fn carried(form: &super::form::CarriedForm) -> Carried {
    Carried {
        code: form.code.clone(),
        amount: form.amount.0,
        recovery: Recovery { rank: form.rank, protect: true, carry: true, at_most: None },
    }
}

/// What the wages come to in the month.
struct FullWage {
    /// The wage of a whole month at its beginning, which earlier months are taken to have had.
    before: Money,
    /// Whether the whole month is paid.
    whole: bool,
    told: Explanation,
}

fn wage(
    form: &Form,
    packs: &Packs,
    engine: &Engine,
    month: DateRange,
    employed: &[DateRange],
    person: &mut PersonMonth,
    findings: &mut Vec<Finding>,
) -> Result<FullWage, Unusable> {
    let rows = &packs.china().labour.pay_days;
    let days =
        rows.as_of(month.from()).ok_or_else(|| Unusable("no rule on pay days is in force".to_owned()))?;
    let record = |from: NaiveDate| Input { kind: "wage".to_owned(), id: from.to_string(), on: Some(from) };
    let mut wages: Vec<WageFrom> = form
        .wages
        .iter()
        .map(|wage| WageFrom { from: wage.from, wage: wage.amount.0, source: Some(record(wage.from)) })
        .collect();
    wages.sort_by_key(|wage| wage.from);
    let method = match form.proration {
        Method::Forward => Proration::Forward,
        Method::Reverse => Proration::Reverse,
        Method::CalendarDays => Proration::CalendarDays,
        Method::PaidDays => Proration::PaidDays,
    };
    let calendar = NationalCalendar::new(packs);
    let is_paid = |day: NaiveDate| match form.country {
        Country::Cn => categories::is_paid(&calendar.day(day)),
        // Monday to Friday, public holidays included.
        Country::Sg | Country::Hk => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
    };
    let paid = wage_of_month(&wages, employed, month, method, &days.value, is_paid)
        .map_err(|error| Unusable(error.to_string()))?;
    findings.extend(paid.findings.iter().cloned());
    let standard = paid.pieces.last().map_or(Money::ZERO, |piece| piece.wage);
    for (name, amount) in [("月工资", paid.amount), ("标准工资", standard)] {
        if let Some(place) = engine.input(name) {
            if let Some(value) = person.values.get_mut(place) {
                *value = Some(Value::money(amount));
            }
            let from = paid.pieces.last().and_then(|piece| piece.source.clone());
            person.sources.extend(from.map(|from| InputSource { input: place, from }));
        }
    }
    let covered: i64 = paid.pieces.iter().map(|piece| piece.part.calendar_days).sum();
    let whole = paid.pieces.first().is_some_and(|piece| piece.part.calendar_days_of_month == covered);
    let before = paid.pieces.first().map_or(Money::ZERO, |piece| piece.wage);
    Ok(FullWage { before, whole, told: paid.explain(method, days) })
}

/// Runs the earlier months of the year at the wage of a whole month, without one-off amounts.
fn start_year(
    engine: &Engine,
    plan: &Plan<'_>,
    person: &mut PersonMonth,
    standard: Money,
    months: u8,
    locale: Locale,
) -> Result<(), Unusable> {
    let mut earlier = PersonMonth { carried: Vec::new(), ..person.clone() };
    for (place, input) in engine.structure().inputs.iter().enumerate() {
        let wage = ["月工资", "标准工资"].contains(&input.name.as_str());
        if let Some(value) = earlier.values.get_mut(place) {
            *value = wage.then(|| Value::money(standard));
        }
    }
    for _ in 0..months {
        let slip = engine.slip(plan, &earlier);
        if !slip.is_payable() {
            return Err(refuse::earlier_months(locale));
        }
        earlier.tax.before = slip.year;
    }
    person.tax.before = earlier.tax.before;
    Ok(())
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
