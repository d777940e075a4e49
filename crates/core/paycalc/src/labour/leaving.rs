//! Leaving: notice, and what binds somebody afterwards. Each check explains itself from the row it was made by.

use chrono::{Days, NaiveDate};
use heng_kernel::{Explanation, Finding, Money, Severity};
use heng_packs::{Dated, NonCompete, NoticePeriod};

use crate::{
    amount::{TooLarge, part},
    trace::Trace,
};

/// Which notice an end needs (劳动合同法 arts. 37, 40).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The employee resigns, or the employer ends the contract under art. 40: 30 days, in writing.
    Ordinary,
    /// The employee resigns in probation: 3 days.
    InProbation,
}

impl Notice {
    /// Days of notice.
    pub const fn days(self, rule: &NoticePeriod) -> u32 {
        match self {
            Self::Ordinary => rule.ordinary_days,
            Self::InProbation => rule.probation_days,
        }
    }

    /// The first day that may be the last one when notice is given on a day, which itself does not count (民法典 art. 201).
    pub fn earliest_last_day(self, rule: &NoticePeriod, given_on: NaiveDate) -> Option<NaiveDate> {
        given_on.checked_add_days(Days::new(u64::from(self.days(rule))))
    }
}

/// A notice against what the law asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeCheck {
    /// Which notice is needed.
    pub notice: Notice,
    /// The day it was given; `None` when none was.
    pub given_on: Option<NaiveDate>,
    /// The last day of the relation.
    pub last_day: NaiveDate,
    /// The earliest day that the last one may be; `None` without notice.
    pub earliest: Option<NaiveDate>,
    /// Notice was too short, or was not given: under art. 40 a month's wage then takes its place.
    pub too_short: bool,
}

impl NoticeCheck {
    /// For an end on a day.
    pub fn of(rule: &NoticePeriod, notice: Notice, given_on: Option<NaiveDate>, last_day: NaiveDate) -> Self {
        let earliest = given_on.and_then(|given| notice.earliest_last_day(rule, given));
        let too_short = earliest.is_none_or(|earliest| last_day < earliest);
        Self { notice, given_on, last_day, earliest, too_short }
    }

    /// The finding on a notice that is too short or missing.
    pub fn findings(&self) -> Vec<Finding> {
        let earliest = self.earliest.map(|day| day.to_string());
        let short = self.too_short.then(|| {
            Finding::new("contract.notice_too_short", Severity::Warning, "last_day")
                .with("earliest", earliest)
        });
        short.into_iter().collect()
    }

    /// The trace: the day of notice and its days.
    pub fn explain(&self, row: &Dated<NoticePeriod>) -> Explanation {
        let outcome = if self.too_short { "contract.notice.too_short" } else { "contract.notice.in_time" };
        let mut trace = Trace::new("contract.notice", outcome, "method", row).term(
            '=',
            "contract.notice_days",
            self.notice.days(&row.value),
            "day",
        );
        for (label, day) in [
            ("contract.notice_given", self.given_on),
            ("contract.earliest_last_day", self.earliest),
            ("contract.last_day", Some(self.last_day)),
        ] {
            if let Some(day) = day {
                trace = trace.term('=', label, day, "date");
            }
        }
        trace.done()
    }
}

/// The monthly compensation of a non-compete that agreed on none (法释〔2020〕26号 art. 36): 30 % of the 12-month average, and not under the
/// minimum wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonCompetePay {
    /// The 12-month average wage.
    pub average_wage: Money,
    /// The local minimum wage.
    pub minimum_wage: Money,
    /// The share of the average.
    pub share: Money,
    /// What is due each month.
    pub monthly: Money,
}

impl NonCompetePay {
    /// For an average wage at a place.
    pub fn of(rule: &NonCompete, average_wage: Money, minimum_wage: Money) -> Result<Self, TooLarge> {
        let share = part(average_wage, rule.default_compensation)?;
        Ok(Self { average_wage, minimum_wage, share, monthly: share.max(minimum_wage) })
    }

    /// The trace: the share, or the minimum wage where that is more.
    pub fn explain(&self, row: &Dated<NonCompete>) -> Explanation {
        let trace = Trace::money("contract.non_compete_pay", self.monthly, row);
        if self.monthly > self.share {
            let share = self.share;
            return trace
                .amount('=', "contract.non_compete_share", share)
                .amount('+', "contract.minimum_wage", self.minimum_wage)
                .done();
        }
        trace
            .amount('+', "contract.average_wage", self.average_wage)
            .rate('×', "contract.share", row.value.default_compensation)
            .done()
    }
}

/// A non-compete as it was agreed and paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonCompeteCheck {
    /// Its length, in months.
    pub months: u32,
    /// Months for which nothing was paid.
    pub unpaid_months: u32,
}

impl NonCompeteCheck {
    /// What is wrong: too long, or unpaid for so long that the employee may leave it (art. 38).
    pub fn findings(&self, rule: &NonCompete) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.months > rule.months_max {
            findings.push(
                Finding::new("contract.non_compete_too_long", Severity::Error, "months")
                    .with("months_max", rule.months_max),
            );
        }
        if self.unpaid_months >= rule.unpaid_months_release {
            findings.push(
                Finding::new("contract.non_compete_unpaid", Severity::Warning, "unpaid_months")
                    .with("unpaid_months", self.unpaid_months),
            );
        }
        findings
    }

    /// The trace of the months that bind.
    pub fn explain(&self, row: &Dated<NonCompete>) -> Explanation {
        let rule = &row.value;
        Trace::new("contract.non_compete_months", self.months.min(rule.months_max), "month", row)
            .term('=', "contract.non_compete_agreed", self.months, "month")
            .term('=', "contract.non_compete_max", rule.months_max, "month")
            .term('=', "contract.non_compete_unpaid_months", self.unpaid_months, "month")
            .term('=', "contract.non_compete_release", rule.unpaid_months_release, "month")
            .done()
    }
}
