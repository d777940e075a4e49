//! Pay for annual leave that was not taken, put among the inputs of the structure.

use chrono::NaiveDate;
use heng_formula::Value;
use heng_kernel::{Explanation, Finding, Locale};
use heng_packs::China;
use heng_paycalc::{
    RuleMissing,
    labour::annual_leave::UntakenPay,
    slip::{Engine, PersonMonth},
};

use super::{form::UntakenLeaveForm, refuse};
use crate::Unusable;

/// The input of the pay.
const PAY: &str = "应发未休年休假工资";

/// What untaken days bring beside the wage already paid, with its trace.
pub(super) fn untaken(
    form: &UntakenLeaveForm,
    china: &China,
    on: NaiveDate,
    engine: &Engine,
    person: &mut PersonMonth,
    locale: Locale,
) -> Result<(Explanation, Vec<Finding>), Unusable> {
    let missing = |rule| refuse::no_rule(&RuleMissing { rule, on }, locale);
    let rule = china.leave.annual.as_of(on).ok_or_else(|| missing("annual_leave.untaken_pay"))?;
    let days = china.labour.pay_days.as_of(on).ok_or_else(|| missing("pay.pay_days"))?;
    let (average, untaken) = (form.average_wage.0, form.days.0.minor());
    let pay = UntakenPay::of(&rule.value, &days.value, average, untaken, form.refused_in_writing)
        .map_err(|error| Unusable(error.to_string()))?;
    let known = engine.structure().inputs.iter().map(|input| input.name.as_str());
    let at = engine.input(PAY).ok_or_else(|| refuse::unknown_input(PAY, known, locale))?;
    if let Some(held) = person.values.get_mut(at) {
        *held = Some(Value::money(pay.extra));
    }
    let told = pay.explain(rule, days, average, untaken);
    Ok((told, UntakenPay::findings(form.refused_in_writing)))
}
