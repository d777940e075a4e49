//! Sick pay of a month: by the place's rule, put among the inputs of the structure.

use heng_formula::Value;
use heng_kernel::{Explanation, Finding, Fixed, Locale, Money, Severity};
use heng_packs::{Packs, SocialCity};
use heng_paycalc::{
    RuleMissing, TooLarge,
    labour::{
        medical_period::MedicalPeriodRule,
        service::Years,
        sick_pay::{SickBase, SickLeave, SickPayRule},
    },
    slip::{Engine, LineKey, PersonMonth, Plan},
};

use super::{
    form::{Form, SickForm},
    refuse,
};
use crate::Unusable;

/// The input of the days, and that of their pay.
const DAYS: &str = "病假天数";
const PAY: &str = "应发病假工资";

/// What sick pay is reckoned with beside the form.
pub(super) struct Around<'a> {
    pub(super) form: &'a Form,
    pub(super) packs: &'a Packs,
    pub(super) city: Option<&'a SocialCity>,
    pub(super) engine: &'a Engine,
    pub(super) plan: &'a Plan<'a>,
    /// The wage of a whole month.
    pub(super) wage: Money,
    pub(super) minimum_wage: Money,
}

/// Sick pay with its trace, and what should be looked at.
pub(super) fn pay(
    around: &Around<'_>,
    sick: &SickForm,
    person: &mut PersonMonth,
    locale: Locale,
) -> Result<(Explanation, Vec<Finding>), Unusable> {
    let no_rule = |missing: RuleMissing| refuse::no_rule(&missing, locale);
    let unusable = |error: TooLarge| Unusable(error.to_string());
    let place = around.city.ok_or_else(|| refuse::missing("place: shanghai", locale))?.region;
    let month = around.form.month.days().ok_or_else(|| refuse::missing("month: 2026-07", locale))?;
    let last = month.last_day().unwrap_or(month.from());
    let on = sick.on.unwrap_or(last);
    if !month.contains(on) {
        return Err(refuse::sick_on(on, locale));
    }
    let rule_on = |on| SickPayRule::as_of(around.packs.china(), place, on).map_err(no_rule);
    let rule = rule_on(on)?;
    let mut findings = Vec::new();
    if sick.on.is_none() && !rule_on(month.from())?.has_rows_of(&rule) {
        let told = Finding::new("sick_pay.rule_changes_in_month", Severity::Warning, "sick.on");
        findings.push(told.with("on", on.to_string()));
    }
    // The shares of the month do not depend on what is paid for the sickness, but for a base that is not declared.
    let slip = around.engine.slip(around.plan, person);
    let own = slip.lines.iter().filter(|line| matches!(line.key, LineKey::Employee(_)));
    let own =
        own.fold(Money::ZERO, |sum, line| Money::from_minor(sum.minor().saturating_add(line.amount.minor())));
    let leave = SickLeave {
        base: sick.agreed_base.map_or(SickBase::NormalWage(around.wage), |base| SickBase::Agreed(base.0)),
        // What is taken for the days is at most the wage of a month, and so is what is paid for them.
        days: sick.days.0.minor().min(rule.days.value.month_pay_hundredths),
        service: Years::from_hundredths(sick.service_years.0.minor()),
        sick_month: sick.month.unwrap_or(1),
        minimum_wage: around.minimum_wage,
        own_shares: Some(own),
        company_factor: sick.company_factor.map(|rate| rate.0),
    };
    let paid = rule.pay(&leave).map_err(unusable)?;
    let days = Fixed::whole(sick.days.0.minor()).checked_div(Fixed::whole(100)).unwrap_or_default();
    for (name, value) in [(DAYS, Value::Number(days)), (PAY, Value::money(paid.amount))] {
        let known = around.engine.structure().inputs.iter().map(|input| input.name.as_str());
        let at = around.engine.input(name).ok_or_else(|| refuse::unknown_input(name, known, locale))?;
        if let Some(held) = person.values.get_mut(at) {
            *held = Some(value);
        }
    }
    findings.extend(rule.findings(&leave, &paid));
    if let Some(total_years) = sick.total_years {
        let period = MedicalPeriodRule::as_of(&around.packs.china().leave, place, on).map_err(no_rule)?;
        let here = leave.service.full();
        let length = period.of(total_years.max(here), here);
        findings.extend(length.map(|length| length.findings(period, leave.sick_month)).unwrap_or_default());
    }
    Ok((rule.explain(&leave, &paid), findings))
}
