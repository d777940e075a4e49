//! The friendly form of one person's month.
//!
//! ```yaml
//! month: 2026-07                    # the month that is paid
//! country: cn                       # cn (default), sg, hk
//! place: shanghai                   # cn: a city of the packs
//! paid_on: 2026-07-31               # which day's tax rules; the month's last day when left out
//! wages:                            # of a whole month, each from a day on; or one amount
//!   - {from: 2026-03-02, amount: 18000}
//! employed:                         # stints; from the hire on, or the whole month, when left out
//!   - {from: 2026-03-02, to: 2026-12-31}
//! hired: 2026-03-02                 # the first day of `employed` when left out
//! first_ever: false                 # the first work ever: the fund begins with the second month
//! proration: actual_paid_days       # forward_21_75, reverse_21_75, calendar_days, actual_paid_days
//! contributions: {base: 18000, fund_base: 18000, fund_rate: 7%, employer_fund_rate: 7%, supplementary_rate: 5%, injury_rate: 0.4%,
//!       confirmed: [longterm_care], window: {closes_on: 20, leaving_month_from: 1},
//!       rules_day: 1,                                    # cn: the day of the month that decides a change of limits
//!       ordinary_of_year: 96000, additional_before: 0}   # sg: the year's ceiling for a bonus
//! residence: resident               # cn: resident (default), non_resident: each month is taxed alone
//! age: 30                           # sg; or birth: 1996-05-04
//! tax: {special_additional: 1500, other: 0, start: ordinary, months_before: 0, earlier_months_alike: 4,
//!       bonus_apart_used: false, bonus_merged: false, local_annual_average: 149208,
//!       months_of_deduction: 1, personal_pension_before: 0, health_insurance_before: 0, annuity_base: 18000, months_to_retirement: 30}
//! # in the place of earlier_months_alike:  year_to_date: {months: 6, income: 120000, special: 21000, withheld: 1095}
//! # in the place of special_additional:    special_claims: [{item: children_education, from: 2026-01-01, count: 2, share: 50%}]
//! # in the place of start:                 prior_year: {months: 12, income: 58000}  or  earned_before: false
//! sheet: {工作日加班: 600}          # figures of the month sheet, in minutes and times
//! inputs: {津贴: 500}               # one-off amounts, by the names of the structure
//! sick: {days: 5, on: 2026-07-06, service_years: 3, month: 1, agreed_base: 12000, company_factor: 80%, total_years: 10}
//! untaken_leave: {days: 4, average_wage: 22000, refused_in_writing: false}
//! protected: 2740                   # what protected deductions must leave; the place's minimum wage when left out
//! carried: [{code: loan, amount: 300, rank: 2}]
//! earlier:                          # months that were paid and are now known otherwise
//!   - paid: {wage: 18000, pension.employee: 1440}        # or, of a late notice: paid_by_rules_of: 2026-05-31
//!     now: {month: 2026-06, wages: […]}
//! other_employers:                  # of the group, that pay the same person this month
//!   - {name: 乙公司, month: {month: 2026-07, place: shanghai, wages: […]}}
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
#[derive(Clone, Debug, Deserialize)]
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
    /// The day of hire; the first day of `employed` when left out.
    pub(super) hired: Option<NaiveDate>,
    /// The first work ever: the fund begins with the second month.
    #[serde(default)]
    pub(super) first_ever: bool,
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
    pub(super) sick: Option<SickForm>,
    pub(super) protected: Option<Amount>,
    #[serde(default)]
    pub(super) carried: Vec<CarriedForm>,
    /// Earlier months that were paid and are now known otherwise.
    #[serde(default)]
    pub(super) earlier: Vec<EarlierForm>,
    /// Statutory annual leave that is paid because it was not taken.
    pub(super) untaken_leave: Option<UntakenLeaveForm>,
    /// Other employers of the group that pay the person in this month.
    #[serde(default)]
    pub(super) other_employers: Vec<OtherEmployerForm>,
    pub(super) structure: Option<PayStructure>,
}

impl Form {
    /// The day whose tax rules count, and whose year is the tax year.
    pub(super) fn paid_on(&self) -> NaiveDate {
        let last = self.month.days().and_then(|days| days.last_day());
        self.paid_on.or(last).unwrap_or_default()
    }
}

/// A month that was paid, and the month as it is known now.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EarlierForm {
    /// The lines of its slip, by code.
    pub(super) paid: Option<BTreeMap<String, Amount>>,
    /// In the place of the lines: the month was paid as it is known now, by the limits and rates of this day. A notice came late.
    pub(super) paid_by_rules_of: Option<NaiveDate>,
    /// Arrears of that month that later slips have posted, by the code of the line they correct.
    #[serde(default)]
    pub(super) posted: BTreeMap<String, Amount>,
    /// The whole month, in this same form.
    pub(super) now: Box<Form>,
}

