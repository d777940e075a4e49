//! Retirement age under the reform in force from 2025-01-01 (全国人大常委会2024年9月13日决定), and the contribution time a pension needs.

use chrono::{Datelike, Months, NaiveDate};
use heng_kernel::{Explanation, Finding, Severity};
use heng_packs::{ContributionYears, Dated, FlexibleRetirement, RetirementAge};

use crate::trace::Trace;

/// When somebody reaches the statutory age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retirement {
    /// Months later than under the old ages.
    pub delay_months: u32,
    /// The age in months: 721 is 60 years and 1 month.
    pub age_months: u32,
    /// First day of the month of retiring.
    pub month: NaiveDate,
    /// First day of the month of the old age: nobody retires earlier by choice.
    pub old_month: NaiveDate,
}

impl Retirement {
    /// For somebody of a group, born in the month of `birth`. `None` when the month is outside the calendar.
    pub fn of(rule: &RetirementAge, birth: NaiveDate) -> Option<Self> {
        let (year, month) = rule.birth_from;
        let since =
            (birth.year() - year) * 12 + i32::try_from(birth.month()).ok()? - i32::try_from(month).ok()?;
        let delay_months = match u32::try_from(since) {
            Ok(since) => {
                let steps = since.checked_div(rule.step_birth_months)? + 1;
                (steps * rule.delay_months_per_step).min(rule.max_delay_months)
            }
            Err(_) => 0,
        };
        let base_months = rule.base_years * 12;
        let at = |months: u32| birth.with_day(1)?.checked_add_months(Months::new(months));
        Some(Self {
            delay_months,
            age_months: base_months + delay_months,
            month: at(base_months + delay_months)?,
            old_month: at(base_months)?,
        })
    }

    /// The earliest and the latest month by choice: up to three years earlier, never before the old age, and up to three years later.
    pub fn by_choice(&self, rule: &FlexibleRetirement) -> Option<(NaiveDate, NaiveDate)> {
        let earlier = self.month.checked_sub_months(Months::new(rule.early_years_max * 12))?;
        let later = self.month.checked_add_months(Months::new(rule.late_years_max * 12))?;
        Some((earlier.max(self.old_month), later))
    }

    /// What stands against retiring in the month of `wanted` with `contributed_months` of contributions.
    pub fn findings(
        &self,
        flexible: &FlexibleRetirement,
        contributions: &ContributionYears,
        wanted: NaiveDate,
        contributed_months: u32,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        let least = contribution_months_min(contributions, wanted.year());
        if contributed_months < least {
            findings.push(
                Finding::new("retirement.too_few_contributions", Severity::Warning, "contributed_months")
                    .with("needed_months", least)
                    .with("missing_months", least - contributed_months),
            );
        }
        if let Some((earliest, latest)) = self.by_choice(flexible) {
            for (code, wrong, month) in [
                ("retirement.too_early", wanted < earliest, earliest),
                ("retirement.too_late", wanted >= latest + Months::new(1), latest),
            ] {
                if wrong {
                    let month = format!("{}-{:02}", month.year(), month.month());
                    findings.push(Finding::new(code, Severity::Error, "month").with("month", month));
                }
            }
        }
        findings
    }

    /// The age in years and months: `60y1m`.
    pub fn age(&self) -> String {
        format!("{}y{}m", self.age_months / 12, self.age_months % 12)
    }

    /// The month of retiring: `2025-02`.
    pub fn month_text(&self) -> String {
        format!("{}-{:02}", self.month.year(), self.month.month())
    }

    /// The trace of the month.
    pub fn explain(&self, rule: &Dated<RetirementAge>, birth: NaiveDate) -> Explanation {
        let birth = format!("{}-{:02}", birth.year(), birth.month());
        Trace::new("retirement.month", self.month_text(), "month_of_year", rule)
            .term('+', "retirement.birth", birth, "month_of_year")
            .term('+', "retirement.old_age", rule.value.base_years, "year")
            .term('+', "retirement.delay", self.delay_months, "month")
            .done()
    }
}

/// Months of contributions that a pension starting in `year` needs: 180, from 2030 six more each year, up to 240.
pub fn contribution_months_min(rule: &ContributionYears, year: i32) -> u32 {
    let risen = u32::try_from(year - rule.rises_from_year + 1).unwrap_or(0);
    rule.base_months.saturating_add(risen.saturating_mul(rule.step_months)).min(rule.max_months)
}
