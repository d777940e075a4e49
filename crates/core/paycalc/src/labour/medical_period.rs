//! The medical period (医疗期): how long an employer may not end the contract of somebody who is ill.
//!
//! 劳部发〔1994〕479号: by years of work in all and here; Shanghai counts from the day of hire and lets it grow with each full year.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, Severity};
use heng_packs::{Dated, GrowingMedicalPeriod, Leave, MedicalPeriod as Steps, RegionCode};

use crate::{
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// The rule of a place.
#[derive(Clone, Copy, Debug)]
pub enum MedicalPeriodRule<'a> {
    /// The nation's: by steps.
    Steps(&'a Dated<Steps>),
    /// A place's own, which grows with each full year here.
    Growing(&'a Dated<GrowingMedicalPeriod>),
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MedicalPeriod {
    /// Full years of work in all.
    pub total_years: u32,
    /// Full years at this employer.
    pub here_years: u32,
    /// Months of protection.
    pub months: u32,
    /// Months over which sick leave is added up; `None` where the place names none.
    pub window_months: Option<u32>,
}

impl<'a> MedicalPeriodRule<'a> {
    /// The rule of a place on a day: its own, else the nation's.
    pub fn as_of(leave: &'a Leave, region: RegionCode, on: NaiveDate) -> Result<Self, RuleMissing> {
        match leave.medical_period_at(region, on) {
            Some(own) => Ok(Self::Growing(own)),
            None => in_force(&leave.medical_period, "medical_period.months", on).map(Self::Steps),
        }
    }

    /// For somebody with so many full years of work, in all and here. `None` when no step fits, which sound rule data exclude.
    pub fn of(self, total_years: u32, here_years: u32) -> Option<MedicalPeriod> {
        let (months, window_months) = match self {
            Self::Steps(row) => {
                let step = row.value.step(total_years, here_years)?;
                (step.months, Some(step.window_months))
            }
            Self::Growing(row) => {
                let rule = &row.value;
                let grown = here_years.saturating_mul(rule.months_a_year).saturating_add(rule.first_months);
                (grown.min(rule.max_months), None)
            }
        };
        Some(MedicalPeriod { total_years, here_years, months, window_months })
    }

    fn unconfirmed(self) -> Option<Finding> {
        match self {
            Self::Steps(row) => row.unconfirmed(),
            Self::Growing(row) => row.unconfirmed(),
        }
    }
}

impl MedicalPeriod {
    /// What should be looked at in a month of the sickness, counted from 1: the period is over; the rule must be confirmed.
    pub fn findings(&self, rule: MedicalPeriodRule<'_>, sick_month: u32) -> Vec<Finding> {
        let over = (sick_month > self.months).then(|| {
            Finding::new("medical_period.over", Severity::Warning, "sick_month").with("months", self.months)
        });
        over.into_iter().chain(rule.unconfirmed()).collect()
    }

    /// The trace of its length.
    pub fn explain(&self, rule: MedicalPeriodRule<'_>) -> Explanation {
        let code = "medical_period.months";
        match rule {
            MedicalPeriodRule::Steps(row) => Trace::new(code, self.months, "month", row)
                .term('=', "medical_period.total_years", self.total_years, "year")
                .term('=', "medical_period.here_years", self.here_years, "year")
                .term('=', "medical_period.window_months", self.window_months.unwrap_or(0), "month")
                .done(),
            MedicalPeriodRule::Growing(row) => Trace::new(code, self.months, "month", row)
                .term('+', "medical_period.first_months", row.value.first_months, "month")
                .term('+', "medical_period.months_a_year", row.value.months_a_year, "month")
                .term('×', "medical_period.here_years", self.here_years, "year")
                .term('=', "medical_period.max_months", row.value.max_months, "month")
                .done(),
        }
    }
}
