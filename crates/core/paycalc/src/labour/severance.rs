//! Severance (经济补偿, N), with a month's wage in place of notice (N + 1), and doubled for an unlawful end (2N).
//!
//! 劳动合同法 arts. 40, 46, 47, 87, 97; 实施条例 arts. 20, 25, 27.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, Money, Severity};
use heng_packs::{Dated, SeverancePay};

use super::service::Service;
use crate::{
    amount::{TooLarge, plus, times, to_minor, wide},
    trace::Trace,
};

/// The first day of the Labour Contract Law. Service before it may follow older rules (art. 97).
pub const LABOUR_CONTRACT_LAW: NaiveDate = match NaiveDate::from_ymd_opt(2008, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// How the relation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By resignation, for cause, or by refusing an equal renewal: nothing is due (art. 46 the other way round).
    Uncompensated,
    /// With compensation (art. 46).
    Compensated,
    /// Unlawfully: twice the compensation, nothing in place of notice (arts. 48, 87).
    Unlawful,
}

/// How service before 2008 counts (art. 97: by the rules of its time; places and grounds differ, so the company says).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServiceBefore2008 {
    /// All service is counted alike, by art. 47.
    #[default]
    Alike,
    /// Apart, by 劳部发〔1994〕481号: a month for each year begun, without the cap at three averages.
    Apart {
        /// At most so many months: 12 for an agreed end (art. 5) and for unfitness (art. 7); none otherwise.
        months_max: Option<u32>,
    },
    /// Not at all: the end of a fixed term, which nobody compensated before 2008.
    NotCounted,
}

/// What severance is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeveranceFacts {
    /// Day of hire; of the earlier employer of a group whose service counts (实施条例 art. 10).
    pub hired: NaiveDate,
    /// Last day of the relation.
    pub last_day: NaiveDate,
    /// Average of the wages due in the 12 months before, bonuses and allowances included.
    pub average_wage: Money,
    /// The local minimum wage, which the average is raised to.
    pub minimum_wage: Option<Money>,
    /// The local average month wage of the previous year; `None` when it is not published, and then there is no cap.
    pub city_average: Option<Money>,
    /// How the relation ends.
    pub ending: Ending,
    /// The previous month's wage, when it is paid in place of 30 days' notice (art. 40).
    pub notice_in_lieu: Option<Money>,
    /// How service before 2008 counts.
    pub before_2008: ServiceBefore2008,
}

/// What is due, with every figure on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Severance {
    /// Service that counts by art. 47.
    pub service: Service,
    /// Months of wage for it, in hundredths: 750 is 7.5.
    pub months_hundredths: i64,
    /// The average was above three local averages: wage and years are capped.
    pub capped: bool,
    /// The wage a month counts for.
    pub base: Money,
    /// Part for service before 2008, when it is reckoned apart.
    pub before_2008: Option<OldPart>,
    /// How many times it is due: 0, 1 or 2.
    pub multiple: i64,
    /// Compensation or damages, the old part included.
    pub compensation: Money,
    /// Paid in place of notice.
    pub notice_in_lieu: Money,
    /// All of it.
    pub amount: Money,
}

/// The part for service before 2008, reckoned apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OldPart {
    /// Months of wage.
    pub months: u32,
    /// The wage a month counts for, without the cap.
    pub base: Money,
    /// Months × wage.
    pub amount: Money,
}

