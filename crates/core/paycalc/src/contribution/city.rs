//! Social insurance and housing fund of a Chinese city in one month.
//!
//! 社会保险法 arts. 10–12, 23, 33, 44, 53, 60; 住房公积金管理条例 arts. 16–18. Each scheme has its own limits, rates and days of change, so
//! a month is put together scheme by scheme, from the row in force for each.

use chrono::{Datelike, NaiveDate};
use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{
    BaseLimits, ContributionRate, Dated, Enrolment, FundRates, MoneyRounding, Scheme, SchemeOn, Share,
    SocialCity, Timeline,
};

use super::{Contribution, Side, Terms, Wages};
use crate::{
    amount::{TooLarge, plus},
    rule::{RuleMissing, add_notes, in_force, notes},
};

/// A scheme on a payslip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemeKind {
    /// A scheme of social insurance.
    Insurance(Scheme),
    /// The housing fund (住房公积金).
    HousingFund,
    /// The supplementary housing fund (补充住房公积金).
    SupplementaryFund,
}

impl SchemeKind {
    /// Stable code: `pension`, `housing_fund`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Insurance(scheme) => scheme.code(),
            Self::HousingFund => "housing_fund",
            Self::SupplementaryFund => "supplementary_fund",
        }
    }

    /// Whether it is one of the housing funds.
    pub const fn is_fund(self) -> bool {
        !matches!(self, Self::Insurance(_))
    }
}

/// Both sides' rates of a fund, as the company chose them within what the city allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundChoice {
    /// 个人.
    pub employee: Rate,
    /// 单位.
    pub employer: Rate,
}

impl FundChoice {
    /// The same rate on both sides.
    pub const fn both(rate: Rate) -> Self {
        Self { employee: rate, employer: rate }
    }
}

/// How a fixed yearly amount that a city takes in unequal months is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FixedAmounts {
    /// As the city takes it (Tianjin: 21 in January, April, July, October, else 22).
    #[default]
    ByMonth,
    /// The same twelfth each month, rounded to the fen.
    Twelfth,
}

/// What a company has decided about its contributions in a city.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyChoice {
    /// Rates of the ordinary fund; `None` when nobody is enrolled.
    pub fund: Option<FundChoice>,
    /// Rates of the supplementary fund.
    pub supplementary: Option<FundChoice>,
    /// The company's own injury rate by industry class and record; `None` takes class 1.
    pub injury: Option<Rate>,
    /// Local schemes it has confirmed that it pays, beside those everybody pays.
    pub confirmed: Vec<Scheme>,
    /// Fixed amounts taken in unequal months.
    pub fixed_amounts: FixedAmounts,
    /// Goes on with the last known limits and rates while no newer notice is out, instead of leaving the scheme out.
    pub goes_on_after_expiry: bool,
    /// The day whose rows count, where it is not the day asked for: a company goes by the first of the month, or a month is reckoned as it
    /// was before a late notice.
    pub rules_on: Option<NaiveDate>,
}

/// One scheme of a month, with the rows it was made from.
#[derive(Clone, Debug)]
pub struct SchemeTerms<'a> {
    /// Which.
    pub kind: SchemeKind,
    /// What it asks for.
    pub terms: Terms,
    /// Limits of the base.
    pub limits: &'a Dated<BaseLimits>,
    /// Where the rates stand.
    rates: Rates<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Rates<'a> {
    Insurance(&'a Dated<ContributionRate>),
    Fund(&'a Dated<FundRates>),
}

/// The declared bases of a person (申报基数), before any limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bases {
    /// Of social insurance.
    pub insurance: Money,
    /// Of the housing fund.
    pub fund: Money,
}

impl Bases {
    /// One base for all.
    pub const fn same(declared: Money) -> Self {
        Self { insurance: declared, fund: declared }
    }

    const fn of(&self, kind: SchemeKind) -> Money {
        if kind.is_fund() { self.fund } else { self.insurance }
    }
}

