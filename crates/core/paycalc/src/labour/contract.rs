//! Checks and sums of the labour contract: probation, the double wage without a contract, deductions for damage, open-ended terms.
//! Each answers with every figure on the way and explains itself from the row it was reckoned by.

use chrono::{Datelike, Months, NaiveDate};
use heng_kernel::{Explanation, Finding, Money, Severity};
use heng_packs::{DamageDeduction, Dated, Probation, WrittenContract};

use super::{proration::hundredths, service::Service};
use crate::{
    amount::{TooLarge, minus, not_negative, part, times, to_minor, wide},
    trace::Trace,
};

/// A probation against what the law lets a contract have (劳动合同法 arts. 19, 83).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProbationCheck {
    /// The term of the contract, in months; `None` for an open-ended one.
    pub term_months: Option<u32>,
    /// What was agreed, in months.
    pub agreed_months: u32,
    /// The longest lawful probation, in months.
    pub max_months: u32,
    /// Months agreed beyond it.
    pub excess_months: u32,
}

impl ProbationCheck {
    /// A contract of `term_months` (`None` for an open-ended one) with `agreed_months` of probation.
    pub fn of(rule: &Probation, term_months: Option<u32>, agreed_months: u32) -> Self {
        let max_months = rule.max_months(term_months).unwrap_or(0);
        let excess_months = agreed_months.saturating_sub(max_months);
        Self { term_months, agreed_months, max_months, excess_months }
    }

    /// Damages for excess months that were served: the wage after probation for each, on top of what was paid (art. 83).
    pub fn damages(&self, wage_after_probation: Money) -> Result<Money, TooLarge> {
        times(wage_after_probation, i64::from(self.excess_months))
    }

    /// The finding on a probation that is too long; a second one at the same employer is never lawful.
    pub fn findings(&self, had_probation_here: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.excess_months > 0 {
            findings.push(
                Finding::new("contract.probation_too_long", Severity::Error, "probation_months")
                    .with("max_months", self.max_months)
                    .with("excess_months", self.excess_months),
            );
        }
        if had_probation_here {
            findings.push(Finding::new("contract.probation_once", Severity::Error, "probation_months"));
        }
        findings
    }

    /// The trace of the longest probation, and of what is beyond it.
    pub fn explain(&self, row: &Dated<Probation>) -> Explanation {
        let trace = Trace::new("contract.probation_max", self.max_months, "month", row);
        let trace = match self.term_months {
            Some(months) => trace.term('=', "contract.term", months, "month"),
            None => trace.term('=', "contract.term", "contract.open_ended_term", "method"),
        };
        let trace = trace.term('=', "contract.probation_agreed", self.agreed_months, "month");
        match self.excess_months {
            0 => trace,
            excess => trace.term('=', "contract.probation_excess", excess, "month"),
        }
        .done()
    }

    /// The trace of the damages.
    pub fn explain_damages(
        &self,
        row: &Dated<Probation>,
        wage_after_probation: Money,
    ) -> Result<Explanation, TooLarge> {
        let damages = self.damages(wage_after_probation)?;
        Ok(Trace::money("contract.probation_damages", damages, row)
            .amount('+', "contract.wage_after_probation", wage_after_probation)
            .term('×', "contract.probation_excess", self.excess_months, "month")
            .done())
    }
}

/// The least wage of a probation (art. 20; 实施条例 art. 15): 80 % of the agreed wage, and never under the minimum wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProbationWage {
    /// The wage agreed for after probation.
    pub agreed: Money,
    /// The local minimum wage.
    pub minimum_wage: Money,
    /// The share of the agreed wage.
    pub share: Money,
    /// What must be paid at least.
    pub least: Money,
}

impl ProbationWage {
    /// For an agreed wage at a place.
    pub fn of(rule: &Probation, agreed: Money, minimum_wage: Money) -> Result<Self, TooLarge> {
        let share = part(agreed, rule.pay_min)?;
        Ok(Self { agreed, minimum_wage, share, least: share.max(minimum_wage) })
    }

