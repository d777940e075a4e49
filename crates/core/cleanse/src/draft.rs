//! A row in the product's own terms.

use chrono::NaiveDate;
use heng_identifiers::{BankCard, IdDocument, Mobile, Sex};
use heng_kernel::{Money, Rate};
use serde::{Deserialize, Serialize};

use crate::known::UnitPath;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EmploymentStatus {
    /// 在职.
    Active,
    /// 试用.
    Probation,
    /// 离职.
    Left,
}

/// On what footing somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmploymentKind {
    /// 劳动合同.
    Regular,
    /// 实习.
    Intern,
    /// 劳务, 顾问.
    Contractor,
    /// 退休返聘.
    Retiree,
    /// 劳务派遣 (Labour Contract Law, article 58).
    Dispatched,
}

/// Kinds of labour contract (Labour Contract Law, article 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    /// 固定期限.
    FixedTerm,
    /// 无固定期限.
    OpenEnded,
    /// 以完成一定工作任务为期限.
    ByTask,
    /// 劳务, 返聘, 实习 and others that are no labour contract.
    Service,
}

/// The contract cells of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractDraft {
    /// Kind, when understood.
    pub kind: Option<ContractKind>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

/// What a row says, cell by cell, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The row's number beside the sheet.
    pub row: u32,
    /// Employee number, compacted, upper case.
    pub number: Option<String>,
    /// Name without stray spaces.
    pub name: Option<String>,
    /// Sex; the ID's when it tells.
    pub sex: Option<Sex>,
    /// Identity document.
    pub id: Option<IdDocument>,
    /// Date of birth; the ID's when it tells.
    pub birth: Option<NaiveDate>,
    /// Mobile number.
    pub mobile: Option<Mobile>,
    /// Names from the outermost unit inwards.
    pub unit: UnitPath,
    /// Job title.
    pub job: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Manager's number or name as written.
    pub manager: Option<String>,
    /// First day of work.
    pub hired: Option<NaiveDate>,
    /// Day of confirmation.
    pub confirmed: Option<NaiveDate>,
    /// Where the person stands; follows from the last day when the cell is empty.
    pub status: Option<EmploymentStatus>,
    /// Last day of work.
    pub last_day: Option<NaiveDate>,
    /// On what footing; `None` when the file does not say.
    pub employment_kind: Option<EmploymentKind>,
    /// Labour contract.
    pub contract: ContractDraft,
    /// Monthly base pay in fen.
    pub base_pay: Option<Money>,
    /// City of social insurance.
    pub insured_city: Option<String>,
    /// Housing fund rate.
    pub fund_rate: Option<Rate>,
    /// Bank card.
    pub bank_card: Option<BankCard>,
    /// Bank.
    pub bank: Option<String>,
    /// WeCom account.
    pub wecom_account: Option<String>,
    /// Remark.
    pub remark: Option<String>,
}

impl Draft {
    /// Whether the employment has ended.
    pub fn has_left(&self) -> bool {
        self.status == Some(EmploymentStatus::Left)
    }
}
