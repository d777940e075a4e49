//! The lines of a slip, and how each acts on pay and on tax.

use heng_kernel::Money;
use serde::{Deserialize, Serialize};

use crate::amount::{TooLarge, minus, plus};

/// Which column of the slip a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// 应发: adds to net pay.
    Earning,
    /// 扣款: takes from net pay. A negative one gives back.
    Deduction,
    /// 单位成本: paid by the employer beside the pay.
    EmployerCost,
    /// 信息: shown, counted nowhere.
    Information,
}

impl LineKind {
    /// Stable code: `earning`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Earning => "earning",
            Self::Deduction => "deduction",
            Self::EmployerCost => "employer_cost",
            Self::Information => "information",
        }
    }
}

/// What a line is to income tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxEffect {
    /// Nothing: a refunded expense, a loan paid back, every line of the employer.
    #[default]
    None,
    /// Wage income; a deduction of this effect (absence) lessens it.
    Income,
    /// Wage income that is exempt by law (免税收入).
    ExemptIncome,
    /// Own insurance and housing fund (专项扣除).
    SpecialDeduction,
    /// Donations and whatever else the law lets be deducted without a limit of its own (依法确定的其他扣除).
    OtherDeduction,
    /// The personal pension (个人养老金), deducted up to its limit of the year.
    PersonalPension,
    /// Tax-favoured health insurance (商业健康保险), deducted up to its limit of the month.
    HealthInsurance,
    /// The employee's own part of an enterprise annuity (企业年金), deducted up to its share of the base.
    Annuity,
    /// The one-off annual bonus, taxed apart from wages (全年一次性奖金).
    BonusApart,
    /// Compensation for the end of the labour relation, taxed alone above its exemption (一次性补偿).
    SeveranceApart,
    /// A lump sum for early retirement, taxed alone over the years to the statutory age (提前退休一次性补贴).
    EarlyRetirementApart,
    /// A lump sum for internal retirement, taxed with the month's wage (内部退养一次性收入).
    InternalRetirement,
}

impl TaxEffect {
    /// Stable code: `special_deduction`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Income => "income",
            Self::ExemptIncome => "exempt_income",
            Self::SpecialDeduction => "special_deduction",
            Self::OtherDeduction => "other_deduction",
            Self::PersonalPension => "personal_pension",
            Self::HealthInsurance => "health_insurance",
            Self::Annuity => "annuity",
            Self::BonusApart => "bonus_apart",
            Self::SeveranceApart => "severance_apart",
            Self::EarlyRetirementApart => "early_retirement_apart",
            Self::InternalRetirement => "internal_retirement",
        }
    }

    /// What a late difference of a line of this effect is to the tax of the month that pays it. What is taxed apart was taxed
    /// as a whole, so the difference of that tax is a line of its own and nothing is taxed again.
    pub(super) const fn of_arrear(self) -> Self {
        match self {
            Self::BonusApart
            | Self::SeveranceApart
            | Self::EarlyRetirementApart
            | Self::InternalRetirement => Self::None,
            other => other,
        }
    }
}

/// What a line stands for, by its place in the engine and in the facts of the person. [`super::Engine::code`] gives its lasting name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKey {
    /// The item of this number of the structure.
    Item(u16),
    /// The employee's part of the scheme of this number of the plan.
    Employee(u8),
    /// The employer's part of it.
    Employer(u8),
    /// Tax withheld from wages.
    WageTax,
    /// Tax on a bonus taxed apart.
    BonusTax,
    /// Tax on a compensation for leaving.
    SeveranceTax,
    /// Tax on a lump sum for early retirement.
    EarlyRetirementTax,
    /// Tax on a lump sum for internal retirement.
    InternalRetirementTax,
    /// A late difference of an earlier month: the arrear of this number of the facts.
    Arrear(u16),
    /// What an earlier slip could not recover: the carried sum of this number of the facts.
    Recovery(u16),
    /// What contributions and tax exceed the pay by; the employer pays it and recovers it later. Always negative.
    Advance,
}

/// One line. Amounts are signed; most are positive in their column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub key: LineKey,
    /// Its column.
    pub kind: LineKind,
    /// What it is to tax.
    pub effect: TaxEffect,
    /// How much.
    pub amount: Money,
}

/// The sums at the foot of a slip. They are the sums of its lines and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// All earnings (应发合计).
    pub earnings: Money,
    /// All deductions (扣款合计).
    pub deductions: Money,
    /// Earnings less deductions (实发).
    pub net: Money,
    /// What the employer pays beside the pay (单位缴纳合计).
    pub employer: Money,
    /// What the month costs the employer: earnings less the wage not earned (absence), and what is paid beside it. Loans paid back
    /// and damages are no wage cost.
    pub employer_cost: Money,
}

impl Totals {
    /// Adds a line to its column.
    pub(super) fn add(&mut self, kind: LineKind, effect: TaxEffect, amount: Money) -> Result<(), TooLarge> {
        match kind {
            LineKind::Earning => {
                self.earnings = plus(self.earnings, amount)?;
                self.net = plus(self.net, amount)?;
                self.employer_cost = plus(self.employer_cost, amount)?;
            }
            LineKind::Deduction => {
                self.deductions = plus(self.deductions, amount)?;
                self.net = minus(self.net, amount)?;
                if effect == TaxEffect::Income {
                    self.employer_cost = minus(self.employer_cost, amount)?;
                }
            }
            LineKind::EmployerCost => {
                self.employer = plus(self.employer, amount)?;
                self.employer_cost = plus(self.employer_cost, amount)?;
            }
            LineKind::Information => {}
        }
        Ok(())
    }
}
