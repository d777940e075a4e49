//! Non-residents: each month alone on the monthly table, without insurance or special additional deductions (国家税务总局公告2018年第61号
//! arts. 9, 11; 财政部 税务总局公告2019年第35号 for a bonus over several months).

use chrono::NaiveDate;
use heng_kernel::{Explanation, Money, Rate};
use heng_packs::{Dated, IncomeTax, MoneyRounding, NonResident, TaxTable};

use crate::{
    amount::{TooLarge, minus, not_negative, part, times},
    bracket::{self, Taxed},
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// What the income is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NonResidentIncome {
    /// A month's wage: less 5,000.
    Wage,
    /// Labour income: 80 % of it counts.
    Labour,
    /// Author's income: 56 % of it counts.
    Author,
    /// Royalties: 80 % of them count.
    Royalty,
}

/// The rule of a time.
#[derive(Clone, Copy, Debug)]
pub struct NonResidentRule<'a> {
    /// Deductions and factors.
    pub rule: &'a Dated<NonResident>,
    /// The monthly table.
    pub table: &'a Dated<TaxTable>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// How what is taxed follows from a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A wage, less the month's deduction.
    Less(Money),
    /// Labour, author's income, royalties: a share of it.
    Share(Rate),
    /// A bonus, in full; so many parts of it pick the step.
    Parts(u32),
}

/// The tax on one payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonResidentTax {
    /// The payment.
    pub gross: Money,
    /// What of it counts.
    pub counted: Counted,
    /// What of it is taxed.
    pub taxable: Money,
    /// Step, rate, quick deduction and tax.
    pub taxed: Taxed,
}

impl<'a> NonResidentRule<'a> {
    /// The rule in force on a day.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            rule: in_force(&tax.non_resident, "iit.non_resident", on)?,
            table: in_force(&tax.monthly_table, "iit.monthly_table", on)?,
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// The tax on a payment.
    pub fn tax(&self, kind: NonResidentIncome, gross: Money) -> Result<NonResidentTax, TooLarge> {
        let rule = &self.rule.value;
        let counted = match kind {
            NonResidentIncome::Wage => Counted::Less(rule.monthly_deduction),
            NonResidentIncome::Labour | NonResidentIncome::Royalty => Counted::Share(rule.labour_factor),
            NonResidentIncome::Author => Counted::Share(rule.author_factor),
        };
        let taxable = match counted {
            Counted::Less(deduction) => not_negative(minus(gross, deduction)?),
            Counted::Share(share) => part(gross, share)?,
            Counted::Parts(_) => gross,
        };
        let taxed = bracket::tax(&self.table.value, taxable, self.rounding)?;
        Ok(NonResidentTax { gross, counted, taxable, taxed })
    }

    /// The tax on a bonus for several months, once a year: a sixth picks the step, the tax of the sixth counts six times; nothing is
    /// deducted.
    pub fn bonus(&self, gross: Money) -> Result<NonResidentTax, TooLarge> {
        let parts = self.rule.value.bonus_divisor;
        let mut taxed = bracket::tax_by_share(&self.table.value, gross, parts, self.rounding)?;
        // (bonus ÷ 6 × rate − quick) × 6 = bonus × rate − 6 × quick, rounded once.
        taxed.quick = times(taxed.quick, i64::from(parts))?;
        taxed.tax = not_negative(crate::amount::share_less(gross, taxed.rate, taxed.quick, self.rounding)?);
        Ok(NonResidentTax { gross, counted: Counted::Parts(parts), taxable: not_negative(gross), taxed })
    }
}

impl NonResidentTax {
    /// The trace of the tax.
    pub fn explain(&self, rule: &NonResidentRule<'_>) -> Explanation {
        let trace = Trace::money("iit.non_resident.tax", self.taxed.tax, rule.rule).amount(
            '+',
            "iit.non_resident.gross",
            self.gross,
        );
        let trace = match self.counted {
            Counted::Less(deduction) => trace.amount('-', "iit.non_resident.deduction", deduction),
            Counted::Share(share) => trace.rate('×', "iit.non_resident.share", share),
            Counted::Parts(parts) => trace.term('÷', "iit.bonus.divisor", parts, "month").term(
                '=',
                "iit.band",
                self.taxed.band,
                "band",
            ),
        };
        trace
            .amount('=', "iit.non_resident.taxable", self.taxable)
            .rate('×', "iit.rate", self.taxed.rate)
            .read_from(rule.table)
            .amount_if_any('-', "iit.quick", self.taxed.quick)
            .done()
    }
}
