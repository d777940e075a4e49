//! Marriage, paternity, childcare and nursing.

use chrono::NaiveDate;
use heng_calendar::months;
use heng_kernel::{DateRange, Finding, Severity};
use serde::Serialize;

use super::maternity::CountedPart;

/// A province's other family leave, for some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FamilyLeave {
    /// Region code of six digits.
    pub region: String,
    /// The days it holds.
    pub days: DateRange,
    /// Days for a marriage; [`super::last_day_of`] says when they end.
    pub marriage: Vec<CountedPart>,
    /// Days for the father.
    pub paternity: Vec<CountedPart>,
    /// Days a year for each parent while a child is small.
    pub childcare_days: u32,
    /// Until the child is so many years old.
    pub childcare_below_years: u32,
    /// Whether each child gives its own days.
    pub childcare_per_child: bool,
    /// Whether two sources agree; otherwise the administrator confirms before first use.
    pub confirmed: bool,
    /// Where the values come from.
    pub version: String,
}

/// The rule of a region on a day. One that is not confirmed comes with a finding; a day no rule holds has none, and nothing is
/// guessed.
pub fn family_leave_on<'a>(
    rules: &'a [FamilyLeave],
    region: &str,
    on: NaiveDate,
) -> (Option<&'a FamilyLeave>, Vec<Finding>) {
    let rule = rules.iter().find(|rule| rule.region == region && rule.days.contains(on));
    let finding =
        |code, severity| vec![Finding::new(code, severity, on.to_string()).with("region", region.to_owned())];
    let findings = match rule {
        None => finding("leave.no_family_rule", Severity::Error),
        Some(rule) if !rule.confirmed => finding("leave.confirm_before_use", Severity::Warning),
        Some(_) => Vec::new(),
    };
    (rule, findings)
}

/// Childcare leave of a parent on a day: days, and the stretch they can be taken in, which is the year of a small child's life from
/// birthday to birthday. Each small child has its own where the region gives days for each; otherwise the youngest's year counts.
/// Days of one stretch are the same days however often it is asked.
pub fn childcare(rule: &FamilyLeave, born: &[NaiveDate], on: NaiveDate) -> Vec<(u32, DateRange)> {
    let small = |born: &&NaiveDate| {
        let years = months::full_years(**born, on);
        years.is_some_and(|years| years < rule.childcare_below_years)
    };
    let mut children: Vec<NaiveDate> = born.iter().filter(small).copied().collect();
    children.sort_unstable();
    if !rule.childcare_per_child {
        children = children.last().copied().into_iter().collect();
    }
    let year_of_life = |born: NaiveDate| {
        let year = months::full_years(born, on)?;
        let from = months::anniversary(born, year)?;
        DateRange::new(from, months::anniversary(born, year + 1)).ok()
    };
    children.into_iter().filter_map(|born| Some((rule.childcare_days, year_of_life(born)?))).collect()
}

/// Minutes of nursing time a day, within the working day and paid (国务院令第619号, article 9): an hour until the child is one,
/// another for each further child of the same birth.
pub fn nursing_minutes(born: NaiveDate, children: u32, on: NaiveDate) -> u32 {
    let nursing = months::full_years(born, on) == Some(0);
    if nursing { 60 * children } else { 0 }
}
