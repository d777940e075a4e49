//! Sick pay: a city's ladder, the company's own factor or the least share a place asks for, never under 80 % of the minimum wage
//! (劳部发〔1995〕309号 item 59).

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{
    AverageWage, China, Dated, PayDays, RegionCode, SickPayBase, SickPayFloor, SickPayLadder,
    SickPayLeastShare,
};

use super::{proration::hundredths, service::Years};
use crate::{
    amount::{TooLarge, part, to_minor, wide},
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// What sick pay is reckoned from, as a place has it on a day.
#[derive(Clone, Copy, Debug)]
pub struct SickPayRule<'a> {
    /// The city's ladder, while it is in force.
    pub ladder: Option<&'a Dated<SickPayLadder>>,
    /// The least share that the place asks of company rules.
    pub least_share: Option<&'a Dated<SickPayLeastShare>>,
    /// How the base follows from the wage where no wage of the post is agreed; without a row the whole wage counts.
    pub base: Option<&'a Dated<SickPayBase>>,
    /// The least share of the minimum wage.
    pub floor: &'a Dated<SickPayFloor>,
    /// Pay days of a month.
    pub days: &'a Dated<PayDays>,
    /// The local average month wage of the year before, at which a ladder may be capped.
    pub city_average: Option<&'a Dated<AverageWage>>,
}

/// The month's wage that sick pay is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SickBase {
    /// Agreed for the post, in the contract or collectively.
    Agreed(Money),
    /// Nothing is agreed: the wage of a month of normal attendance.
    NormalWage(Money),
}

/// A sickness in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickLeave {
    /// The month's wage that sick pay is a share of.
    pub base: SickBase,
    /// Paid days of sickness, in hundredths.
    pub days: i64,
    /// Service at this employer.
    pub service: Years,
    /// Which month of the sickness it is, from 1.
    pub sick_month: u32,
    /// The local minimum wage.
    pub minimum_wage: Money,
    /// The employee's own insurance and fund of the month, where the floor must be left after them.
    pub own_shares: Option<Money>,
    /// The company's own factor, if it has one. Where a ladder is in force too the higher one counts.
    pub company_factor: Option<Rate>,
}

/// The pay for a sickness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickPay {
    /// The month's wage that counted.
    pub base: Money,
    /// The share of the day's wage; `None` when neither a ladder nor a company rule gives one, and the floor alone is paid.
    pub factor: Option<Rate>,
    /// The least pay of a day, to the fen, for reading.
    pub floor_day: Money,
    /// What decided.
    pub by: SickPayBy,
    /// What is paid for the days, rounded once.
    pub amount: Money,
}

/// What decided about sick pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SickPayBy {
    /// Base × factor.
    Factor,
    /// The local average month wage, at which the ladder is capped.
    CityAverage,
    /// The floor.
    Floor,
}

/// A month's pay in millionths of a minor unit, and where it comes from.
#[derive(Clone, Copy, Debug)]
struct Rated {
    month: i128,
    factor: Option<Rate>,
    by: SickPayBy,
}

/// Millionths of one.
fn one() -> i128 {
    i128::from(Rate::ONE.ppm())
}

impl<'a> SickPayRule<'a> {
    /// The rule of a place on a day.
    pub fn as_of(china: &'a China, region: RegionCode, on: NaiveDate) -> Result<Self, RuleMissing> {
        let floor = china.leave.sick_floor_at(region, on);
        Ok(Self {
            ladder: china.leave.sick_ladder(region, on),
            least_share: china.leave.sick_least_share(region, on),
            base: china.leave.sick_base(region, on),
            floor: floor.ok_or(RuleMissing { rule: "sick_pay.floor", on })?,
            days: in_force(&china.labour.pay_days, "pay.pay_days", on)?,
            city_average: china.average_wages.of_previous_year(region, on),
        })
    }

