//! What is known of one person for one month.

use chrono::NaiveDate;
use heng_formula::Value;
use heng_kernel::{Finding, Input, Money};
use heng_packs::{Dated, MinimumWages, RegionCode};
use serde::{Deserialize, Serialize};

use super::{arrears::Arrear, structure::Recovery};
use crate::{
    amount::{TooLarge, minus},
    contribution::Bases,
    iit::{StartOfYear, YearToDate},
};

/// One person's month. Plain figures: a batch of them is quick to build and to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonMonth {
    /// The structure's inputs, in its order. What is missing takes the input's default; without one it is missing, never nothing.
    pub values: Vec<Option<Value>>,
    /// Where inputs were read, for the trace.
    pub sources: Vec<InputSource>,
    /// What contributions are paid on.
    pub contributions: ContributionFacts,
    /// Where the tax year stands.
    pub tax: TaxFacts,
    /// What earlier slips could not recover.
    pub carried: Vec<Carried>,
    /// Late differences of earlier months.
    pub arrears: Vec<Arrear>,
    /// What protected deductions must leave, usually the minimum wage of the place.
    pub protected: Money,
    /// The minimum wage to test against, when the person was employed for the whole month.
    pub minimum_wage: Option<LeastWage>,
    /// Nobody will be paid after this slip: what it cannot take is told as still owed.
    pub settles: bool,
}

/// The minimum wage of a place, and what it is compared with (最低工资规定 arts. 3, 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeastWage {
    /// Of a full-time month.
    pub monthly: Money,
    /// The employee's own insurance and fund come on top: the wage less them must reach the minimum (Shanghai, Beijing). Most places
    /// count them as part of it.
    pub net_of_own_shares: bool,
}

impl LeastWage {
    /// Of a place on a day, by its rows; `None` where no minimum wage is in force.
    pub fn of(wages: &MinimumWages, place: RegionCode, on: NaiveDate) -> Option<Self> {
        let monthly = wages.as_of(place, on)?.value.monthly;
        let net_of_own_shares = wages.own_shares(place, on).is_some_and(|row| row.value.excluded);
        Some(Self { monthly, net_of_own_shares })
    }

    /// What somebody should know of the rows it stands on: those a person must confirm first.
    pub fn notes(wages: &MinimumWages, place: RegionCode, on: NaiveDate) -> Vec<Finding> {
        let monthly = wages.as_of(place, on).and_then(Dated::unconfirmed);
        let own_shares = wages.own_shares(place, on).and_then(Dated::unconfirmed);
        monthly.into_iter().chain(own_shares).collect()
    }

    /// What of a month's wage for normal hours is compared with it.
    pub(super) fn compared(&self, normal: Money, own_shares: Money) -> Result<Money, TooLarge> {
        if self.net_of_own_shares { minus(normal, own_shares) } else { Ok(normal) }
    }
}

/// Where an input was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputSource {
    /// Its place among the structure's inputs.
    pub input: usize,
    /// The fact: a pay record, a month sheet, a one-off entry.
    pub from: Input,
}

/// What contributions are paid on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContributionFacts {
    /// The declared bases; without them the month's own wages count (Singapore, Hong Kong, or a company that declares monthly).
    pub declared: Option<Bases>,
    /// Nothing is due for insurance this month (joined after the window, on unpaid leave without agreement).
    pub without_insurance: bool,
    /// Nothing is due for the fund this month.
    pub without_fund: bool,
    /// Where a scheme limits additional wages by the year: how much of them may still count, when it is known as such.
    pub additional_room: Option<Money>,
    /// Else the ordinary wages that count in the whole year, this month and those to come included. When neither is known, the year is
    /// taken to be twelve months like this one, and the slip says so.
    pub ordinary_of_year: Option<Money>,
    /// Additional wages that counted in earlier months of the year.
    pub additional_before: Money,
}

/// Where the tax year stands before this month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxFacts {
    /// How the basic deduction of the year began.
    pub start: StartOfYear,
    /// The year at this employer before this month. Empty in January and after a change of employer.
    pub before: YearToDate,
    /// Months of basic deduction this slip brings: 1, or 0 for a second slip of the month or one after leaving.
    pub months: u8,
    /// Special additional deductions of the month, late ones of the same year included.
    pub special_additional: Money,
    /// Other lawful deductions that are no item of the slip, within their limits.
    pub other: Money,
    /// Health insurance that another slip of the same month deducted.
    pub health_insurance_before: Money,
    /// The base of the annuity: the average month wage of the year before. Without it the declared base, or the month's wages.
    pub annuity_base: Option<Money>,
    /// Tax reductions.
    pub relief: Money,
    /// A bonus was already taxed apart this year, here or at another employer of the group.
    pub bonus_apart_used: bool,
    /// The local annual average wage of the year before, for the exemption of severance, in the place of the plan's.
    pub local_annual_average: Option<Money>,
    /// Months from the formalities of an early or internal retirement to the statutory age, over which its lump sum is spread.
    pub months_to_retirement: Option<u32>,
}

impl Default for TaxFacts {
    fn default() -> Self {
        Self {
            start: StartOfYear::Ordinary,
            before: YearToDate::default(),
            months: 1,
            special_additional: Money::ZERO,
            other: Money::ZERO,
            health_insurance_before: Money::ZERO,
            annuity_base: None,
            relief: Money::ZERO,
            bonus_apart_used: false,
            local_annual_average: None,
            months_to_retirement: None,
        }
    }
}

/// A sum an earlier slip wanted and could not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The line it stems from: `loan`, `advance`.
    pub code: String,
    /// How much is still owed.
    pub amount: Money,
    /// How it is taken.
    pub recovery: Recovery,
}
