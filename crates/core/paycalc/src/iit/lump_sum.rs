//! Lump sums taxed apart from the year's income (财税〔2018〕164号 item 5): compensation for the end of the relation, early retirement, internal
//! retirement.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{
    AverageWage, Dated, EarlyRetirement, IncomeTax, InternalRetirement, InternalRetirementReading,
    MoneyRounding, SeveranceExemption, TaxBracket, TaxTable,
};

use crate::{
    amount::{TooLarge, minus, not_negative, plus, quotient, times, wide},
    bracket::{self, Taxed},
    labour::{proration::hundredths, service::Years},
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// Compensation for the end of the labour relation: exempt up to three local annual averages, the rest alone on the annual table.
#[derive(Clone, Copy, Debug)]
pub struct SeveranceTaxRule<'a> {
    /// The exemption.
    pub exemption: &'a Dated<SeveranceExemption>,
    /// The annual table.
    pub table: &'a Dated<TaxTable>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// The tax on a compensation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeveranceTax {
    /// All that is paid for the end of the relation: compensation, living and other subsidies.
    pub amount: Money,
    /// The annual average wage of the employer's place in the previous year.
    pub annual_average: Money,
    /// What is exempt.
    pub exempt: Money,
    /// What is taxed.
    pub taxable: Money,
    /// Step, rate, quick deduction and tax.
    pub taxed: Taxed,
}

impl<'a> SeveranceTaxRule<'a> {
    /// The rule in force on a day.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            exemption: in_force(&tax.severance, "iit.severance", on)?,
            table: in_force(&tax.annual_table, "iit.annual_table", on)?,
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// The tax on a compensation.
    pub fn tax(&self, amount: Money, annual_average: Money) -> Result<SeveranceTax, TooLarge> {
        let limit = times(annual_average, i64::from(self.exemption.value.annual_averages))?;
        let exempt = amount.min(limit);
        let taxable = minus(amount, exempt)?;
        let taxed = bracket::tax(&self.table.value, taxable, self.rounding)?;
        Ok(SeveranceTax { amount, annual_average, exempt, taxable, taxed })
    }
}

impl SeveranceTax {
    /// The trace of the tax; `average` is the row the local average was read from, where it was.
    pub fn explain(&self, rule: &SeveranceTaxRule<'_>, average: Option<&Dated<AverageWage>>) -> Explanation {
        let trace = Trace::money("iit.severance.tax", self.taxed.tax, rule.exemption).amount(
            '+',
            "iit.severance.annual_average",
            self.annual_average,
        );
        let trace = match average {
            Some(row) => trace.read_from(row),
            None => trace,
        };
        trace
            .term('×', "iit.severance.averages", rule.exemption.value.annual_averages, "times")
            .amount('=', "iit.severance.exempt", self.exempt)
            .amount('+', "iit.severance.amount", self.amount)
            .amount('-', "iit.severance.exempt", self.exempt)
            .amount('=', "iit.severance.taxable", self.taxable)
            .rate('×', "iit.rate", self.taxed.rate)
            .read_from(rule.table)
            .amount_if_any('-', "iit.quick", self.taxed.quick)
            .done()
    }
}

/// Early retirement (提前退休): ((amount ÷ years) − 60,000) on the annual table, × years.
#[derive(Clone, Copy, Debug)]
pub struct EarlyRetirementRule<'a> {
    /// Deducted for each year.
    pub rule: &'a Dated<EarlyRetirement>,
    /// The annual table.
    pub table: &'a Dated<TaxTable>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// The tax on a lump sum for early retirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlyRetirementTax {
    /// The lump sum.
    pub amount: Money,
    /// Time from the formalities to the statutory age.
    pub years: Years,
    /// 60,000 × years, to the fen, for reading.
    pub deducted: Money,
    /// Amount less that, to the fen, for reading; not below nothing.
    pub taxable: Money,
    /// The step of a year's share.
    pub step: Option<TaxBracket>,
    /// The tax.
    pub tax: Money,
}

