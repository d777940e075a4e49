//! A slip in the making: lines, their sums, and what they are to tax.

use heng_kernel::{Finding, Money};

use super::line::{Line, LineKey, LineKind, TaxEffect, Totals};
use crate::amount::{TooLarge, minus, plus};

/// What the lines amount to for tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TaxSums {
    /// Wage income, exempt income included.
    pub(super) income: Money,
    /// Exempt income within it.
    pub(super) exempt: Money,
    /// Own insurance and fund.
    pub(super) special: Money,
    /// Other lawful deductions.
    pub(super) other: Money,
    /// Deductions with a limit of their own, as they were paid.
    pub(super) limited: LimitedSums,
    /// The bonus that asks to be taxed apart.
    pub(super) bonus: Money,
    /// Compensation for leaving.
    pub(super) severance: Money,
    /// A lump sum for early retirement.
    pub(super) early_retirement: Money,
    /// A lump sum for internal retirement.
    pub(super) internal_retirement: Money,
}

/// Deductions with a limit of their own, as they were paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LimitedSums {
    pub(super) personal_pension: Money,
    pub(super) health_insurance: Money,
    pub(super) annuity: Money,
}

#[derive(Debug)]
pub(super) struct Draft {
    pub(super) lines: Vec<Line>,
    pub(super) totals: Totals,
    pub(super) sums: TaxSums,
    pub(super) findings: Vec<Finding>,
}

impl Draft {
    pub(super) fn new(lines: usize) -> Self {
        Self {
            lines: Vec::with_capacity(lines),
            totals: Totals::default(),
            sums: TaxSums::default(),
            findings: Vec::new(),
        }
    }

    /// Adds a line, unless it is of nothing.
    pub(super) fn add(
        &mut self,
        key: LineKey,
        kind: LineKind,
        effect: TaxEffect,
        amount: Money,
    ) -> Result<(), TooLarge> {
        if amount == Money::ZERO {
            return Ok(());
        }
        self.totals.add(kind, effect, amount)?;
        self.sums.add(kind, effect, amount)?;
        self.lines.push(Line { key, kind, effect, amount });
        Ok(())
    }
}

impl TaxSums {
    fn add(&mut self, kind: LineKind, effect: TaxEffect, amount: Money) -> Result<(), TooLarge> {
        // Income comes as an earning and goes as a deduction; a deduction for tax comes as a deduction and goes as an earning.
        let (as_income, as_deduction) = match kind {
            LineKind::Earning => (amount, minus(Money::ZERO, amount)?),
            LineKind::Deduction => (minus(Money::ZERO, amount)?, amount),
            LineKind::EmployerCost | LineKind::Information => return Ok(()),
        };
        match effect {
            TaxEffect::None => {}
            TaxEffect::Income => self.income = plus(self.income, as_income)?,
            TaxEffect::ExemptIncome => {
                self.income = plus(self.income, as_income)?;
                self.exempt = plus(self.exempt, as_income)?;
            }
            TaxEffect::SpecialDeduction => self.special = plus(self.special, as_deduction)?,
            TaxEffect::OtherDeduction => self.other = plus(self.other, as_deduction)?,
            TaxEffect::PersonalPension => {
                self.limited.personal_pension = plus(self.limited.personal_pension, as_deduction)?;
            }
            TaxEffect::HealthInsurance => {
                self.limited.health_insurance = plus(self.limited.health_insurance, as_deduction)?;
            }
            TaxEffect::Annuity => self.limited.annuity = plus(self.limited.annuity, as_deduction)?,
            TaxEffect::BonusApart => self.bonus = plus(self.bonus, as_income)?,
            TaxEffect::SeveranceApart => self.severance = plus(self.severance, as_income)?,
            TaxEffect::EarlyRetirementApart => {
                self.early_retirement = plus(self.early_retirement, as_income)?;
            }
            TaxEffect::InternalRetirement => {
                self.internal_retirement = plus(self.internal_retirement, as_income)?;
            }
        }
        Ok(())
    }
}
