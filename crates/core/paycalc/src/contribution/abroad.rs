//! Singapore's CPF and Hong Kong's MPF in the same form as a city's schemes: only the rows differ.

use chrono::{Datelike, Days, NaiveDate};
use heng_kernel::{Finding, Money, Rate};
use heng_packs::{Cpf, Mpf, Share};

use super::{Additional, Graduated, Side, Split, Terms, Wages, room_of_year};
use crate::{
    amount::{TooLarge, times},
    rule::{RuleMissing, in_force, notes},
};

/// The age that decides a CPF band in a month: full years, the next band beginning on the first of the month after the birthday.
pub fn cpf_age(birth: NaiveDate, month: NaiveDate) -> u32 {
    let years = u32::try_from(month.year() - birth.year()).unwrap_or(0);
    // In the month of the birthday and before, the year is not full yet; a person of exactly 55 is still "up to 55".
    if month.month() > birth.month() { years + 1 } else { years }
}

/// CPF of citizens and permanent residents from the third year, of an age as [`cpf_age`] has it.
///
/// Above the age of the published factor the graduated share follows from what it must reach at its end: rate × up to ÷ (up to − above).
pub fn cpf(cpf: &Cpf, on: NaiveDate, age: u32) -> Result<Terms, RuleMissing> {
    let missing = RuleMissing { rule: "sg.cpf.band", on };
    let rates = &in_force(&cpf.rates, "sg.cpf.rates", on)?.value;
    let low = in_force(&cpf.thresholds, "sg.cpf.thresholds", on)?.value;
    let rounding = in_force(&cpf.rounding, "sg.cpf.rounding", on)?.value;
    let year_ceiling = in_force(&cpf.annual_ceiling, "sg.cpf.annual_ceiling", on)?.value.total;
    let band = rates.band(age).ok_or(missing)?;
    let rate = if age <= low.graduated_age_up_to {
        low.graduated_factor
    } else {
        let span = low.graduated_up_to.minor() - low.employer_only_up_to.minor();
        let reached = band.employee.ppm().checked_mul(low.graduated_up_to.minor());
        Rate::from_ppm(reached.and_then(|reached| reached.checked_div(span)).ok_or(missing)?)
    };
    let side = |rate, rounding| Side::of(Share { rate, fixed: Money::ZERO }, rounding);
    let graduated = Graduated { above: low.employer_only_up_to, up_to: low.graduated_up_to, rate };
    Ok(Terms {
        floor: None,
        ceiling: Some(rates.ordinary_wage_ceiling),
        additional: Additional::Apart { year_ceiling },
        none_up_to: Some(low.none_up_to),
        employee: Side { graduated: Some(graduated), ..side(band.employee, rounding.employee) },
        employer: side(band.employer, rounding.total),
        split: Split::EmployerPaysRest { total: rounding.total },
    })
}

/// What somebody should know of the rows of CPF on a day.
pub(crate) fn cpf_notes(cpf: &Cpf, on: NaiveDate) -> Vec<Finding> {
    let rows = notes(&cpf.rates, on).chain(notes(&cpf.annual_ceiling, on));
    rows.chain(notes(&cpf.thresholds, on)).chain(notes(&cpf.rounding, on)).collect()
}

/// What somebody should know of the rows of MPF on a day.
pub(crate) fn mpf_notes(mpf: &Mpf, on: NaiveDate) -> Vec<Finding> {
    notes(&mpf.rates, on).chain(notes(&mpf.rounding, on)).collect()
}

/// The wages of a month that CPF is paid on. Additional wages count up to [`room_of_year`].
pub fn cpf_wages(
    year_ceiling: Money,
    ordinary: Money,
    additional: Money,
    ordinary_of_year: Money,
    additional_before: Money,
) -> Result<Wages, TooLarge> {
    let room = room_of_year(year_ceiling, ordinary_of_year, additional_before)?;
    Ok(Wages { ordinary, additional, additional_room: Some(room) })
}

/// What an MPF payment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MpfPeriod {
    /// A whole month.
    Month,
    /// So many days of a pay period other than a month: the limits of a day count.
    Days(u32),
}

/// Mandatory MPF contributions of a regular employee aged 18 to 64. `employee_free` is [`mpf_employee_is_free`].
pub fn mpf(mpf: &Mpf, on: NaiveDate, period: MpfPeriod, employee_free: bool) -> Result<Terms, RuleMissing> {
    let rates = in_force(&mpf.rates, "hk.mpf.rates", on)?.value;
    let rounding = in_force(&mpf.rounding, "hk.mpf.rounding", on)?.value;
    let missing = RuleMissing { rule: "hk.mpf.limits", on };
    let (least, most) = match period {
        MpfPeriod::Month => (rates.minimum_income, rates.maximum_income),
        MpfPeriod::Days(days) => (
            times(rates.daily_minimum, i64::from(days)).map_err(|_| missing)?,
            times(rates.daily_maximum, i64::from(days)).map_err(|_| missing)?,
        ),
    };
    let side = |rate| Side::of(Share { rate, fixed: Money::ZERO }, rounding);
    let own_rate = if employee_free { Rate::default() } else { rates.employee };
    Ok(Terms {
        floor: None,
        ceiling: Some(most),
        additional: Additional::Together,
        none_up_to: None,
        employee: Side { free_below: Some(least), ..side(own_rate) },
        employer: side(rates.employer),
        split: Split::Apart,
    })
}

/// Whether the employee pays nothing for a wage period: one that begins within the first 30 days of employment. The employer pays from
/// the first day.
pub fn mpf_employee_is_free(free_days: u32, hired: NaiveDate, period_from: NaiveDate) -> bool {
    hired.checked_add_days(Days::new(u64::from(free_days))).is_some_and(|first_due| period_from < first_due)
}