impl<'a> EarlyRetirementRule<'a> {
    /// The rule in force on a day.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            rule: in_force(&tax.early_retirement, "iit.early_retirement", on)?,
            table: in_force(&tax.annual_table, "iit.annual_table", on)?,
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// The tax on a lump sum. In one division: (amount − deduction × years) × rate − quick × years, rounded once. No time left to the
    /// statutory age: there is nothing to spread over, and no tax by this rule.
    pub fn tax(&self, amount: Money, years: Years) -> Result<EarlyRetirementTax, TooLarge> {
        let (parts, unit) = (i128::from(years.parts()), i128::from(Years::PARTS));
        let deduction = wide(self.rule.value.annual_deduction) * parts;
        let deducted = quotient(deduction.max(0), unit, self.rounding)?;
        let nothing = EarlyRetirementTax {
            amount,
            years,
            deducted,
            taxable: Money::ZERO,
            step: None,
            tax: Money::ZERO,
        };
        if parts <= 0 {
            return Ok(nothing);
        }
        let scaled = wide(amount) * unit - deduction;
        if scaled <= 0 {
            return Ok(nothing);
        }
        let fits = |step: &&TaxBracket| step.upper.is_none_or(|upper| scaled <= wide(upper) * parts);
        let Some(step) = self.table.value.brackets().iter().find(fits) else { return Ok(nothing) };
        let one = i128::from(Rate::ONE.ppm());
        let rated = scaled.checked_mul(i128::from(step.rate.ppm())).ok_or(TooLarge)?;
        let quick = wide(step.quick).checked_mul(parts * one).ok_or(TooLarge)?;
        Ok(EarlyRetirementTax {
            taxable: quotient(scaled, unit, self.rounding)?,
            step: Some(*step),
            tax: not_negative(quotient(rated - quick, unit * one, self.rounding)?),
            ..nothing
        })
    }
}

impl EarlyRetirementTax {
    /// The trace of the tax.
    pub fn explain(&self, rule: &EarlyRetirementRule<'_>) -> Explanation {
        // Parts of a year are hundredths of a month.
        let months = hundredths(self.years.parts());
        let of_year = |trace: Trace| {
            trace.term('×', "iit.early_retirement.months", &months, "month").term(
                '÷',
                "iit.months_of_year",
                12,
                "month",
            )
        };
        let trace = Trace::money("iit.early_retirement.tax", self.tax, rule.rule);
        let deduction = rule.rule.value.annual_deduction;
        let trace = of_year(trace.amount('+', "iit.early_retirement.annual_deduction", deduction))
            .amount('=', "iit.early_retirement.deducted", self.deducted)
            .amount('+', "iit.early_retirement.amount", self.amount)
            .amount('-', "iit.early_retirement.deducted", self.deducted)
            .amount('=', "iit.early_retirement.taxable", self.taxable);
        let Some(step) = self.step else {
            return trace.rate('×', "iit.rate", Rate::default()).done();
        };
        let trace = trace.rate('×', "iit.rate", step.rate).read_from(rule.table);
        if step.quick == Money::ZERO {
            return trace.done();
        }
        of_year(trace.amount('-', "iit.quick_each_year", step.quick)).done()
    }
}

/// Internal retirement (内部退养): amount ÷ months to the statutory age + wage − 5,000 picks the step of the monthly table; the base is
/// wage + amount − 5,000. How the wage's own tax comes off is read differently; the row says which reading it is.
#[derive(Clone, Copy, Debug)]
pub struct InternalRetirementRule<'a> {
    /// Deduction and reading.
    pub rule: &'a Dated<InternalRetirement>,
    /// The monthly table.
    pub table: &'a Dated<TaxTable>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// The tax of the month in which a lump sum for internal retirement is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InternalRetirementTax {
    /// The lump sum.
    pub amount: Money,
    /// The wage of the month.
    pub wage: Money,
    /// Months to the statutory age.
    pub months: u32,
    /// Amount ÷ months + wage − deduction, to the fen, for reading; not below nothing.
    pub share: Money,
    /// Wage + amount − deduction.
    pub taxable: Money,
    /// The step of a month's share.
    pub step: Option<TaxBracket>,
    /// Tax of the wage alone, where the reading takes it off.
    pub wage_tax: Money,
    /// The tax.
    pub tax: Money,
}

