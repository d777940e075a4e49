//! What a progressive table says of an amount.

use heng_kernel::{Money, Rate};
use heng_packs::{MoneyRounding, TaxBracket, TaxTable};

use crate::amount::{TooLarge, not_negative, share_less};

/// An amount on a progressive table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taxed {
    /// The step that applies, from 1 (级数); 0 when there is nothing to tax.
    pub band: u8,
    /// Its rate.
    pub rate: Rate,
    /// Its quick deduction (速算扣除数).
    pub quick: Money,
    /// The tax, rounded once; never negative.
    pub tax: Money,
}

/// The tax on `amount` by its own step: amount × rate − quick deduction. Nothing on nothing or less.
#[inline]
pub fn tax(table: &TaxTable, amount: Money, rounding: MoneyRounding) -> Result<Taxed, TooLarge> {
    tax_by_share(table, amount, 1, rounding)
}

/// The tax on `amount` at the step that `amount ÷ parts` falls into. The share is not rounded, so an upper edge holds to the fen.
#[inline]
pub fn tax_by_share(
    table: &TaxTable,
    amount: Money,
    parts: u32,
    rounding: MoneyRounding,
) -> Result<Taxed, TooLarge> {
    if amount <= Money::ZERO {
        return Ok(Taxed::default());
    }
    let mut band = 0u8;
    for step in table.brackets() {
        band = band.saturating_add(1);
        if step.upper.is_none_or(|upper| amount.minor() <= upper.minor().saturating_mul(i64::from(parts))) {
            let tax = tax_at(step, amount, rounding)?;
            return Ok(Taxed { band, rate: step.rate, quick: step.quick, tax });
        }
    }
    // A table always ends with an open step; one without steps taxes nothing.
    Ok(Taxed::default())
}

/// The tax on the whole of `amount` at a given step.
#[inline]
pub(crate) fn tax_at(step: &TaxBracket, amount: Money, rounding: MoneyRounding) -> Result<Money, TooLarge> {
    share_less(not_negative(amount), step.rate, step.quick, rounding).map(not_negative)
}
