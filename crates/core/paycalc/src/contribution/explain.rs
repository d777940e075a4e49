//! The trace of one side's part: its terms lead to it, rounding aside.

use heng_kernel::{Basis, Explanation, Money, Rate};
use heng_packs::{BaseLimits, Dated};

use super::{Contribution, Graduated, Limited, Payer, Side, Split, Terms};
use crate::{
    amount::{minus, not_negative, plus},
    trace::Trace,
};

impl Terms {
    /// How a side's part came about, by the rule of `basis`; `limits` is the row that limits the base, where one does.
    pub(crate) fn explain(
        &self,
        paid: &Contribution,
        payer: Payer,
        basis: Basis,
        limits: Option<&Dated<BaseLimits>>,
    ) -> Explanation {
        let (code, side, amount) = match payer {
            Payer::Employee => ("contribution.employee", &self.employee, paid.employee),
            Payer::Employer => ("contribution.employer", &self.employer, paid.employer),
        };
        let trace = Trace::on_basis(code, amount, "money", basis);
        let low = self.employee.graduated.filter(|low| paid.wages <= low.up_to);
        let trace = match (payer, low, self.split) {
            (Payer::Employee, Some(low), _) => graduated(trace, paid, low),
            (Payer::Employer, low, Split::EmployerPaysRest { .. }) => self.rest(trace, paid, low, limits),
            _ => base(trace, paid, limits).rate('×', "contribution.rate", own_rate(side, paid)),
        };
        trace.amount_if_any('+', "contribution.fixed", side.share.fixed).done()
    }

    /// The employer pays what the employee's part leaves of the total.
    fn rest(
        &self,
        trace: Trace,
        paid: &Contribution,
        low: Option<Graduated>,
        limits: Option<&Dated<BaseLimits>>,
    ) -> Trace {
        let trace = base(trace, paid, limits);
        let trace = match low {
            Some(low) => trace
                .rate('×', "contribution.rate", self.employer.share.rate)
                .amount('+', "contribution.above_threshold", above(paid, low))
                .rate('×', "contribution.graduated_rate", low.rate),
            None => {
                let both = self.employee.share.rate.ppm().saturating_add(self.employer.share.rate.ppm());
                trace.rate('×', "contribution.rate_of_both", Rate::from_ppm(both))
            }
        };
        let total = plus(paid.employee, paid.employer).unwrap_or(Money::ZERO);
        trace.amount('=', "contribution.total", total).amount('-', "contribution.employee", paid.employee)
    }
}

/// The base, with what moved it and what it is made of.
fn base(trace: Trace, paid: &Contribution, limits: Option<&Dated<BaseLimits>>) -> Trace {
    let label = match paid.limited {
        Limited::No => "contribution.base",
        Limited::Floor => "contribution.base_raised_to_floor",
        Limited::Ceiling => "contribution.base_cut_at_ceiling",
    };
    let ordinary = minus(paid.base, paid.additional).unwrap_or(paid.base);
    let trace = trace.amount('+', label, ordinary);
    let trace = match limits {
        Some(limits) => trace.read_from(limits),
        None => trace,
    };
    if paid.additional == Money::ZERO {
        trace
    } else {
        trace.amount('+', "contribution.additional", paid.additional).amount(
            '=',
            "contribution.base",
            paid.base,
        )
    }
}

/// The employee's share of a low wage.
fn graduated(trace: Trace, paid: &Contribution, low: Graduated) -> Trace {
    trace
        .amount('+', "contribution.wages", paid.wages)
        .amount('-', "contribution.threshold", low.above)
        .amount('=', "contribution.above_threshold", above(paid, low))
        .rate('×', "contribution.graduated_rate", low.rate)
}

fn above(paid: &Contribution, low: Graduated) -> Money {
    minus(paid.wages, low.above).map_or(Money::ZERO, not_negative)
}

/// The rate of a side, nothing for one that low wages free.
fn own_rate(side: &Side, paid: &Contribution) -> Rate {
    let free = side.free_below.is_some_and(|least| paid.wages < least);
    if free { Rate::default() } else { side.share.rate }
}