impl<'a> InternalRetirementRule<'a> {
    /// The rule in force on a day.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            rule: in_force(&tax.internal_retirement, "iit.internal_retirement", on)?,
            table: in_force(&tax.monthly_table, "iit.monthly_table", on)?,
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// Whether the tax is that of the whole month, the wage's own included.
    pub fn is_whole_month(&self) -> bool {
        self.rule.value.reading == InternalRetirementReading::WholeMonth
    }

    /// The tax of the month.
    pub fn tax(&self, amount: Money, wage: Money, months: u32) -> Result<InternalRetirementTax, TooLarge> {
        let deduction = self.rule.value.monthly_deduction;
        let taxable = not_negative(minus(plus(wage, amount)?, deduction)?);
        let months = months.max(1);
        // amount ÷ months + wage − deduction, without rounding the share.
        let share = wide(amount) + (wide(wage) - wide(deduction)) * i128::from(months);
        let fits =
            |step: &&TaxBracket| step.upper.is_none_or(|upper| share <= wide(upper) * i128::from(months));
        let step = self.table.value.brackets().iter().find(fits).copied();
        let of_month = step.map_or(Ok(Money::ZERO), |step| bracket::tax_at(&step, taxable, self.rounding))?;
        let wage_tax = match self.rule.value.reading {
            InternalRetirementReading::WholeMonth => Money::ZERO,
            InternalRetirementReading::LessWageTax => {
                bracket::tax(&self.table.value, minus(wage, deduction)?, self.rounding)?.tax
            }
        };
        let tax = not_negative(minus(of_month, wage_tax)?);
        let share = not_negative(quotient(share, i128::from(months), self.rounding)?);
        Ok(InternalRetirementTax { amount, wage, months, share, taxable, step, wage_tax, tax })
    }
}

impl InternalRetirementTax {
    /// The reading is contested: somebody confirms it with the tax client first.
    pub fn findings(&self) -> Vec<Finding> {
        vec![Finding::new("iit.internal_retirement.contested", Severity::Warning, "reading")]
    }

    /// The trace of the tax that is taken beside `wage_withheld`, what the month's wage has borne: the month's share picks the step,
    /// the whole is taxed by it.
    pub fn explain(&self, rule: &InternalRetirementRule<'_>, wage_withheld: Money) -> Explanation {
        let tax = not_negative(Money::from_minor(self.tax.minor().saturating_sub(wage_withheld.minor())));
        let (rate, quick) = self.step.map(|step| (step.rate, step.quick)).unwrap_or_default();
        let deduction = rule.rule.value.monthly_deduction;
        Trace::money("iit.internal_retirement.tax", tax, rule.rule)
            .amount('+', "iit.internal_retirement.amount", self.amount)
            .term('÷', "iit.internal_retirement.months", self.months, "month")
            .amount('+', "iit.internal_retirement.wage", self.wage)
            .amount('-', "iit.monthly_deduction", deduction)
            .amount('=', "iit.internal_retirement.share", self.share)
            .amount('+', "iit.internal_retirement.amount", self.amount)
            .amount('+', "iit.internal_retirement.wage", self.wage)
            .amount('-', "iit.monthly_deduction", deduction)
            .amount('=', "iit.internal_retirement.taxable", self.taxable)
            .rate('×', "iit.rate", rate)
            .read_from(rule.table)
            .amount_if_any('-', "iit.quick", quick)
            .amount_if_any('-', "iit.internal_retirement.wage_tax", self.wage_tax)
            .amount_if_any('-', "iit.internal_retirement.wage_withheld", wage_withheld)
            .done()
    }
}
