//! One person, one year, several employers: each withholds on what it pays itself.

use heng_kernel::{CompanyId, Finding, Money, Severity};

use super::YearToDate;

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
