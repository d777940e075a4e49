//! Labour, author's and royalty income of residents: withholding (国家税务总局公告2018年第61号 art. 8; 2020年第13号 art. 2).

use chrono::NaiveDate;
use heng_kernel::{Explanation, Money, Rate};
use heng_packs::{Dated, IncomeTax, LabourIncome, MoneyRounding, StudentIntern, TaxTable};

use crate::{
    amount::{TooLarge, minus, not_negative, part, plus, share, times, to_minor, wide},
    bracket::{self, Taxed},
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// What the income is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncomeKind {
    /// Labour income (劳务报酬): all of one kind within a month together.
    Labour,
    /// Author's income (稿酬).
    Author,
    /// Royalties (特许权使用费).
    Royalty,
}

/// The rule of a time.
#[derive(Clone, Copy, Debug)]
pub struct LabourRule<'a> {
    /// Expenses and factors.
    pub income: &'a Dated<LabourIncome>,
    /// The table for labour income.
    pub table: &'a Dated<TaxTable>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// The withholding of one payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabourWithholding {
    /// The payment.
    pub gross: Money,
    /// The expense taken off: 800, or 20 % above 4,000.
    pub expense: Money,
    /// The income amount (收入额), after the author's factor.
    pub income_amount: Money,
    /// Rate, quick deduction and tax.
    pub taxed: Taxed,
}

impl<'a> LabourRule<'a> {
    /// The rule in force on a day.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            income: in_force(&tax.labour_income, "iit.labour_income", on)?,
            table: in_force(&tax.labour_table, "iit.labour_table", on)?,
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// What is withheld from a payment.
    pub fn withhold(&self, kind: IncomeKind, gross: Money) -> Result<LabourWithholding, TooLarge> {
        let rule = &self.income.value;
        let expense =
            if gross <= rule.flat_up_to { rule.flat_expense } else { part(gross, rule.expense_rate)? };
        let income_amount = income_amount(rule, kind, gross)?;
        let taxed = match kind {
            IncomeKind::Labour => bracket::tax(&self.table.value, income_amount, self.rounding)?,
            IncomeKind::Author | IncomeKind::Royalty => Taxed {
                band: 1,
                rate: rule.author_and_royalty_rate,
                quick: Money::ZERO,
                tax: share(income_amount, rule.author_and_royalty_rate, self.rounding)?,
            },
        };
        Ok(LabourWithholding { gross, expense, income_amount, taxed })
    }
}

/// What of a payment counts (收入额): the expense taken off, author's income at its factor. Both steps are one division, rounded once.
fn income_amount(rule: &LabourIncome, kind: IncomeKind, gross: Money) -> Result<Money, TooLarge> {
    let one = i128::from(Rate::ONE.ppm());
    let kept = if gross <= rule.flat_up_to {
        wide(not_negative(minus(gross, rule.flat_expense)?)) * one
    } else {
        wide(gross) * (one - i128::from(rule.expense_rate.ppm()))
    };
    let factor = if kind == IncomeKind::Author { rule.author_factor } else { Rate::ONE };
    to_minor(kept * i128::from(factor.ppm()), one * one)
}

impl LabourWithholding {
    /// The trace of what is withheld.
    pub fn explain(&self, rule: &LabourRule<'_>) -> Explanation {
        Trace::money("iit.labour.withheld", self.taxed.tax, rule.income)
            .amount('+', "iit.labour.gross", self.gross)
            .amount('-', "iit.labour.expense", self.expense)
            .amount('=', "iit.labour.income_amount", self.income_amount)
            .rate('×', "iit.rate", self.taxed.rate)
            .amount_if_any('-', "iit.quick", self.taxed.quick)
            .done()
    }
}

