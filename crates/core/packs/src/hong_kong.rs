//! Hong Kong: mandatory MPF contributions and the minimum wage.

use heng_kernel::{Money, Rate};

use crate::{MoneyRounding, Timeline};

/// Mandatory contributions of regular employees aged 18 to 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MpfRates {
    /// Of the employee: 5 %.
    pub employee: Rate,
    /// Of the employer: 5 %.
    pub employer: Rate,
    /// Below this relevant income of a month the employee pays nothing; the employer still pays.
    pub minimum_income: Money,
    /// Relevant income of a month that counts at most.
    pub maximum_income: Money,
    /// The same limits by the day, for pay periods other than a month.
    pub daily_minimum: Money,
    /// Largest by the day.
    pub daily_maximum: Money,
    /// Enrolled from this day of employment: 60.
    pub start_after_days: u32,
    /// First days in which the employee pays nothing: 30.
    pub employee_free_days: u32,
    /// Day of the next month by which it is paid: 10.
    pub contribution_day: u32,
}

/// Statutory minimum wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourlyMinimumWage {
    /// An hour.
    pub hourly: Money,
    /// Hours are recorded for wages of a month below this, where the row says so.
    pub record_hours_below: Option<Money>,
}

/// Mandatory Provident Fund.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mpf {
    /// Rates and limits.
    pub rates: Timeline<MpfRates>,
    /// Rounding of each side.
    pub rounding: Timeline<MoneyRounding>,
}

/// All rule data of Hong Kong (`hk/mpf.toml`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HongKong {
    /// Mandatory Provident Fund.
    pub mpf: Mpf,
    /// Minimum wage.
    pub minimum_wage: Timeline<HourlyMinimumWage>,
}

crate::settle::timelines! { Mpf { rates, rounding } maps {} parts {} all {} }
crate::settle::timelines! { HongKong { minimum_wage } maps {} parts { mpf } all {} }