/// Days of annual leave that were not taken.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UntakenLeaveForm {
    pub(super) days: Amount,
    /// Of a month, over the last twelve, overtime left out.
    pub(super) average_wage: Amount,
    #[serde(default)]
    pub(super) refused_in_writing: bool,
}

/// Another employer of the group, with its whole month in this same form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherEmployerForm {
    pub(super) name: String,
    pub(super) month: Box<Form>,
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

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WageForm {
    pub(super) from: NaiveDate,
    pub(super) amount: Amount,
}

/// A stint; both days inside.
#[derive(Clone, Debug, Deserialize)]
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

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContributionForm {
    /// Declared for insurance; the month's own wages when left out.
    pub(super) base: Option<Amount>,
    /// Declared for the fund; as for insurance when left out.
    pub(super) fund_base: Option<Amount>,
    /// Of the employee, and of the employer too unless the next one says otherwise.
    pub(super) fund_rate: Option<Percent>,
    pub(super) employer_fund_rate: Option<Percent>,
    pub(super) supplementary_rate: Option<Percent>,
    pub(super) employer_supplementary_rate: Option<Percent>,
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
    /// Local schemes that the company has confirmed it pays: `maternity`, `longterm_care`.
    #[serde(default)]
    pub(super) confirmed: Vec<String>,
    pub(super) window: Option<WindowForm>,
    /// The day of the month whose limits and rates count, where they change within it; the last one when left out.
    pub(super) rules_day: Option<u32>,
}

/// The company's monthly window for changes of insurance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WindowForm {
    /// Who is hired after this day of the month is paid for with the next month.
    pub(super) closes_on: Option<u32>,
    /// Who leaves on or after this day is paid for in that month; `null` pays whole months only.
    #[serde(default = "every_day")]
    pub(super) leaving_month_from: Option<u32>,
}

#[expect(clippy::unnecessary_wraps, reason = "the default of a field that may be null")]
const fn every_day() -> Option<u32> {
    Some(1)
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaxForm {
    pub(super) special_additional: Option<Amount>,
    pub(super) other: Option<Amount>,
    /// Of the personal pension, what earlier months of the year deducted.
    pub(super) personal_pension_before: Option<Amount>,
    /// Of health insurance, what another slip of the month deducted.
    pub(super) health_insurance_before: Option<Amount>,
    /// Months of the basic deduction that this slip brings: 0 for a second slip of the month. One when left out, none after leaving.
    pub(super) months_of_deduction: Option<u8>,
    /// Months to the statutory age, of an early or internal retirement.
    pub(super) months_to_retirement: Option<u32>,
    /// The base of the annuity; the declared base when left out.
    pub(super) annuity_base: Option<Amount>,
    /// How the year's basic deduction begins; else it follows from `prior_year` or `earned_before`.
    pub(super) start: Option<Start>,
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
    /// The year at this employer before this month.
    pub(super) year_to_date: Option<YearForm>,
    /// Special additional deductions as reported; they take the place of `special_additional`.
    #[serde(default)]
    pub(super) special_claims: Vec<ClaimForm>,
    /// The year before at this employer.
    pub(super) prior_year: Option<PriorForm>,
    /// Whether somebody hired this year had wages earlier in it.
    pub(super) earned_before: Option<bool>,
}

/// A tax year so far.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YearForm {
    pub(super) months: u8,
    pub(super) income: Amount,
    pub(super) exempt: Option<Amount>,
    pub(super) special: Option<Amount>,
    pub(super) special_additional: Option<Amount>,
    pub(super) other: Option<Amount>,
    pub(super) relief: Option<Amount>,
    pub(super) withheld: Option<Amount>,
}

/// A special additional deduction somebody has reported.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimForm {
    pub(super) item: String,
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
    pub(super) share: Option<Percent>,
    pub(super) count: Option<u8>,
}

/// Sick leave of the month.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SickForm {
    /// Working days.
    pub(super) days: Amount,
    /// A day of the sickness, whose rules count; the month's last day when left out.
    pub(super) on: Option<NaiveDate>,
    /// Service at this employer.
    pub(super) service_years: Amount,
    /// Which month of the sickness it is; the first when left out.
    pub(super) month: Option<u32>,
    /// The wage agreed for the post; by the place's rule from the month's wage when left out.
    pub(super) agreed_base: Option<Amount>,
    pub(super) company_factor: Option<Percent>,
    /// Full years of work in all, for the medical period.
    pub(super) total_years: Option<u32>,
}

/// What this employer declared for the year before.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PriorForm {
    pub(super) months: u32,
    pub(super) income: Amount,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Start {
    #[default]
    Ordinary,
    FirstJob,
    WholeYearAtOnce,
}

#[derive(Clone, Debug, Deserialize)]
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