/// Labour income that is withheld cumulatively, like wages, because it goes on from month to month.
#[derive(Clone, Copy, Debug)]
pub struct ContinuousRule<'a> {
    /// The annual table.
    pub table: &'a Dated<TaxTable>,
    /// Deducted for each month.
    pub monthly_deduction: Money,
    /// Taken off the payment as expense before anything else: 20 % for commissions of insurance and securities agents. Students'
    /// internship pay counts in full here, since No. 13 refers to the cumulative method of No. 61 art. 6, which starts from income; who
    /// reads the bureau's explanation (累计收入额) as less 20 % sets that rate.
    pub expense_rate: Rate,
    /// Taken off what is left, as cost of winning customers (展业成本): 25 % for such agents.
    pub cost_rate: Rate,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// One person's continuous labour income of a year at one payer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContinuousYear {
    /// Months that brought a deduction.
    pub months: u8,
    /// Income amounts (累计收入额), cost taken off.
    pub income_amount: Money,
    /// Surtaxes and other lawful deductions.
    pub other: Money,
    /// Tax withheld.
    pub withheld: Money,
}

/// The outcome of a payment of continuous labour income.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContinuousWithholding {
    /// The year after it.
    pub year: ContinuousYear,
    /// Taxable income of the year so far.
    pub taxable: Money,
    /// Step, rate, quick deduction and tax of the year so far.
    pub taxed: Taxed,
    /// What is withheld now.
    pub withheld: Money,
}

impl<'a> ContinuousRule<'a> {
    /// Full-time students on internship (国家税务总局公告2020年第13号 art. 2).
    pub fn students(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        let rule: &Dated<StudentIntern> = in_force(&tax.student_intern, "iit.student_intern", on)?;
        Ok(Self {
            table: in_force(&tax.annual_table, "iit.annual_table", on)?,
            monthly_deduction: rule.value.monthly_deduction,
            expense_rate: Rate::default(),
            cost_rate: Rate::default(),
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// Insurance salespeople and securities brokers (财税〔2018〕164号 item 3).
    pub fn agents(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        let income = in_force(&tax.labour_income, "iit.labour_income", on)?;
        Ok(Self {
            table: in_force(&tax.annual_table, "iit.annual_table", on)?,
            monthly_deduction: in_force(&tax.basic_deduction, "iit.basic_deduction", on)?.value.monthly,
            expense_rate: income.value.expense_rate,
            cost_rate: in_force(&tax.commission_agents, "iit.commission_agents", on)?.value.cost_rate,
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// What is withheld from a payment that brings `months` of deduction, after those before.
    pub fn withhold(
        &self,
        before: &ContinuousYear,
        gross: Money,
        months: u8,
        other: Money,
    ) -> Result<ContinuousWithholding, TooLarge> {
        let after_expense = minus(gross, part(gross, self.expense_rate)?)?;
        let income_amount = minus(after_expense, part(after_expense, self.cost_rate)?)?;
        let mut year = ContinuousYear {
            months: before.months.checked_add(months).ok_or(TooLarge)?,
            income_amount: plus(before.income_amount, income_amount)?,
            other: plus(before.other, other)?,
            withheld: before.withheld,
        };
        let deduction = plus(times(self.monthly_deduction, i64::from(year.months))?, year.other)?;
        let taxable = not_negative(minus(year.income_amount, deduction)?);
        let taxed = bracket::tax(&self.table.value, taxable, self.rounding)?;
        let withheld = not_negative(minus(taxed.tax, before.withheld)?);
        year.withheld = plus(year.withheld, withheld)?;
        Ok(ContinuousWithholding { year, taxable, taxed, withheld })
    }
}

impl ContinuousWithholding {
    /// The trace of what is withheld now.
    pub fn explain(&self, rule: &ContinuousRule<'_>) -> Explanation {
        let before = Money::from_minor(self.year.withheld.minor() - self.withheld.minor());
        Trace::money("iit.continuous_labour.withheld", self.withheld, rule.table)
            .amount('+', "iit.labour.income_amount", self.year.income_amount)
            .term('-', "iit.months_of_deduction", self.year.months, "month")
            .amount('×', "iit.monthly_deduction", rule.monthly_deduction)
            .amount_if_any('-', "iit.wage.other", self.year.other)
            .amount('=', "iit.wage.taxable", self.taxable)
            .rate('×', "iit.rate", self.taxed.rate)
            .amount_if_any('-', "iit.quick", self.taxed.quick)
            .amount('-', "iit.wage.withheld_before", before)
            .done()
    }
}
