//! The wage of a month from dated wages and days of employment.

use chrono::{Datelike, NaiveDate, Weekday};
use heng_calendar::NationalCalendar;
use heng_formula::Value;
use heng_kernel::{DateRange, Explanation, Finding, Input, Money};
use heng_packs::Packs;
use heng_paycalc::{
    labour::proration::Proration,
    notes,
    slip::{Engine, InputSource, PersonMonth, WageFrom, wage_of_month},
};

use super::form::{Country, Form, Method};
use crate::{Unusable, categories};

/// What the wages come to in the month.
pub(super) struct FullWage {
    /// The wage of a whole month at its beginning, which earlier months are taken to have had.
    pub(super) before: Money,
    /// The wage of a whole month at its end.
    pub(super) standard: Money,
    /// Whether the whole month is paid.
    pub(super) whole: bool,
    /// How it came about.
    pub(super) told: Explanation,
}

/// Puts the wage of the month among the inputs.
pub(super) fn wage(
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
    findings.extend(notes(rows, month.from()));
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
    Ok(FullWage { before, standard, whole, told: paid.explain(method, days) })
}
