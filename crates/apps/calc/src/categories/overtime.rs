//! `overtime`: the pay of a month's overtime by class.
//!
//! Only hours beyond working days count toward the cap of a month; the base is not tested against the minimum wage.

use heng_paycalc::labour::overtime::{Capped, OvertimeMonth, OvertimeRule, Worked};
use serde::Deserialize;

use super::{Category, china, row, yuan};
use crate::cases::{Answer, CaseFault, Facts, Hundredths, Yuan, answer};

pub(super) const CATEGORY: Category =
    Category { name: "overtime", answers: &["weekday", "rest", "statutory", "total", "over_36"], compute };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    wage: Yuan,
    weekday_hours: Hundredths,
    rest_hours: Hundredths,
    statutory_hours: Hundredths,
    /// Time off is given for the rest days.
    rest_compensated: bool,
}

fn compute(facts: &Facts<'_>) -> Result<Answer, CaseFault> {
    let input: Input = facts.input()?;
    let (law, on) = (&china().labour, facts.as_of());
    let rule = OvertimeRule {
        rates: row(&law.overtime, "overtime", on)?,
        days: row(&law.pay_days, "pay_days", on)?,
        hours: row(&law.hours, "hours", on)?,
        capped: Capped::Workdays,
    };
    let rest = Worked::from_hour_hundredths(input.rest_hours.0);
    let (rest_day, rest_day_with_time_off) =
        if input.rest_compensated { (Worked::default(), rest) } else { (rest, Worked::default()) };
    let month = OvertimeMonth {
        workday: Worked::from_hour_hundredths(input.weekday_hours.0),
        rest_day,
        rest_day_with_time_off,
        statutory_day: Worked::from_hour_hundredths(input.statutory_hours.0),
    };
    let pay = rule.pay(input.wage.0, None, &month)?;
    Ok(answer([
        ("weekday", yuan(pay.workday)),
        ("rest", yuan(pay.rest_day)),
        ("statutory", yuan(pay.statutory_day)),
        ("total", yuan(pay.total)),
        ("over_36", pay.over_cap.into()),
    ]))
}
