//! Sick pay: a city's ladder or the company's own factor, never under 80 % of the minimum wage (劳部发〔1995〕309号 item 59).

use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{Dated, PayDays, SickPayFloor, SickPayLadder};

use super::{proration::hundredths, service::Years};
use crate::{
    amount::{TooLarge, to_minor, wide},
    trace::Trace,
};

/// What sick pay is reckoned from.
#[derive(Clone, Copy, Debug)]
pub struct SickPayRule<'a> {
    /// The city's ladder, while it is in force.
    pub ladder: Option<&'a Dated<SickPayLadder>>,
    /// The least share of the minimum wage.
    pub floor: &'a Dated<SickPayFloor>,
    /// Pay days of a month.
    pub days: &'a Dated<PayDays>,
}

/// A sickness in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickLeave {
    /// The month's wage that sick pay is a share of.
    pub base: Money,
    /// Paid days of sickness, in hundredths.
    pub days: i64,
    /// Service at this employer.
    pub service: Years,
    /// Which month of the sickness it is, from 1.
    pub sick_month: u32,
    /// The local minimum wage.
    pub minimum_wage: Money,
    /// The company's own factor, if it has one. Where a ladder is in force too the higher one counts.
    pub company_factor: Option<Rate>,
}

/// The pay for a sickness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickPay {
    /// The share of the day's wage; `None` when neither a ladder nor a company rule gives one, and the floor alone is paid.
    pub factor: Option<Rate>,
    /// The least pay of a day, to the fen, for reading.
    pub floor_day: Money,
    /// Whether the floor is what is paid.
    pub at_floor: bool,
    /// What is paid for the days, rounded once.
    pub amount: Money,
}

impl SickPayRule<'_> {
    /// The pay: the greater of day's wage × factor and the floor of a day, times the days.
    pub fn pay(&self, sick: &SickLeave) -> Result<SickPay, TooLarge> {
        let by_ladder =
            self.ladder.and_then(|ladder| ladder.value.factor(sick.service.full(), sick.sick_month));
        let factor = by_ladder.max(sick.company_factor);
        let pay_days = i128::from(self.days.value.month_pay_hundredths);
        let least = wide(sick.minimum_wage) * i128::from(self.floor.value.share_of_minimum_wage.ppm());
        let rated = wide(sick.base) * i128::from(factor.map_or(0, Rate::ppm));
        let one = i128::from(Rate::ONE.ppm());
        let product = rated.max(least).checked_mul(i128::from(sick.days)).ok_or(TooLarge)?;
        Ok(SickPay {
            factor,
            floor_day: to_minor(least * 100, pay_days * one)?,
            at_floor: rated < least,
            amount: to_minor(product, pay_days * one)?,
        })
    }

    /// What should be looked at: no factor is known; the floor was needed.
    pub fn findings(&self, pay: &SickPay) -> Vec<Finding> {
        let mut findings = Vec::new();
        if pay.factor.is_none() {
            findings.push(Finding::new("sick_pay.no_factor", Severity::Warning, "company_factor"));
        }
        if pay.at_floor {
            findings.push(
                Finding::new("sick_pay.at_floor", Severity::Info, "base")
                    .with("floor_day", pay.floor_day.to_string()),
            );
        }
        findings
    }

    /// The trace of the pay.
    pub fn explain(&self, sick: &SickLeave, pay: &SickPay) -> Explanation {
        let basis = match self.ladder {
            Some(ladder) if !pay.at_floor => ladder.basis("sick_pay.amount"),
            _ => self.floor.basis("sick_pay.amount"),
        };
        let trace = Trace::on_basis("sick_pay.amount", pay.amount, "money", basis);
        let trace = if pay.at_floor {
            trace
                .amount('+', "sick_pay.minimum_wage", sick.minimum_wage)
                .rate('×', "sick_pay.floor", self.floor.value.share_of_minimum_wage)
                .read_from(self.floor)
        } else {
            trace.amount('+', "sick_pay.base", sick.base).rate(
                '×',
                "sick_pay.factor",
                pay.factor.unwrap_or_default(),
            )
        };
        trace
            .term('÷', "sick_pay.month_pay_days", hundredths(self.days.value.month_pay_hundredths), "day")
            .read_from(self.days)
            .term('×', "sick_pay.days", hundredths(sick.days), "day")
            .done()
    }
}
