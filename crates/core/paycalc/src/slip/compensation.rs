//! Dated pay over a month: joiners, leavers, returns and raises in mid-month.
//!
//! Wages are a timeline ("from that day on, so much"); employment is one or more ranges of days. The month is cut where either
//! changes, each piece is paid by the company's named method ([`Proration`]), and the pieces together are what the covered days
//! pay: a raise that changes nothing changes no fen.

use chrono::{Datelike, Months, NaiveDate};
use heng_kernel::{DateRange, Explanation, Finding, Input, Money, Severity};
use heng_packs::{Dated, PayDays};

use super::record::PayMonth;
use crate::{
    amount::{TooLarge, total},
    labour::proration::{PartMonth, Proration, split_month},
    trace::Trace,
};

/// A month's wage from a day on, until the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WageFrom {
    /// The first day.
    pub from: NaiveDate,
    /// The wage of a whole month.
    pub wage: Money,
    /// The pay record.
    pub source: Option<Input>,
}

/// What a wage comes to in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WageOfMonth {
    /// All pieces together.
    pub amount: Money,
    /// The pieces, in order of time.
    pub pieces: Vec<Piece>,
    /// Days without a wage; a method that leaves common sense.
    pub findings: Vec<Finding>,
}

/// A piece of a month paid at one wage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its days.
    pub days: DateRange,
    /// The wage of a whole month.
    pub wage: Money,
    /// How much of the month it is.
    pub part: PartMonth,
    /// What it pays.
    pub amount: Money,
    /// The pay record.
    pub source: Option<Input>,
}

impl PayMonth {
    /// Its days.
    pub fn days(self) -> Option<DateRange> {
        let first = NaiveDate::from_ymd_opt(self.year, self.month, 1)?;
        DateRange::new(first, first.checked_add_months(Months::new(1))).ok()
    }

    /// The month a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }
}

/// What a timeline of wages, in order of days, pays for the employed days of a month. `is_paid` says which days a month's wage
/// pays for (working days and statutory holidays of the person's calendar).
pub fn wage_of_month(
    wages: &[WageFrom],
    employed: &[DateRange],
    month: DateRange,
    method: Proration,
    days: &PayDays,
    is_paid: impl Fn(NaiveDate) -> bool,
) -> Result<WageOfMonth, TooLarge> {
    let count = |range: &DateRange| {
        let paid = range.days().filter(|day| is_paid(*day)).fold(0_i64, |days, _| days + 100);
        (paid, range.days().fold(0_i64, |days, _| days + 1))
    };
    let (paid_days_of_month, calendar_days_of_month) = count(&month);
    let mut findings = Vec::new();
    let mut cut = Vec::new();
    for stint in employed.iter().filter_map(|stint| stint.intersection(&month)) {
        for (days, wage) in pieces(wages, stint) {
            match wage {
                Some(wage) => {
                    let (paid_days, calendar_days) = count(&days);
                    let part =
                        PartMonth { paid_days, paid_days_of_month, calendar_days, calendar_days_of_month };
                    cut.push((days, wage, part));
                }
                None => findings.push(
                    Finding::new("pay.days_without_wage", Severity::Error, "wages")
                        .with("first_day", days.from().to_string())
                        .with("last_day", days.last_day().map(|day| day.to_string())),
                ),
            }
        }
    }
    let parts: Vec<(Money, PartMonth)> = cut.iter().map(|(_, wage, part)| (wage.wage, *part)).collect();
    let amounts = split_month(&parts, method, days)?;
    if let ([(wage, part)], [amount]) = (parts.as_slice(), amounts.as_slice()) {
        findings.extend(part.findings(*wage, *amount));
    }
    let pieces = cut.into_iter().zip(amounts).map(|((days, wage, part), amount)| Piece {
        days,
        wage: wage.wage,
        part,
        amount,
        source: wage.source.clone(),
    });
    let pieces: Vec<Piece> = pieces.collect();
    let amount = total(pieces.iter().map(|piece| piece.amount))?;
    Ok(WageOfMonth { amount, pieces, findings })
}

/// A stint cut where the wage changes; days before the first wage have none.
fn pieces(wages: &[WageFrom], stint: DateRange) -> Vec<(DateRange, Option<&WageFrom>)> {
    let starts =
        wages.iter().map(|wage| wage.from).filter(|from| *from > stint.from() && stint.contains(*from));
    let mut edges: Vec<NaiveDate> = std::iter::once(stint.from()).chain(starts).collect();
    edges.dedup();
    let ends = edges.iter().skip(1).copied().map(Some).chain([stint.to()]);
    let ranges = edges.iter().copied().zip(ends).filter_map(|(from, to)| DateRange::new(from, to).ok());
    let at = |day: NaiveDate| wages.iter().rev().find(|wage| wage.from <= day);
    ranges.map(|range| (range, at(range.from()))).collect()
}

impl WageOfMonth {
    /// The trace: each piece with its wage and its days.
    pub fn explain(&self, method: Proration, days: &Dated<PayDays>) -> Explanation {
        if let [piece] = self.pieces.as_slice() {
            return piece.part.explain(piece.wage, method, piece.amount, days);
        }
        let mut trace = Trace::money("pay.wage_of_month", self.amount, days).term(
            '=',
            "proration.method",
            method.code(),
            "method",
        );
        for piece in &self.pieces {
            trace = trace
                .amount('+', "pay.piece", piece.amount)
                .amount('=', "proration.month_wage", piece.wage)
                .term('=', "pay.piece_from", piece.days.from(), "date")
                .term('=', "proration.calendar_days", piece.part.calendar_days, "day");
        }
        trace.done()
    }
}
