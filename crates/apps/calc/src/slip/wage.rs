//! The wage of a month from dated wages and days of employment.

use chrono::{Datelike, NaiveDate, Weekday};
use heng_calendar::NationalCalendar;
use heng_formula::Value;
use heng_kernel::{DateRange, Explanation, Finding, Fixed, Input, Money, Severity};
use heng_packs::Packs;
use heng_paycalc::{
    labour::proration::Proration,
    notes,
    slip::{Engine, InputSource, PersonMonth, WageFrom, wage_of_month},
};

use super::form::{Country, Form, Method};
use crate::{Unusable, categories};

/// Days of absence of the standard structure.
const ABSENT: &str = "事假天数";
const SICK: &str = "病假天数";

/// What the wages come to in the month.
pub(super) struct FullWage {
    /// The wage of a whole month at its beginning, which earlier months are taken to have had.
    pub(super) before: Money,
    /// The wage of a whole month at its end.
    pub(super) standard: Money,
    /// Whether the whole month is paid.
    pub(super) whole: bool,
    /// What the days of employment pay.
    amount: Money,
    /// Paid days of employment, and pay days of a month by law, in hundredths.
    days: (i64, i64),
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
    let paid_days = paid.pieces.iter().map(|piece| piece.part.paid_days).sum();
    let days_of_law = (paid_days, days.value.month_pay_hundredths);
    let told = paid.explain(method, days);
    Ok(FullWage { before, standard, whole, amount: paid.amount, days: days_of_law, told })
}

impl FullWage {
    /// Absence comes off by the pay days of law, 21.75 a month. In a month of more working days it uses up the wage before the days, and
    /// whoever came on the others would have worked for nothing; in one of fewer, something is left to whoever came on none. Either
    /// way somebody should look at it.
    pub(super) fn absence_out_of_step(&self, engine: &Engine, person: &PersonMonth) -> Option<Finding> {
        let (paid_days, pay_days) = self.days;
        let days = |name| person.values.get(engine.input(name)?)?.as_ref()?.number();
        let absent = [ABSENT, SICK].into_iter().filter_map(days).try_fold(Fixed::ZERO, Fixed::checked_add)?;
        let absent = absent.checked_mul(Fixed::whole(100))?;
        let taken = Fixed::from_money(self.standard).checked_mul(absent)?;
        let wage = Fixed::from_money(self.amount).checked_mul(Fixed::whole(pay_days))?;
        let for_nothing = self.amount > Money::ZERO && absent < Fixed::whole(paid_days) && taken >= wage;
        let all_absent = absent > Fixed::ZERO && absent >= Fixed::whole(paid_days);
        let without_days = all_absent && taken < wage;
        let code = match (for_nothing, without_days) {
            (true, _) => "proration.nothing_for_days_worked",
            (_, true) => "proration.pay_without_paid_days",
            _ => return None,
        };
        Some(Finding::new(code, Severity::Warning, ABSENT))
    }
}
