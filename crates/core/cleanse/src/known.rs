//! What is already there, as plain values.

use chrono::NaiveDate;
use heng_identifiers::Sex;
use heng_kernel::{EmploymentId, Money, PersonId, Rate};

use crate::draft::ContractDraft;

/// Names from the outermost unit inwards.
pub type UnitPath = Vec<String>;

/// An employment in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExistingEmployment {
    /// Its id.
    pub employment: EmploymentId,
    /// Whose.
    pub person: PersonId,
    /// Employee number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Comparison key of the identity document, made by the same function that is handed to [`crate::check()`].
    pub id_key: Option<String>,
    /// Mobile number in its normal form.
    pub mobile: Option<String>,
    /// Unit path today.
    pub unit: UnitPath,
    /// Job title today.
    pub job: Option<String>,
    /// Grade today.
    pub grade: Option<String>,
    /// Number of the manager today.
    pub manager_number: Option<String>,
    /// First day.
    pub hired: NaiveDate,
    /// Day of confirmation.
    pub confirmed: Option<NaiveDate>,
    /// Last day, also a planned one.
    pub last_day: Option<NaiveDate>,
    /// Contract in force.
    pub contract: ContractDraft,
    /// Base pay in force.
    pub base_pay: Option<Money>,
    /// City of social insurance.
    pub insured_city: Option<String>,
    /// Housing fund rate.
    pub fund_rate: Option<Rate>,
    /// Bank card in its normal form.
    pub bank_card: Option<String>,
    /// WeCom account linked with the person.
    pub wecom_account: Option<String>,
}

/// The company as it stands before the import.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Paths of all units in force.
    pub units: &'a [UnitPath],
    /// Employments of the company, ended ones too.
    pub employments: &'a [ExistingEmployment],
}
