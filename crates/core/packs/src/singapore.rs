//! Singapore: CPF contributions of citizens and permanent residents from the third year.

use heng_kernel::{Money, Rate};

use crate::{MoneyRounding, Timeline};

/// A band of age. A band begins on the first of the month after the birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpfBand {
    /// Up to this age, included; `None` for all older.
    pub age_up_to: Option<u32>,
    /// Of the employee.
    pub employee: Rate,
    /// Of the employer.
    pub employer: Rate,
}

/// Rates and ceiling of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CpfRates {
    /// Ordinary wages of a month that count at most.
    pub ordinary_wage_ceiling: Money,
    /// Bands, youngest first, the last one open.
    pub bands: Vec<CpfBand>,
}

impl CpfRates {
    /// The band of an age in full years.
    pub fn band(&self, age: u32) -> Option<&CpfBand> {
        self.bands.iter().find(|band| band.age_up_to.is_none_or(|up_to| age <= up_to))
    }
}

/// Wages of a year that count at most; additional wages up to it less the ordinary wages of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpfAnnualCeiling {
    /// 102,000.
    pub total: Money,
}

/// Low wages: nothing, then the employer alone, then a graduated share of the employee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpfThresholds {
    /// Total wages of a month up to this: nothing.
    pub none_up_to: Money,
    /// Up to this: the employer alone.
    pub employer_only_up_to: Money,
    /// Up to this: the employee pays `graduated_factor` of what exceeds `employer_only_up_to`.
    pub graduated_up_to: Money,
    /// 0.60, for people up to 55.
    pub graduated_factor: Rate,
    /// Age the graduated factor is for, at most.
    pub graduated_age_up_to: u32,
}

/// How contributions are rounded: the total, then the employee's part; the employer's is the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpfRounding {
    /// Total: to the dollar, half-up.
    pub total: MoneyRounding,
    /// Employee: to the dollar, down.
    pub employee: MoneyRounding,
}

/// CPF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cpf {
    /// Rates by year.
    pub rates: Timeline<CpfRates>,
    /// Ceiling of a year.
    pub annual_ceiling: Timeline<CpfAnnualCeiling>,
    /// Low wages.
    pub thresholds: Timeline<CpfThresholds>,
    /// Rounding.
    pub rounding: Timeline<CpfRounding>,
}

/// All rule data of Singapore (`sg/cpf.toml`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Singapore {
    /// Central Provident Fund.
    pub cpf: Cpf,
}

crate::settle::timelines! { Cpf { rates, annual_ceiling, thresholds, rounding } maps {} parts {} all {} }
crate::settle::timelines! { Singapore {} maps {} parts { cpf } all {} }
