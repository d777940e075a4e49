//! From what is left after contributions and tax to net pay: which deductions are taken, which wait.
//!
//! Contributions and tax go first; what they exceed the pay by, the employer advances. Then deductions by rank, each within its own
//! bounds. Net pay never falls below nothing, and protected deductions leave the protected amount (劳部发〔1994〕489号 arts. 15, 16:
//! for damage at most 20 % of the month's wage, and not below the minimum wage).

use heng_kernel::{Finding, Money, Severity};

use super::{arrears::ADVANCE, facts::Carried, line::LineKey, structure::Recovery};
use crate::amount::{TooLarge, minus, not_negative, part, plus, total};

/// A deduction that waits to be taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) key: LineKey,
    /// Name of the line it stems from.
    pub(super) code: &'a str,
    pub(super) amount: Money,
    pub(super) recovery: Recovery,
}

/// Where the money stands while deductions are taken.
#[derive(Debug)]
pub(super) struct Purse {
    /// Left so far.
    left: Money,
    /// The month's wage, of which shares are reckoned.
    wage: Money,
    /// What protected deductions must leave.
    protected: Money,
}

impl Purse {
    /// What is left after contributions and tax. If it is less than nothing the employer advances the rest: the second value.
    pub(super) fn new(left: Money, wage: Money, protected: Money) -> (Self, Money) {
        let advance = not_negative(Money::from_minor(left.minor().saturating_neg()));
        (Self { left: left.max(Money::ZERO), wage, protected }, advance)
    }

    /// Takes what may be taken of it.
    pub(super) fn take(&mut self, wanted: &Wanted<'_>) -> Result<Money, TooLarge> {
        // A negative deduction gives back; nothing bounds it.
        if wanted.amount <= Money::ZERO {
            self.left = minus(self.left, wanted.amount)?;
            return Ok(wanted.amount);
        }
        let floor = if wanted.recovery.protect { self.protected } else { Money::ZERO };
        let mut taken = wanted.amount.min(not_negative(minus(self.left, floor)?));
        if let Some(share) = wanted.recovery.at_most {
            taken = taken.min(not_negative(part(self.wage, share)?));
        }
        self.left = minus(self.left, taken)?;
        Ok(taken)
    }
}

/// What becomes of the rest of a deduction.
pub(super) fn leave_over(
    wanted: &Wanted<'_>,
    taken: Money,
    carried: &mut Vec<Carried>,
    findings: &mut Vec<Finding>,
) -> Result<(), TooLarge> {
    let rest = minus(wanted.amount, taken)?;
    if rest <= Money::ZERO {
        return Ok(());
    }
    let code = if wanted.recovery.carry { "pay.deduction_carried" } else { "pay.deduction_dropped" };
    let severity = if wanted.recovery.carry { Severity::Info } else { Severity::Warning };
    findings.push(
        Finding::new(code, severity, wanted.code)
            .with("wanted", wanted.amount.to_string())
            .with("taken", taken.to_string())
            .with("rest", rest.to_string()),
    );
    if wanted.recovery.carry {
        carry(carried, Carried { code: wanted.code.to_owned(), amount: rest, recovery: wanted.recovery })?;
    }
    Ok(())
}

/// The employer pays what contributions and tax exceed the pay by, and takes it back first thing.
pub(super) fn advance(
    amount: Money,
    carried: &mut Vec<Carried>,
    findings: &mut Vec<Finding>,
) -> Result<(), TooLarge> {
    findings.push(
        Finding::new("pay.advanced_by_employer", Severity::Warning, ADVANCE)
            .with("amount", amount.to_string()),
    );
    let recovery = Recovery { carry: true, ..Recovery::default() };
    carry(carried, Carried { code: ADVANCE.to_owned(), amount, recovery })
}

/// Nothing is paid after this slip, so what it could not take is to be claimed otherwise.
pub(super) fn still_owed(carried: &[Carried]) -> Result<Option<Finding>, TooLarge> {
    let owed = total(carried.iter().map(|rest| rest.amount))?;
    let told = || Finding::new("pay.owed_after_leaving", Severity::Warning, "carried");
    Ok((owed > Money::ZERO).then(|| told().with("amount", owed.to_string())))
}

/// Sums that stem from the same line are one.
fn carry(carried: &mut Vec<Carried>, more: Carried) -> Result<(), TooLarge> {
    match carried.iter_mut().find(|known| known.code == more.code && known.recovery == more.recovery) {
        Some(known) => known.amount = plus(known.amount, more.amount)?,
        None => carried.push(more),
    }
    Ok(())
}
