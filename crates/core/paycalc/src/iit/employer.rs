//! One person, one year, several employers: each withholds on what it pays itself.

use heng_kernel::{CompanyId, Explanation, Finding, Money, Severity};

use super::{Reconciled, ReconciliationRule, YearFigures, YearToDate};
use crate::amount::{TooLarge, minus, plus, total};

/// The year of one person at one employer. The figures of another employer or another year never enter it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmployerYear {
    /// The legal entity that withholds.
    pub company: CompanyId,
    /// The tax year: that of the payment, not of the work.
    pub year: i32,
    /// What it has paid and withheld.
    pub so_far: YearToDate,
}

impl EmployerYear {
    /// A year that begins.
    pub fn beginning(company: CompanyId, year: i32) -> Self {
        Self { company, year, so_far: YearToDate::default() }
    }

    /// The figures a payment of `company` in `year` goes on from: these, or none after a change of employer or of year. A second
    /// stint at the same employer in the year goes on.
    pub fn carry(before: Option<&Self>, company: CompanyId, year: i32) -> Self {
        match before {
            Some(before) if (before.company, before.year) == (company, year) => *before,
            _ => Self::beginning(company, year),
        }
    }
}

/// What to look at when a person is paid by several employers of the group in one month.
pub fn paid_by_several(
    employers: &[EmployerYear],
    special_additional_at: &[(CompanyId, Money)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let year = employers.iter().map(|employer| employer.year).max();
    let this_year: Vec<_> = employers.iter().filter(|employer| Some(employer.year) == year).collect();
    if this_year.len() > 1 {
        // Each takes the basic deduction for its months; the person settles the excess at the annual reconciliation.
        findings.push(
            Finding::new("iit.several_employers", Severity::Warning, "employers")
                .with("count", this_year.len()),
        );
    }
    let deducting = special_additional_at.iter().filter(|(_, amount)| *amount > Money::ZERO).count();
    if deducting > 1 {
        // 国务院 个人所得税专项附加扣除暂行办法, 国家税务总局公告2022年第7号: the same deduction in a month at one employer only.
        findings.push(
            Finding::new("iit.special.at_several_employers", Severity::Error, "special_additional")
                .with("count", deducting),
        );
    }
    findings
}

/// What one employer's slip of a month leaves of a person's year there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmployerSlip {
    /// The year at this employer, the slip included.
    pub year: EmployerYear,
    /// Special additional deductions that the slip took.
    pub special_additional: Money,
}

/// A person whom several employers of the group pay in one month: all their years together, and what reconciling them would come to
/// if the tax year ended with these slips. Each goes on withholding on what it pays itself (国家税务总局公告2018年第61号 art. 6); the
/// person declares the sum (个人所得税法 art. 11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeveralEmployers {
    /// The tax year's figures over all of them; a special additional deduction of the month counts once.
    pub year: YearFigures,
    /// What reconciling them would come to.
    pub preview: Reconciled,
    /// What somebody should look at, and what the person should be told.
    pub findings: Vec<Finding>,
}

impl SeveralEmployers {
    /// Over the slips of one month, by the rule of their tax year. Bonuses taxed apart stay apart.
    pub fn of(rule: &ReconciliationRule<'_>, slips: &[EmployerSlip]) -> Result<Self, TooLarge> {
        let years = || slips.iter().map(|slip| &slip.year.so_far);
        let gross = total(years().map(|year| year.income))?;
        let of_month = total(slips.iter().map(|slip| slip.special_additional))?;
        // The same deduction may be taken at one employer only: what others took beside the largest is not the person's.
        let once = slips.iter().map(|slip| slip.special_additional).max().unwrap_or(Money::ZERO);
        let special_additional = total(years().map(|year| year.special_additional))?;
        let year = YearFigures {
            wages: minus(gross, total(years().map(|year| year.exempt))?)?,
            special: total(years().map(|year| year.special))?,
            special_additional: plus(minus(special_additional, of_month)?, once)?,
            other: total(years().map(|year| year.other))?,
            withheld: total(years().map(|year| year.withheld))?,
            ..YearFigures::default()
        };
        let preview = rule.reconcile(&year)?;
        let employers: Vec<EmployerYear> = slips.iter().map(|slip| slip.year).collect();
        let special: Vec<_> = slips.iter().map(|slip| (slip.year.company, slip.special_additional)).collect();
        let mut findings = paid_by_several(&employers, &special);
        findings.extend(preview.findings());
        Ok(Self { year, preview, findings })
    }

    /// The trace of what would be owed.
    pub fn explain(&self, rule: &ReconciliationRule<'_>) -> Explanation {
        self.preview.explain(rule, &self.year)
    }
}

/// The special additional deductions of a month at each employer: all of them at the one the person has named, nothing elsewhere
/// (国家税务总局公告2022年第7号 art. 4).
pub fn special_additional_at(
    employers: &[CompanyId],
    named: CompanyId,
    entitled: Money,
) -> Vec<(CompanyId, Money)> {
    let at = |company: &CompanyId| (*company, if *company == named { entitled } else { Money::ZERO });
    employers.iter().map(at).collect()
}