    /// Whether the same rows hold as of another day: nothing that is paid depends on which of both days counts.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        let rows = |rule: &Self| {
            let ladder = rule.ladder.map(Dated::version);
            let least = rule.least_share.map(Dated::version);
            (ladder, least, rule.base.map(Dated::version), rule.floor.version(), rule.days.version())
        };
        rows(self) == rows(other)
    }

    /// The pay: the greater of day's wage × factor and the floor of a day, times the days.
    pub fn pay(&self, sick: &SickLeave) -> Result<SickPay, TooLarge> {
        let base = self.base(sick)?;
        let rated = self.rated(sick, base);
        let least = wide(sick.minimum_wage) * i128::from(self.floor.value.share_of_minimum_wage.ppm())
            + wide(self.own_shares(sick)) * one();
        let pay_days = i128::from(self.days.value.month_pay_hundredths);
        let product = rated.month.max(least).checked_mul(i128::from(sick.days)).ok_or(TooLarge)?;
        Ok(SickPay {
            base,
            factor: rated.factor,
            floor_day: to_minor(least * 100, pay_days * one())?,
            by: if rated.month < least { SickPayBy::Floor } else { rated.by },
            amount: to_minor(product, pay_days * one())?,
        })
    }

    /// The wage that counts: as agreed, else the place's share of the wage of normal attendance. Where the place has such a rule it is
    /// not under the minimum wage.
    fn base(&self, sick: &SickLeave) -> Result<Money, TooLarge> {
        let Some(rule) = self.base else {
            return Ok(match sick.base {
                SickBase::Agreed(wage) | SickBase::NormalWage(wage) => wage,
            });
        };
        let wage = match sick.base {
            SickBase::Agreed(wage) => wage,
            SickBase::NormalWage(wage) => part(wage, rule.value.share_when_none_agreed)?,
        };
        Ok(wage.max(sick.minimum_wage))
    }

    /// The best of ladder, company rule and least share, before the floor.
    fn rated(&self, sick: &SickLeave, base: Money) -> Rated {
        let of = |factor: Rate| wide(base) * i128::from(factor.ppm());
        let own = sick.company_factor.max(self.least_share.map(|row| row.value.share));
        let own = own.map(|factor| Rated { month: of(factor), factor: Some(factor), by: SickPayBy::Factor });
        let ladder = self.ladder.and_then(|row| {
            let factor = row.value.factor(sick.service.full(), sick.sick_month)?;
            let cap = self.city_average.filter(|_| row.value.capped_at_city_average);
            let cap = cap.map(|row| wide(row.value.monthly) * one()).filter(|cap| of(factor) > *cap);
            let by = if cap.is_some() { SickPayBy::CityAverage } else { SickPayBy::Factor };
            Some(Rated { month: cap.unwrap_or_else(|| of(factor)), factor: Some(factor), by })
        });
        let nothing = Rated { month: 0, factor: None, by: SickPayBy::Floor };
        [ladder, own].into_iter().flatten().fold(nothing, |best, next| {
            if best.factor.is_none() || next.month > best.month { next } else { best }
        })
    }

    /// What must be left after: the own shares, where the place tests the floor net of them.
    fn own_shares(&self, sick: &SickLeave) -> Money {
        sick.own_shares.filter(|_| self.floor.value.net_of_own_shares).unwrap_or_default()
    }

    /// What should be looked at: no factor is known; the floor was needed; a row that nobody has confirmed; a figure that is missing.
    pub fn findings(&self, sick: &SickLeave, pay: &SickPay) -> Vec<Finding> {
        let mut findings = Vec::new();
        if pay.factor.is_none() {
            findings.push(Finding::new("sick_pay.no_factor", Severity::Warning, "company_factor"));
        }
        if pay.by == SickPayBy::Floor {
            findings.push(
                Finding::new("sick_pay.at_floor", Severity::Info, "base")
                    .with("floor_day", pay.floor_day.to_string()),
            );
        }
        if self.floor.value.net_of_own_shares && sick.own_shares.is_none() {
            findings.push(Finding::new("sick_pay.own_shares_unknown", Severity::Warning, "own_shares"));
        }
        let capped = self.ladder.is_some_and(|row| row.value.capped_at_city_average);
        if capped && self.city_average.is_none() {
            findings.push(Finding::new("sick_pay.city_average_unknown", Severity::Warning, "city_average"));
        }
        findings.extend(self.least_share.and_then(Dated::unconfirmed));
        findings
    }

    /// The trace of the pay.
    pub fn explain(&self, sick: &SickLeave, pay: &SickPay) -> Explanation {
        let code = "sick_pay.amount";
        let basis = match (pay.by, self.ladder, self.least_share) {
            (SickPayBy::Factor | SickPayBy::CityAverage, Some(ladder), _) => ladder.basis(code),
            (SickPayBy::Factor, None, Some(least)) if pay.factor == Some(least.value.share) => {
                least.basis(code)
            }
            _ => self.floor.basis(code),
        };
        let mut trace = Trace::on_basis(code, pay.amount, "money", basis);
        trace = match pay.by {
            SickPayBy::Floor => trace
                .amount('+', "sick_pay.minimum_wage", sick.minimum_wage)
                .rate('×', "sick_pay.floor", self.floor.value.share_of_minimum_wage)
                .read_from(self.floor)
                .amount_if_any('+', "sick_pay.own_shares", self.own_shares(sick)),
            SickPayBy::CityAverage => {
                let average = self.city_average.map_or(Money::ZERO, |row| row.value.monthly);
                let trace = trace.amount('+', "sick_pay.city_average", average);
                match self.city_average {
                    Some(row) => trace.read_from(row),
                    None => trace,
                }
            }
            SickPayBy::Factor => self.explain_base(trace, sick, pay).rate(
                '×',
                "sick_pay.factor",
                pay.factor.unwrap_or_default(),
            ),
        };
        trace
            .term('÷', "sick_pay.month_pay_days", hundredths(self.days.value.month_pay_hundredths), "day")
            .read_from(self.days)
            .term('×', "sick_pay.days", hundredths(sick.days), "day")
            .done()
    }

    /// The base, and how it came about where it is not the agreed wage.
    fn explain_base(&self, trace: Trace, sick: &SickLeave, pay: &SickPay) -> Trace {
        match (sick.base, self.base) {
            (SickBase::NormalWage(wage), Some(rule)) => trace
                .amount('=', "sick_pay.normal_wage", wage)
                .rate('×', "sick_pay.base_share", rule.value.share_when_none_agreed)
                .read_from(rule)
                .amount('+', "sick_pay.base", pay.base),
            _ => trace.amount('+', "sick_pay.base", pay.base),
        }
    }
}