impl SeveranceFacts {
    /// What is due.
    pub fn reckon(&self, rule: &SeverancePay) -> Result<Severance, TooLarge> {
        let average = self.minimum_wage.map_or(self.average_wage, |least| self.average_wage.max(least));
        let apart = self.before_2008 != ServiceBefore2008::Alike;
        let from = if apart { self.hired.max(LABOUR_CONTRACT_LAW) } else { self.hired };
        let service = Service::between(from, self.last_day).unwrap_or_default();
        let cap = self.city_average.map(|city| times(city, i64::from(rule.city_averages_max))).transpose()?;
        let capped = cap.is_some_and(|cap| average > cap);
        let base = cap.map_or(average, |cap| average.min(cap));
        let mut months_hundredths = months(service, rule);
        if capped {
            months_hundredths =
                months_hundredths.min(i64::from(rule.years_max_when_capped) * rule.year_hundredths);
        }
        let before_2008 = match self.before_2008 {
            ServiceBefore2008::Apart { months_max } => self.old_part(average, months_max)?,
            ServiceBefore2008::Alike | ServiceBefore2008::NotCounted => None,
        };
        let (multiple, notice) = match self.ending {
            Ending::Uncompensated => (0, Money::ZERO),
            Ending::Compensated => (1, self.notice_in_lieu.unwrap_or(Money::ZERO)),
            Ending::Unlawful => (i64::from(rule.unlawful_multiple), Money::ZERO),
        };
        let old = before_2008.map_or(0, |part| wide(part.amount) * i128::from(multiple) * 100);
        let product = wide(base) * i128::from(months_hundredths) * i128::from(multiple);
        let compensation = to_minor(product + old, 100)?;
        let notice_in_lieu = times(notice, i64::from(rule.notice_in_lieu_months))?;
        Ok(Severance {
            service,
            months_hundredths,
            capped,
            base,
            before_2008,
            multiple,
            compensation,
            notice_in_lieu,
            amount: plus(compensation, notice_in_lieu)?,
        })
    }

    fn old_part(&self, base: Money, months_max: Option<u32>) -> Result<Option<OldPart>, TooLarge> {
        let Some(last) = LABOUR_CONTRACT_LAW.pred_opt().map(|day| day.min(self.last_day)) else {
            return Ok(None);
        };
        let Some(service) = Service::between(self.hired, last) else { return Ok(None) };
        let begun = service.years + u32::from(service.months > 0 || service.days > 0);
        let months = months_max.map_or(begun, |most| begun.min(most));
        Ok(Some(OldPart { months, base, amount: times(base, i64::from(months))? }))
    }

    /// What should be looked at: an average that is not known, service before 2008 counted without a word on how.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.city_average.is_none() {
            findings.push(Finding::new("severance.city_average_unknown", Severity::Warning, "city_average"));
        }
        if self.hired < LABOUR_CONTRACT_LAW && self.before_2008 == ServiceBefore2008::Alike {
            findings.push(
                Finding::new("severance.service_before_2008", Severity::Warning, "before_2008")
                    .with("hired", self.hired.to_string()),
            );
        }
        if self.ending == Ending::Unlawful && self.notice_in_lieu.is_some() {
            findings.push(Finding::new(
                "severance.no_notice_beside_damages",
                Severity::Info,
                "notice_in_lieu",
            ));
        }
        findings
    }
}

/// Months of wage for a service: one a year; a rest of half a year counts as a year, a shorter one half.
fn months(service: Service, rule: &SeverancePay) -> i64 {
    let full = i64::from(service.years) * rule.year_hundredths;
    if service.months >= rule.full_from_months {
        full + rule.year_hundredths
    } else if service.months > 0 || service.days > 0 {
        full + rule.part_hundredths
    } else {
        full
    }
}

impl Severance {
    /// The trace of the amount.
    pub fn explain(&self, rule: &Dated<SeverancePay>) -> Explanation {
        let base = if self.capped { "severance.wage_capped" } else { "severance.wage" };
        let whole = self.months_hundredths / 100;
        let rest = self.months_hundredths % 100;
        let mut trace = Trace::money("severance.amount", self.amount, rule)
            .term('=', "severance.years_of_service", self.service.years, "year")
            .term('+', "severance.months_of_service", self.service.months, "month")
            .amount('+', base, self.base)
            .term('×', "severance.months", format!("{whole}.{rest:02}"), "month");
        if let Some(old) = self.before_2008 {
            trace = trace.amount('+', "severance.wage_before_2008", old.base).term(
                '×',
                "severance.months_before_2008",
                old.months,
                "month",
            );
        }
        if self.multiple != 1 {
            trace = trace.term('×', "severance.multiple", self.multiple, "times");
        }
        trace.amount_if_any('+', "severance.notice_in_lieu", self.notice_in_lieu).done()
    }
}
