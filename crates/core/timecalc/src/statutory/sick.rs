//! Sick pay and the medical period.

use chrono::NaiveDate;
use heng_kernel::{Basis, DateRange, Explanation, Finding, Money, Rate, Severity, Term};
use serde::{Deserialize, Serialize};
use serde_json::Map;

/// A band of a ladder: below so many full years of service here, this share of the base; the last band has no upper end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SickBand {
    /// Full years below which it applies.
    pub below_years: Option<u32>,
    /// Share of the base.
    pub factor: Rate,
}

/// Sick pay of a place or a company, for some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SickRule {
    /// The days it holds.
    pub days: DateRange,
    /// Bands for the first months of an illness.
    pub first: Vec<SickBand>,
    /// How many months those are.
    pub first_months: u32,
    /// Bands afterwards.
    pub later: Vec<SickBand>,
    /// Share of the minimum wage below which pay does not fall: 80 % (劳部发〔1995〕309号, item 59).
    pub floor_of_minimum_wage: Rate,
    /// Days a month's wage is divided by, in hundredths: 2175.
    pub month_days: i64,
    /// Where the values come from.
    pub version: String,
    /// Article or notice.
    pub source: Option<String>,
}

/// Somebody ill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SickCase {
    /// The day that is paid; the rule of that day applies.
    pub on: NaiveDate,
    /// A month's base, as agreed or as the place says.
    pub base: Money,
    /// Full years of service here.
    pub service_years: u32,
    /// Full months of this illness before the day.
    pub ill_months: u32,
    /// Working days to be paid, in hundredths.
    pub days: i64,
    /// The month's minimum wage of the place.
    pub minimum_wage: Money,
}

/// Pay for days of illness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SickPay {
    /// The amount, to the fen, half up.
    pub amount: Money,
    /// The share of the band; none where no ladder holds.
    pub factor: Option<Rate>,
    /// Whether the floor decided.
    pub floor_applied: bool,
    /// How it was worked out.
    pub explanation: Explanation,
    /// A day for which no ladder holds.
    pub findings: Vec<Finding>,
}

/// Pay for days of illness: base × share of the band, but not below the floor; by days of the month. `None` when an amount does
/// not fit. Where no rule holds on the day, the floor alone is paid and a finding asks for the company's rule.
pub fn sick_pay(rules: &[SickRule], floor: Rate, case: &SickCase) -> Option<SickPay> {
    let rule = rules.iter().find(|rule| rule.days.contains(case.on));
    let month_days = rule.map_or(2_175, |rule| rule.month_days);
    let floor = rule.map_or(floor, |rule| rule.floor_of_minimum_wage);
    let factor = rule.and_then(|rule| {
        let ladder = if case.ill_months < rule.first_months { &rule.first } else { &rule.later };
        ladder
            .iter()
            .find(|band| band.below_years.is_none_or(|below| case.service_years < below))
            .map(|b| b.factor)
    });
    let by_band = factor.map_or(Some(Money::ZERO), |factor| factor.of_money(case.base))?;
    let least = floor.of_money(case.minimum_wage)?;
    let floor_applied = by_band < least;
    // One rounding: share, days and divisor in one step, from the unrounded product.
    let (of, share) = match factor.filter(|_| !floor_applied) {
        Some(factor) => (case.base, factor),
        None => (case.minimum_wage, floor),
    };
    let amount = of.ratio(share.ppm().checked_mul(case.days)?, Rate::ONE.ppm().checked_mul(month_days)?)?;
    let findings = match factor {
        Some(_) => Vec::new(),
        None => vec![Finding::new("leave.no_sick_pay_rule", Severity::Warning, case.on.to_string())],
    };
    let term = |label: &str, sign, value: String, unit: &str| Term {
        label: label.to_owned(),
        params: Map::new(),
        sign,
        value,
        unit: unit.to_owned(),
        input: None,
    };
    let base_label = if floor_applied { "leave.term.minimum_wage" } else { "leave.term.sick_base" };
    let terms = vec![
        term(base_label, '+', of.to_string(), "cny"),
        term("leave.term.share", '×', share.to_string(), "percent"),
        term("leave.term.sick_days", '×', crate::leave::written_days(case.days), "day"),
        term("leave.term.month_days", '÷', crate::leave::written_days(month_days), "day"),
    ];
    let explanation = Explanation {
        label: "leave.sick_pay".to_owned(),
        value: amount.to_string(),
        unit: "cny".to_owned(),
        terms,
        basis: Basis {
            rule: if floor_applied { "leave.sick_floor" } else { "leave.sick_band" }.to_owned(),
            version: rule.map_or_else(|| "floor".to_owned(), |rule| rule.version.clone()),
            source: rule.and_then(|rule| rule.source.clone()).or_else(|| Some(FLOOR_SOURCE.to_owned())),
        },
    };
    Some(SickPay { amount, factor, floor_applied, explanation, findings })
}

const FLOOR_SOURCE: &str = "劳部发〔1995〕309号 item 59";

/// A row of the medical period (劳部发〔1994〕479号): by full years of work in all and here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicalBand {
    /// Total service below so many years.
    pub total_below: Option<u32>,
    /// Service here below so many years.
    pub here_below: Option<u32>,
    /// Months of protection.
    pub months: u32,
    /// Months over which sick leave is added up.
    pub within: u32,
}

/// The row that holds for somebody: the first whose limits his years lie below.
pub fn medical_period(bands: &[MedicalBand], total_years: u32, here_years: u32) -> Option<MedicalBand> {
    let holds = |band: &&MedicalBand| {
        band.total_below.is_none_or(|below| total_years < below)
            && band.here_below.is_none_or(|below| here_years < below)
    };
    bands.iter().find(holds).copied()
}

/// Shanghai's period (沪府发〔2015〕40号): three months in the first year here, one more for each full year, at most 24.
pub const fn medical_months_by_year(here_years: u32, first: u32, most: u32) -> u32 {
    let months = first.saturating_add(here_years);
    if months > most { most } else { months }
}