    /// The trace: the share, or the minimum wage where that is more.
    pub fn explain(&self, row: &Dated<Probation>) -> Explanation {
        let trace = Trace::money("contract.probation_wage", self.least, row);
        if self.least > self.share {
            let share = self.share;
            return trace
                .amount('=', "contract.probation_share", share)
                .amount('+', "contract.minimum_wage", self.minimum_wage)
                .done();
        }
        trace
            .amount('+', "contract.agreed_wage", self.agreed)
            .rate('×', "contract.share", row.value.pay_min)
            .done()
    }
}

/// The second wage of months without a written contract (art. 82; 实施条例 arts. 6, 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoubleWage {
    /// The wage of a month.
    pub month_wage: Money,
    /// The first day it is due for, when it is due for any.
    pub from: Option<NaiveDate>,
    /// The last one.
    pub last_day: Option<NaiveDate>,
    /// Full months.
    pub months: u32,
    /// Days beyond them.
    pub days: u32,
    /// Calendar days of the month they are part of.
    pub days_of_month: u32,
    /// Months and days together, in hundredths of a month, rounded half up.
    pub months_hundredths: i64,
    /// The second wage, on top of the one paid.
    pub amount: Money,
}

impl DoubleWage {
    /// For somebody hired on `hired` whose contract was signed on `signed` (a contract not signed yet: the day after the day asked
    /// for). Due from the day after the first month to the eve of signing, at most to the end of the first year.
    pub fn of(
        rule: &WrittenContract,
        hired: NaiveDate,
        signed: NaiveDate,
        month_wage: Money,
    ) -> Result<Self, TooLarge> {
        let after = |months: u32| hired.checked_add_months(Months::new(months)).ok_or(TooLarge);
        let until = signed.min(after(rule.within_months + rule.double_wage_months_max)?);
        // Months run from the hire, not from the end of the first one: hired on the 31st, each ends with its month (民法典 art. 202).
        let last = until.pred_opt();
        let service = last.and_then(|last| Service::between(hired, last)).unwrap_or_default();
        let all = service.years * 12 + service.months;
        let (months, service) = match all.checked_sub(rule.within_months) {
            Some(months) => (months, service),
            None => (0, Service::default()),
        };
        let begun = after(all)?;
        let days_of_month = u32::from(begun.num_days_in_month());
        let parts = i128::from(months) * i128::from(days_of_month) + i128::from(service.days);
        let of_month = i128::from(days_of_month);
        let from = after(rule.within_months).ok().filter(|_| parts > 0);
        Ok(Self {
            month_wage,
            from,
            last_day: last.filter(|_| parts > 0),
            months,
            days: service.days,
            days_of_month,
            months_hundredths: to_minor(parts * 100, of_month)?.minor(),
            amount: to_minor(wide(month_wage) * parts, of_month)?,
        })
    }

    /// The trace: the months and the days of a further one.
    pub fn explain(&self, row: &Dated<WrittenContract>) -> Explanation {
        let mut trace = Trace::money("contract.double_wage", self.amount, row);
        for (label, day) in
            [("contract.double_wage_from", self.from), ("contract.double_wage_to", self.last_day)]
        {
            if let Some(day) = day {
                trace = trace.term('=', label, day, "date");
            }
        }
        trace = trace.amount('+', "contract.month_wage", self.month_wage).term(
            '×',
            "contract.full_months",
            self.months,
            "month",
        );
        if self.days > 0 {
            trace = trace
                .amount('+', "contract.month_wage", self.month_wage)
                .term('÷', "contract.days_of_month", self.days_of_month, "day")
                .term('×', "contract.further_days", self.days, "day");
        }
        trace.term('=', "contract.months_in_all", hundredths(self.months_hundredths), "month").done()
    }
}

/// The most that may be deducted from a month's wage for damage (劳部发〔1994〕489号 art. 16): the loss, a fifth of the wage, and only so
/// much that the minimum wage is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DamageCap {
    /// The loss.
    pub loss: Money,
    /// The wage of the month.
    pub month_wage: Money,
    /// The local minimum wage.
    pub minimum_wage: Money,
    /// The share of the wage that may be taken.
    pub share: Money,
    /// What is above the minimum wage.
    pub above_minimum: Money,
    /// What may be taken.
    pub most: Money,
}

