//! The friendly form of one person's month.
//!
//! ```yaml
//! month: 2026-07                    # the month that is paid
//! country: cn                       # cn (default), sg, hk
//! place: shanghai                   # cn: a city of the packs
//! paid_on: 2026-07-31               # which day's tax rules; the month's last day when left out
//! wages:                            # of a whole month, each from a day on; or one amount
//!   - {from: 2026-03-02, amount: 18000}
//! employed:                         # stints; the whole month when left out
//!   - {from: 2026-03-02, to: 2026-12-31}
//! proration: actual_paid_days       # forward_21_75, reverse_21_75, calendar_days, actual_paid_days
//! contributions: {base: 18000, fund_base: 18000, fund_rate: 7%, supplementary_rate: 5%, injury_rate: 0.4%,
//!                 ordinary_of_year: 96000, additional_before: 0}   # sg: the year's ceiling for a bonus
//! residence: resident               # cn: resident (default), non_resident: each month is taxed alone
//! age: 30                           # sg; or birth: 1996-05-04
//! tax: {special_additional: 1500, other: 0, start: ordinary, months_before: 0, earlier_months_alike: 4,
//!       bonus_apart_used: false, bonus_merged: false, local_annual_average: 149208,
//!       personal_pension_before: 0, annuity_base: 18000}
//! sheet: {工作日加班: 600}          # figures of the month sheet, in minutes and times
//! inputs: {津贴: 500}               # one-off amounts, by the names of the structure
//! protected: 2740                   # what protected deductions must leave; the place's minimum wage when left out
//! carried: [{code: loan, amount: 300, rank: 2}]
//! structure: {…}                    # a pay structure in the place of the standard one
//! ```
//!
//! Amounts are in major units, rates in per cent or as fractions; all are read from their text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use heng_kernel::{Fixed, Money, Rate, Rounding};
use heng_paycalc::slip::{PayMonth, PayStructure};
use serde::{Deserialize, Deserializer, de::Error as _};

/// One person's month as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) month: PayMonth,
    #[serde(default)]
    pub(super) country: Country,
    pub(super) place: Option<String>,
    pub(super) paid_on: Option<NaiveDate>,
    pub(super) wages: Vec<WageForm>,
    #[serde(default)]
    pub(super) employed: Vec<Stint>,
    #[serde(default)]
    pub(super) proration: Method,
    #[serde(default)]
    pub(super) contributions: ContributionForm,
    #[serde(default)]
    pub(super) residence: Residence,
    pub(super) age: Option<u32>,
    pub(super) birth: Option<NaiveDate>,
    #[serde(default)]
    pub(super) tax: TaxForm,
    #[serde(default)]
    pub(super) sheet: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) inputs: BTreeMap<String, String>,
    pub(super) protected: Option<Amount>,
    #[serde(default)]
    pub(super) carried: Vec<CarriedForm>,
    pub(super) structure: Option<PayStructure>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Country {
    #[default]
    Cn,
    Sg,
    Hk,
}

impl Country {
    /// The currency of its slips.
    pub(super) const fn currency(self) -> &'static str {
        match self {
            Self::Cn => "CNY",
            Self::Sg => "SGD",
            Self::Hk => "HKD",
        }
    }
}

/// Whether somebody is resident in China in the tax year: recorded, never guessed.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Residence {
    #[default]
    Resident,
    NonResident,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WageForm {
    pub(super) from: NaiveDate,
    pub(super) amount: Amount,
}

/// A stint; both days inside.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stint {
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) enum Method {
    #[serde(rename = "forward_21_75")]
    Forward,
    #[serde(rename = "reverse_21_75")]
    Reverse,
    #[serde(rename = "calendar_days")]
    CalendarDays,
    #[default]
    #[serde(rename = "actual_paid_days")]
    PaidDays,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContributionForm {
    /// Declared for insurance; the month's own wages when left out.
    pub(super) base: Option<Amount>,
    /// Declared for the fund; as for insurance when left out.
    pub(super) fund_base: Option<Amount>,
    pub(super) fund_rate: Option<Percent>,
    pub(super) supplementary_rate: Option<Percent>,
    pub(super) injury_rate: Option<Percent>,
    #[serde(default)]
    pub(super) without_insurance: bool,
    #[serde(default)]
    pub(super) without_fund: bool,
    pub(super) additional_room: Option<Amount>,
    /// Where a bonus counts within a ceiling of the year: ordinary wages that count in the whole year.
    pub(super) ordinary_of_year: Option<Amount>,
    /// Bonuses that counted earlier in the year.
    pub(super) additional_before: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaxForm {
    pub(super) special_additional: Option<Amount>,
    pub(super) other: Option<Amount>,
    /// Of the personal pension, what earlier months of the year deducted.
    pub(super) personal_pension_before: Option<Amount>,
    /// The base of the annuity; the declared base when left out.
    pub(super) annuity_base: Option<Amount>,
    #[serde(default)]
    pub(super) start: Start,
    /// For `first_job`: months of the year before it.
    #[serde(default)]
    pub(super) months_before: u8,
    /// Earlier months of the year at this employer that were like this one, wages of a whole month.
    #[serde(default)]
    pub(super) earlier_months_alike: u8,
    #[serde(default)]
    pub(super) bonus_apart_used: bool,
    /// The person chose to have the year's bonus taxed with the wages.
    #[serde(default)]
    pub(super) bonus_merged: bool,
    pub(super) local_annual_average: Option<Amount>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Start {
    #[default]
    Ordinary,
    FirstJob,
    WholeYearAtOnce,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CarriedForm {
    pub(super) code: String,
    pub(super) amount: Amount,
    #[serde(default)]
    pub(super) rank: u8,
}

/// An amount in major units, read from its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount(pub(super) Money);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Money::parse_major(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("`{text}` is not an amount")))
    }
}

/// A rate, `7%` or `0.07`, read from its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Percent(pub(super) Rate);

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (number, per) = match text.trim().strip_suffix('%') {
            Some(number) => (number.trim(), 100),
            None => (text.trim(), 1),
        };
        let rate = number.parse::<Fixed>().ok().and_then(|number| number.checked_div(Fixed::whole(per)));
        let rate = rate.and_then(|rate| rate.to_rate(Rounding::HalfUp));
        rate.map(Self).ok_or_else(|| D::Error::custom(format!("`{text}` is not a rate")))
    }
}