/// All schemes of a city in a month, ready for any number of people.
#[derive(Clone, Debug)]
pub struct CityMonth<'a> {
    schemes: Vec<SchemeTerms<'a>>,
    findings: Vec<Finding>,
}

/// Both sides' parts over all schemes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BothSides {
    /// Of the employee.
    pub employee: Money,
    /// Of the employer.
    pub employer: Money,
}

impl<'a> CityMonth<'a> {
    /// What the city asks for on a day, as the company chose. A scheme of which a row is missing is left out with a finding.
    pub fn as_of(city: &'a SocialCity, on: NaiveDate, choice: &CompanyChoice) -> Result<Self, RuleMissing> {
        let by = choice.rules_on.unwrap_or(on);
        let mut month = Self { schemes: Vec::new(), findings: Vec::new() };
        let rounding = in_force(&city.rounding, "social.rounding", by)?.value;
        add_notes(&mut month.findings, notes(&city.rounding, by));
        for (scheme, rules) in &city.schemes {
            let confirmed = choice.confirmed.contains(scheme);
            if rules.enrolment == Enrolment::WhenConfirmed && !confirmed {
                continue;
            }
            let now = SchemeOn {
                scheme: *scheme,
                base: month.row(&rules.bases, by, choice, scheme.code(), "base"),
                rate: month.row(&rules.rates, by, choice, scheme.code(), "rate"),
                enrolment: rules.enrolment,
            };
            if let (Some(limits), Some(rates)) = (now.base, now.rate) {
                month.schemes.push(insurance(*scheme, limits, rates, on, rounding, choice));
            }
        }
        let fund = &city.housing_fund;
        let chosen = [
            (SchemeKind::HousingFund, choice.fund, &fund.rates),
            (SchemeKind::SupplementaryFund, choice.supplementary, &fund.supplementary),
        ];
        for (kind, chosen, allowed) in chosen {
            let Some(chosen) = chosen else { continue };
            let limits = month.row(&fund.bases, by, choice, kind.code(), "base");
            let allowed = month.row(allowed, by, choice, kind.code(), "rate");
            if let (Some(limits), Some(allowed)) = (limits, allowed) {
                let rounding = in_force(&fund.rounding, "housing_fund.rounding", by)?.value;
                add_notes(&mut month.findings, notes(&fund.rounding, by));
                month.check_fund_rates(kind, chosen, &allowed.value);
                month.schemes.push(fund_terms(kind, limits, allowed, chosen, rounding));
            }
        }
        Ok(month)
    }

    /// The schemes, in the order of a payslip.
    pub fn schemes(&self) -> &[SchemeTerms<'a>] {
        &self.schemes
    }