impl DamageCap {
    /// For a loss in a month.
    pub fn of(
        rule: &DamageDeduction,
        loss: Money,
        month_wage: Money,
        minimum_wage: Money,
    ) -> Result<Self, TooLarge> {
        let share = part(month_wage, rule.month_share_max)?;
        let above_minimum = not_negative(minus(month_wage, minimum_wage)?);
        let most = not_negative(loss).min(share).min(above_minimum);
        Ok(Self { loss, month_wage, minimum_wage, share, above_minimum, most })
    }

    /// The trace: the least of the three.
    pub fn explain(&self, row: &Dated<DamageDeduction>) -> Explanation {
        let trace = Trace::money("contract.damage_max", self.most, row);
        let trace = if self.most == not_negative(self.loss) {
            trace.amount('+', "contract.loss", self.loss)
        } else if self.most == self.share {
            trace.amount('+', "contract.month_wage", self.month_wage).rate(
                '×',
                "contract.share",
                row.value.month_share_max,
            )
        } else {
            trace.amount('+', "contract.month_wage", self.month_wage).amount(
                '-',
                "contract.minimum_wage",
                self.minimum_wage,
            )
        };
        trace
            .amount('=', "contract.loss", self.loss)
            .amount('=', "contract.damage_share", self.share)
            .amount('=', "contract.above_minimum", self.above_minimum)
            .done()
    }
}

/// Why a next contract must be open-ended (劳动合同法 art. 14), if it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenEnded {
    /// Ten years of continuous service.
    YearsOfService,
    /// Two fixed terms in a row.
    FixedTerms,
    /// No written contract within a year of the hire.
    NoContractForAYear,
}

impl OpenEnded {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::YearsOfService => "contract.open_ended.years_of_service",
            Self::FixedTerms => "contract.open_ended.fixed_terms",
            Self::NoContractForAYear => "contract.open_ended.no_contract_for_a_year",
        }
    }
}

/// Whether the next contract must be open-ended, unless the employee asks for a fixed term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenEndedCheck {
    /// Full years of continuous service here.
    pub full_years: u32,
    /// Fixed terms in a row.
    pub fixed_terms: u32,
    /// Months since the hire without a written contract.
    pub unsigned_months: u32,
    /// Why it must, if it must.
    pub why: Option<OpenEnded>,
}

impl OpenEndedCheck {
    /// For somebody whose contract ends or who never had one.
    pub fn of(rule: &WrittenContract, full_years: u32, fixed_terms: u32, unsigned_months: u32) -> Self {
        let why = if unsigned_months >= rule.within_months + rule.double_wage_months_max {
            Some(OpenEnded::NoContractForAYear)
        } else if full_years >= rule.open_ended_after_years {
            Some(OpenEnded::YearsOfService)
        } else {
            (fixed_terms >= rule.open_ended_after_terms).then_some(OpenEnded::FixedTerms)
        };
        Self { full_years, fixed_terms, unsigned_months, why }
    }

    /// The trace: the facts against what the law asks for.
    pub fn explain(&self, row: &Dated<WrittenContract>) -> Explanation {
        let rule = &row.value;
        let outcome = self.why.map_or("contract.open_ended.not_required", OpenEnded::code);
        let year = rule.within_months + rule.double_wage_months_max;
        Trace::new("contract.open_ended", outcome, "method", row)
            .term('=', "contract.years_of_service", self.full_years, "year")
            .term('=', "contract.years_needed", rule.open_ended_after_years, "year")
            .term('=', "contract.fixed_terms", self.fixed_terms, "time")
            .term('=', "contract.terms_needed", rule.open_ended_after_terms, "time")
            .term('=', "contract.months_unsigned", self.unsigned_months, "month")
            .term('=', "contract.unsigned_months_needed", year, "month")
            .done()
    }
}
