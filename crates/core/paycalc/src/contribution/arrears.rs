//! Notices that come late: months already paid are recomputed, and the differences are posted in a later run. A paid month is never
//! rewritten.

use chrono::NaiveDate;
use heng_kernel::Money;

use super::{Bases, CityMonth, Contribution, SchemeKind};
use crate::amount::{TooLarge, minus};

/// A month that was paid, as it was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidMonth {
    /// First day of the month.
    pub month: NaiveDate,
    /// The declared bases of the person then.
    pub bases: Bases,
    /// What was paid for each scheme, earlier arrears included.
    pub paid: Vec<(SchemeKind, Contribution)>,
}

/// A difference to be posted: positive to be paid in addition, negative to be given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrear {
    /// The month it belongs to.
    pub month: NaiveDate,
    /// The scheme.
    pub kind: SchemeKind,
    /// Of the employee.
    pub employee: Money,
    /// Of the employer.
    pub employer: Money,
}

/// What a paid month still owes by the rules as they are known `now`. A scheme that did not apply then and does now owes all of it; one
/// that no longer applies gives back what was paid.
pub fn arrears(paid: &PaidMonth, now: &CityMonth<'_>) -> Result<Vec<Arrear>, TooLarge> {
    let mut owed = Vec::new();
    let mut due = Vec::new();
    for line in now.contributions(&paid.bases) {
        let (scheme, contribution) = line?;
        due.push((scheme.kind, contribution));
    }
    let gone = paid.paid.iter().filter(|(kind, _)| !due.iter().any(|(other, _)| other == kind));
    let gone: Vec<_> = gone.map(|(kind, _)| (*kind, Contribution::default())).collect();
    for (kind, due) in due.into_iter().chain(gone) {
        let mut before = (Money::ZERO, Money::ZERO);
        for (_, line) in paid.paid.iter().filter(|(other, _)| *other == kind) {
            before = (
                crate::amount::plus(before.0, line.employee)?,
                crate::amount::plus(before.1, line.employer)?,
            );
        }
        let arrear = Arrear {
            month: paid.month,
            kind,
            employee: minus(due.employee, before.0)?,
            employer: minus(due.employer, before.1)?,
        };
        if (arrear.employee, arrear.employer) != (Money::ZERO, Money::ZERO) {
            owed.push(arrear);
        }
    }
    Ok(owed)
}
