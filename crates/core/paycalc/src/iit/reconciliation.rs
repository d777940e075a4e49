//! A preview of the annual reconciliation (汇算清缴): the tax on the year's comprehensive income against what was withheld.
//!
//! 个人所得税法 arts. 6, 11; 财政部 税务总局公告2023年第32号 for the exemption from payment.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{
    BasicDeduction, Dated, IncomeTax, LabourIncome, MoneyRounding, ReconciliationExemption, TaxTable,
};

use crate::{
    amount::{TooLarge, minus, not_negative, to_minor, total, wide},
    bracket::{self, Taxed},
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// The rule of a tax year.
#[derive(Clone, Copy, Debug)]
pub struct ReconciliationRule<'a> {
    /// The annual table.
    pub table: &'a Dated<TaxTable>,
    /// Deducted in a year.
    pub basic: &'a Dated<BasicDeduction>,
    /// Which share of labour, author's and royalty income counts.
    pub income: &'a Dated<LabourIncome>,
    /// When nothing need be paid, if that policy is in force.
    pub exemption: Option<&'a Dated<ReconciliationExemption>>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// A year's figures of one person, over all payers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearFigures {
    /// Wages, exempt income left out, bonuses taxed apart left out.
    pub wages: Money,
    /// Labour income, gross.
    pub labour: Money,
    /// Author's income, gross.
    pub author: Money,
    /// Royalties, gross.
    pub royalty: Money,
    /// Own insurance and housing fund.
    pub special: Money,
    /// Special additional deductions of the months.
    pub special_additional: Money,
    /// Own part of serious illness that may be deducted: here only.
    pub serious_illness: Money,
    /// Other lawful deductions, donations included.
    pub other: Money,
    /// Tax withheld in the year.
    pub withheld: Money,
    /// A payer did not withhold as the law asks: then small amounts are not exempt.
    pub not_withheld_as_due: bool,
}

/// What reconciling would come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// The year's income amount.
    pub income_amount: Money,
    /// All deductions.
    pub deductions: Money,
    /// Taxable income.
    pub taxable: Money,
    /// Step, rate, quick deduction and tax.
    pub taxed: Taxed,
    /// To be refunded.
    pub refund: Money,
    /// To be paid.
    pub due: Money,
    /// What is due need not be paid.
    pub exempt_from_payment: bool,
}

impl<'a> ReconciliationRule<'a> {
    /// The rule for the tax year that `on` lies in.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            table: in_force(&tax.annual_table, "iit.annual_table", on)?,
            basic: in_force(&tax.basic_deduction, "iit.basic_deduction", on)?,
            income: in_force(&tax.labour_income, "iit.labour_income", on)?,
            exemption: tax.reconciliation_exemption.as_of(on),
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// What reconciling a year would come to.
    pub fn reconcile(&self, year: &YearFigures) -> Result<Reconciled, TooLarge> {
        let rule = &self.income.value;
        let income_amount = income_amount(rule, year)?;
        let deductions = total([
            self.basic.value.annual,
            year.special,
            year.special_additional,
            year.serious_illness,
            year.other,
        ])?;
        let taxable = not_negative(minus(income_amount, deductions)?);
        let taxed = bracket::tax(&self.table.value, taxable, self.rounding)?;
        let owed = minus(taxed.tax, year.withheld)?;
        let due = not_negative(owed);
        let gross = total([year.wages, year.labour, year.author, year.royalty])?;
        let small = self
            .exemption
            .is_some_and(|exemption| gross <= exemption.value.income_max || due <= exemption.value.owed_max);
        Ok(Reconciled {
            income_amount,
            deductions,
            taxable,
            taxed,
            refund: not_negative(minus(year.withheld, taxed.tax)?),
            due,
            exempt_from_payment: due > Money::ZERO && small && !year.not_withheld_as_due,
        })
    }
}

/// The year's income amount (收入额): wages in full, the others less a fifth, author's income at its factor of that. Rounded once.
fn income_amount(rule: &LabourIncome, year: &YearFigures) -> Result<Money, TooLarge> {
    let one = i128::from(Rate::ONE.ppm());
    let kept = one - i128::from(rule.expense_rate.ppm());
    let full = wide(year.wages) * one * one;
    let less_expense = (wide(year.labour) + wide(year.royalty)) * kept * one;
    let author = wide(year.author) * kept * i128::from(rule.author_factor.ppm());
    to_minor(full + less_expense + author, one * one)
}

impl Reconciled {
    /// What the person should be told.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.refund > Money::ZERO {
            findings.push(
                Finding::new("iit.reconciliation.refund", Severity::Info, "reconciliation")
                    .with("amount", self.refund.to_string()),
            );
        }
        if self.due > Money::ZERO {
            let code = if self.exempt_from_payment {
                "iit.reconciliation.due_but_exempt"
            } else {
                "iit.reconciliation.due"
            };
            findings.push(
                Finding::new(code, Severity::Info, "reconciliation").with("amount", self.due.to_string()),
            );
        }
        findings
    }

    /// The trace of the outcome: positive is to be paid.
    pub fn explain(&self, rule: &ReconciliationRule<'_>, year: &YearFigures) -> Explanation {
        let owed = Money::from_minor(self.due.minor() - self.refund.minor());
        Trace::money("iit.reconciliation.owed", owed, rule.table)
            .amount('+', "iit.reconciliation.income_amount", self.income_amount)
            .read_from(rule.income)
            .amount('-', "iit.wage.basic", rule.basic.value.annual)
            .read_from(rule.basic)
            .amount_if_any('-', "iit.wage.special", year.special)
            .amount_if_any('-', "iit.wage.special_additional", year.special_additional)
            .amount_if_any('-', "iit.reconciliation.serious_illness", year.serious_illness)
            .amount_if_any('-', "iit.wage.other", year.other)
            .amount('=', "iit.wage.taxable", self.taxable)
            .rate('×', "iit.rate", self.taxed.rate)
            .amount_if_any('-', "iit.quick", self.taxed.quick)
            .amount('-', "iit.reconciliation.withheld", year.withheld)
            .done()
    }
}
