//! How the basic deduction begins in a year: month by month, from January for a first job, or the whole year at once.

use chrono::{Datelike, NaiveDate};
use heng_kernel::Money;
use heng_packs::IncomeTax;

/// How the basic deduction of a year at an employer begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartOfYear {
    /// One month of basic deduction for each month employed here.
    #[default]
    Ordinary,
    /// First job of the year: the months of the year before it count too (国家税务总局公告2020年第13号).
    FirstJob {
        /// Months of the year before the first one employed.
        months_before: u8,
    },
    /// The deduction of the whole year from the first month (国家税务总局公告2020年第19号).
    WholeYearAtOnce,
}

/// What an employer declared for a person in the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriorYear {
    /// Months for which this employer declared wages of this person.
    pub months_declared: u32,
    /// Wages of the year at this employer, bonuses included (also those taxed apart), nothing deducted.
    pub income: Money,
}

impl StartOfYear {
    /// The start for a person first paid here in the month of `first_paid`, who had (`earned_before`) or had not wages or
    /// cumulatively withheld labour income earlier in that year. Ordinary where the rule is not in force.
    pub fn of_joiner(tax: &IncomeTax, first_paid: NaiveDate, earned_before: bool) -> Self {
        let Some(rule) = tax.first_job.as_of(first_paid).filter(|_| !earned_before) else {
            return Self::Ordinary;
        };
        match u8::try_from(first_paid.month().saturating_sub(rule.value.deduction_from_month)) {
            Ok(months_before @ 1..) => Self::FirstJob { months_before },
            _ => Self::Ordinary,
        }
    }

    /// The start of `year` for a person still employed in its January. What is earned in `year` itself does not matter.
    pub fn of_stayer(tax: &IncomeTax, year: i32, prior: &PriorYear) -> Self {
        let rule =
            NaiveDate::from_ymd_opt(year, 1, 1).and_then(|january| tax.upfront_deduction.as_of(january));
        match rule.map(|rule| rule.value) {
            Some(rule)
                if prior.months_declared >= rule.prior_year_months
                    && prior.income <= rule.prior_year_income_max =>
            {
                Self::WholeYearAtOnce
            }
            _ => Self::Ordinary,
        }
    }
}
