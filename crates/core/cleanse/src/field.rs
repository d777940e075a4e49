//! What a column of a roster can mean.

use serde::{Deserialize, Serialize};

/// Meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 工号.
    Number,
    /// 姓名.
    Name,
    /// 性别.
    Sex,
    /// 证件类型.
    IdKind,
    /// 身份证号 or another document's number.
    IdNumber,
    /// 出生日期.
    Birth,
    /// 手机号.
    Mobile,
    /// 公司, the first step of the unit path when it stands in its own column.
    Company,
    /// 部门, a whole path or a single name.
    Unit,
    /// 一级部门, 大区.
    UnitLevel1,
    /// 二级部门, 门店.
    UnitLevel2,
    /// 三级部门, 班组.
    UnitLevel3,
    /// 四级部门.
    UnitLevel4,
    /// 五级部门.
    UnitLevel5,
    /// 岗位.
    Job,
    /// 职级.
    Grade,
    /// 直属上级: number or name.
    Manager,
    /// 入职日期.
    Hired,
    /// 转正日期.
    Confirmed,
    /// 用工形式: regular, intern, dispatched.
    EmploymentKind,
    /// 合同类型.
    ContractKind,
    /// 合同开始.
    ContractStart,
    /// 合同结束.
    ContractEnd,
    /// 基本工资, by the month.
    BasePay,
    /// 参保城市.
    InsuredCity,
    /// 公积金比例.
    FundRate,
    /// 银行卡号.
    BankCard,
    /// 开户行.
    Bank,
    /// 在职状态.
    Status,
    /// 离职日期: the last day.
    LastDay,
    /// 企业微信账号.
    WecomAccount,
    /// 备注.
    Remark,
}

impl Field {
    /// Every field in the order a template shows them.
    pub const ALL: [Self; 32] = [
        Self::Number,
        Self::Name,
        Self::Sex,
        Self::IdKind,
        Self::IdNumber,
        Self::Birth,
        Self::Mobile,
        Self::Company,
        Self::Unit,
        Self::UnitLevel1,
        Self::UnitLevel2,
        Self::UnitLevel3,
        Self::UnitLevel4,
        Self::UnitLevel5,
        Self::Job,
        Self::Grade,
        Self::Manager,
        Self::Hired,
        Self::Confirmed,
        Self::EmploymentKind,
        Self::ContractKind,
        Self::ContractStart,
        Self::ContractEnd,
        Self::BasePay,
        Self::InsuredCity,
        Self::FundRate,
        Self::BankCard,
        Self::Bank,
        Self::Status,
        Self::LastDay,
        Self::WecomAccount,
        Self::Remark,
    ];

    /// Stable code: `id_number`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Sex => "sex",
            Self::IdKind => "id_kind",
            Self::IdNumber => "id_number",
            Self::Birth => "birth",
            Self::Mobile => "mobile",
            Self::Company => "company",
            Self::Unit => "unit",
            Self::UnitLevel1 => "unit_level1",
            Self::UnitLevel2 => "unit_level2",
            Self::UnitLevel3 => "unit_level3",
            Self::UnitLevel4 => "unit_level4",
            Self::UnitLevel5 => "unit_level5",
            Self::Job => "job",
            Self::Grade => "grade",
            Self::Manager => "manager",
            Self::Hired => "hired",
            Self::Confirmed => "confirmed",
            Self::EmploymentKind => "employment_kind",
            Self::ContractKind => "contract_kind",
            Self::ContractStart => "contract_start",
            Self::ContractEnd => "contract_end",
            Self::BasePay => "base_pay",
            Self::InsuredCity => "insured_city",
            Self::FundRate => "fund_rate",
            Self::BankCard => "bank_card",
            Self::Bank => "bank",
            Self::Status => "status",
            Self::LastDay => "last_day",
            Self::WecomAccount => "wecom_account",
            Self::Remark => "remark",
        }
    }

    /// The columns that make up a unit path, outermost first.
    pub const UNIT_PATH: [Self; 7] = [
        Self::Company,
        Self::UnitLevel1,
        Self::UnitLevel2,
        Self::UnitLevel3,
        Self::UnitLevel4,
        Self::UnitLevel5,
        Self::Unit,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_json_form() {
        for field in Field::ALL {
            assert_eq!(serde_json::to_value(field).unwrap(), field.code());
        }
    }
}