    /// Rows that are missing, have ended, or must be confirmed; rates the city does not allow.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What each scheme asks of a person.
    pub fn contributions<'s>(
        &'s self,
        bases: &'s Bases,
    ) -> impl Iterator<Item = Result<(&'s SchemeTerms<'a>, Contribution), TooLarge>> {
        self.schemes.iter().map(|scheme| {
            let paid = scheme.terms.contribute(&Wages::base(bases.of(scheme.kind)))?;
            Ok((scheme, paid))
        })
    }

    /// The sums over all schemes. Allocates nothing.
    pub fn sums(&self, bases: &Bases) -> Result<BothSides, TooLarge> {
        self.contributions(bases).try_fold(BothSides::default(), |sums, paid| {
            let (_, paid) = paid?;
            Ok(BothSides {
                employee: plus(sums.employee, paid.employee)?,
                employer: plus(sums.employer, paid.employer)?,
            })
        })
    }

    /// The row in force, or the last one when the company goes on with it, or none; each but the first with a finding.
    fn row<T>(
        &mut self,
        timeline: &'a Timeline<T>,
        on: NaiveDate,
        choice: &CompanyChoice,
        scheme: &'static str,
        what: &'static str,
    ) -> Option<&'a Dated<T>> {
        let path = format!("{scheme}.{what}");
        if let Some(row) = timeline.as_of(on) {
            add_notes(&mut self.findings, notes(timeline, on));
            return Some(row);
        }
        match timeline.last_known(on) {
            Some(row) if choice.goes_on_after_expiry => {
                self.findings.push(
                    Finding::new("contribution.row_has_ended", Severity::Warning, path)
                        .with("row", row.version())
                        .with("last_day", row.valid.last_day().map(|day| day.to_string())),
                );
                Some(row)
            }
            // Never begun: the city has no such scheme yet.
            None if timeline.is_empty() && what == "rate" => None,
            _ => {
                self.findings.push(RuleMissing { rule: scheme, on }.finding(&path));
                None
            }
        }
    }

    fn check_fund_rates(&mut self, kind: SchemeKind, chosen: FundChoice, allowed: &FundRates) {
        if allowed.equal_sides && chosen.employee != chosen.employer {
            let told = Finding::new("contribution.fund_sides_differ", Severity::Info, kind.code());
            let told = told.with("employee", chosen.employee.to_string());
            self.findings.push(told.with("employer", chosen.employer.to_string()));
        }
        for (side, rate) in [("employee", chosen.employee), ("employer", chosen.employer)] {
            if !allowed.allows(rate) {
                self.findings.push(
                    Finding::new(
                        "contribution.fund_rate_not_allowed",
                        Severity::Warning,
                        format!("{}.{side}", kind.code()),
                    )
                    .with("rate", rate.to_string())
                    .with("min", allowed.min.to_string())
                    .with("max", allowed.max.to_string()),
                );
            }
        }
    }
}

fn insurance<'a>(
    scheme: Scheme,
    limits: &'a Dated<BaseLimits>,
    rates: &'a Dated<ContributionRate>,
    on: NaiveDate,
    rounding: MoneyRounding,
    choice: &CompanyChoice,
) -> SchemeTerms<'a> {
    let mut employee = rates.value.employee;
    let mut employer = rates.value.employer;
    if choice.fixed_amounts == FixedAmounts::ByMonth
        && let Some(months) = rates.value.employee_fixed_by_month
        && let Some(fixed) = usize::try_from(on.month0()).ok().and_then(|month| months.get(month))
    {
        employee.fixed = *fixed;
    }
    if scheme == Scheme::Injury
        && let Some(own) = choice.injury
    {
        employer.rate = own;
    }
    SchemeTerms {
        kind: SchemeKind::Insurance(scheme),
        terms: Terms::of(limits.value, Side::of(employee, rounding), Side::of(employer, rounding)),
        limits,
        rates: Rates::Insurance(rates),
    }
}

fn fund_terms<'a>(
    kind: SchemeKind,
    limits: &'a Dated<BaseLimits>,
    allowed: &'a Dated<FundRates>,
    chosen: FundChoice,
    rounding: MoneyRounding,
) -> SchemeTerms<'a> {
    let side = |rate| Side::of(Share { rate, fixed: Money::ZERO }, rounding);
    SchemeTerms {
        kind,
        terms: Terms::of(limits.value, side(chosen.employee), side(chosen.employer)),
        limits,
        rates: Rates::Fund(allowed),
    }
}

/// Whose part of a contribution is explained.
pub use heng_packs::Side as Payer;

impl SchemeTerms<'_> {
    /// The trace of one side's part.
    pub fn explain(&self, paid: &Contribution, payer: Payer) -> Explanation {
        let code = match payer {
            Payer::Employee => "contribution.employee",
            Payer::Employer => "contribution.employer",
        };
        let basis = match self.rates {
            Rates::Insurance(row) => row.basis(code),
            Rates::Fund(row) => row.basis(code),
        };
        self.terms.explain(paid, payer, basis, Some(self.limits))
    }
}
