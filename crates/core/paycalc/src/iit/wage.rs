//! Wages of residents: cumulative withholding within one employer and one calendar year.
//!
//! 国家税务总局公告2018年第61号 arts. 6–8: what is withheld now is the tax on everything of the year so far, less what was withheld
//! before. A balance below nothing withholds nothing and stays inside the year; only the annual reconciliation refunds.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Money, Rate};
use heng_packs::{BasicDeduction, Dated, IncomeTax, MoneyRounding, TaxTable};

use super::StartOfYear;
use crate::{
    amount::{TooLarge, minus, not_negative, plus, times},
    bracket,
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// The law of a time: the table, the basic deduction (减除费用) and the rounding.
#[derive(Clone, Copy, Debug)]
pub struct WageRule<'a> {
    /// The cumulative withholding table, which is the annual table.
    pub table: &'a Dated<TaxTable>,
    /// The basic deduction.
    pub basic: &'a Dated<BasicDeduction>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// One person's year at one employer so far. Starts from [`YearToDate::default`] each January and at each change of employer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearToDate {
    /// Months of employment that brought a basic deduction.
    pub months: u8,
    /// Income (累计收入), exempt income included.
    pub income: Money,
    /// Exempt income within it (累计免税收入).
    pub exempt: Money,
    /// The employee's own insurance and housing fund (累计专项扣除).
    pub special: Money,
    /// Special additional deductions (累计专项附加扣除).
    pub special_additional: Money,
    /// Other lawful deductions: annuity, personal pension, health insurance, donations (累计依法确定的其他扣除).
    pub other: Money,
    /// The personal pension within them, which has a limit of the year.
    pub personal_pension: Money,
    /// Tax reductions and exemptions (累计减免税额).
    pub relief: Money,
    /// Tax withheld (累计已预扣预缴税额).
    pub withheld: Money,
}

/// What one payment adds to the year. Corrections of earlier months are further payments with signed amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthWage {
    /// Months of basic deduction this payment brings: 1 for a month of employment, 0 for a second payment in the same month or
    /// one made after the month of leaving.
    pub months: u8,
    /// Income of the month, exempt income included.
    pub income: Money,
    /// Exempt income within it.
    pub exempt: Money,
    /// The employee's own insurance and housing fund, as far as they are deductible.
    pub special: Money,
    /// Special additional deductions reported, those made up for earlier months of the year included.
    pub special_additional: Money,
    /// Other lawful deductions.
    pub other: Money,
    /// Tax reductions and exemptions.
    pub relief: Money,
}

/// The outcome of one payment, with every figure on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withholding {
    /// The year after this payment, what is withheld now included.
    pub year: YearToDate,
    /// The basic deduction of the year so far.
    pub basic: Money,
    /// Income less all deductions; below nothing when deductions are left over.
    pub balance: Money,
    /// The taxable income of the year so far (累计预扣预缴应纳税所得额): the balance, or nothing.
    pub taxable: Money,
    /// The row of the table, from 1.
    pub band: u8,
    /// Its rate.
    pub rate: Rate,
    /// Its quick deduction.
    pub quick: Money,
    /// The tax of the year so far, after relief.
    pub tax: Money,
    /// What is withheld from this payment.
    pub withheld: Money,
    /// What was withheld before beyond the tax of the year so far. It stays inside the year.
    pub over_withheld: Money,
}

impl<'a> WageRule<'a> {
    /// The rule in force on a day.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            table: in_force(&tax.annual_table, "iit.annual_table", on)?,
            basic: in_force(&tax.basic_deduction, "iit.basic_deduction", on)?,
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// The withholding of one payment, after everything that came before it in the year at this employer.
    pub fn withhold(
        &self,
        start: StartOfYear,
        before: &YearToDate,
        month: &MonthWage,
    ) -> Result<Withholding, TooLarge> {
        let mut year = before.with(month)?;
        let basic = self.basic(start, year.months)?;
        let balance = year.balance(basic)?;
        let taxable = not_negative(balance);
        let taxed = bracket::tax(&self.table.value, taxable, self.rounding)?;
        let tax = not_negative(minus(taxed.tax, year.relief)?);
        let difference = minus(tax, before.withheld)?;
        let withheld = not_negative(difference);
        year.withheld = plus(before.withheld, withheld)?;
        Ok(Withholding {
            year,
            basic,
            balance,
            taxable,
            band: taxed.band,
            rate: taxed.rate,
            quick: taxed.quick,
            tax,
            withheld,
            over_withheld: not_negative(minus(Money::ZERO, difference)?),
        })
    }

    /// The basic deduction of the year so far.
    pub fn basic(&self, start: StartOfYear, months: u8) -> Result<Money, TooLarge> {
        match start {
            StartOfYear::Ordinary => times(self.basic.value.monthly, i64::from(months)),
            StartOfYear::FirstJob { months_before } => {
                times(self.basic.value.monthly, i64::from(months) + i64::from(months_before))
            }
            StartOfYear::WholeYearAtOnce => Ok(self.basic.value.annual),
        }
    }

    /// The year month by month, each with what is withheld after the ones before.
    pub fn replay<'m>(
        &self,
        start: StartOfYear,
        months: impl IntoIterator<Item = &'m MonthWage>,
    ) -> impl Iterator<Item = Result<Withholding, TooLarge>> {
        let rule = *self;
        let mut year = YearToDate::default();
        months.into_iter().map(move |month| {
            let outcome = rule.withhold(start, &year, month)?;
            year = outcome.year;
            Ok(outcome)
        })
    }
}

impl YearToDate {
    /// This year with one more payment; nothing is withheld from it yet.
    fn with(&self, month: &MonthWage) -> Result<Self, TooLarge> {
        Ok(Self {
            months: self.months.checked_add(month.months).ok_or(TooLarge)?,
            income: plus(self.income, month.income)?,
            exempt: plus(self.exempt, month.exempt)?,
            special: plus(self.special, month.special)?,
            special_additional: plus(self.special_additional, month.special_additional)?,
            other: plus(self.other, month.other)?,
            personal_pension: self.personal_pension,
            relief: plus(self.relief, month.relief)?,
            withheld: self.withheld,
        })
    }

    /// Income less exempt income, the basic deduction and all others.
    fn balance(&self, basic: Money) -> Result<Money, TooLarge> {
        [self.exempt, basic, self.special, self.special_additional, self.other]
            .into_iter()
            .try_fold(self.income, minus)
    }
}

impl Withholding {
    /// The trace of what is withheld now.
    pub fn explain(&self, rule: &WageRule<'_>) -> Explanation {
        let year = &self.year;
        let before = Money::from_minor(year.withheld.minor() - self.withheld.minor());
        Trace::money("iit.wage.withheld", self.withheld, rule.table)
            .amount('+', "iit.wage.income", year.income)
            .amount_if_any('-', "iit.wage.exempt", year.exempt)
            .amount('-', "iit.wage.basic", self.basic)
            .read_from(rule.basic)
            .amount_if_any('-', "iit.wage.special", year.special)
            .amount_if_any('-', "iit.wage.special_additional", year.special_additional)
            .amount_if_any('-', "iit.wage.other", year.other)
            .amount('=', "iit.wage.taxable", self.taxable)
            .rate('×', "iit.wage.rate", self.rate)
            .amount_if_any('-', "iit.wage.quick", self.quick)
            .amount_if_any('-', "iit.wage.relief", year.relief)
            .amount('=', "iit.wage.tax_of_year", self.tax)
            .amount('-', "iit.wage.withheld_before", before)
            .done()
    }
}
