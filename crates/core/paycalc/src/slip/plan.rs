//! What law asks of a month: the schemes contributions are paid to, and the tax rules. The same engine serves every country; a
//! plan is made of rows of packs and nothing else.

use chrono::NaiveDate;
use heng_kernel::{Basis, Explanation, Finding, Input};
use heng_packs::{
    AnnuityLimit, AverageWage, Cpf, Dated, FundTaxLimit, IncomeTax, LimitedDeduction, Mpf, Side as Payer,
};

use super::line::TaxEffect;
use crate::{
    contribution::{CityMonth, Contribution, MpfPeriod, SchemeTerms, Terms, cpf, cpf_notes, mpf, mpf_notes},
    iit::{
        BonusRule, EarlyRetirementRule, InternalRetirementRule, NonResidentRule, SeveranceTaxRule, WageRule,
    },
    rule::{RuleMissing, add_notes, in_force, notes},
};

/// The law of a place in a month, ready for any number of people.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// Stable code: `cn.shanghai@2026-07-15`.
    pub code: String,
    /// The currency it reckons in, as [`heng_formula::unit_code`] names it: `cny`; a bare plan takes any.
    pub(super) money: Option<&'static str>,
    pub(super) schemes: Vec<PlanScheme<'a>>,
    pub(super) tax: Option<TaxRules<'a>>,
    /// Rows that are missing, have ended, or must be confirmed. They concern everybody of the plan.
    pub findings: Vec<Finding>,
}

/// A scheme of a plan.
#[derive(Clone, Debug)]
pub(super) struct PlanScheme<'a> {
    pub(super) code: String,
    pub(super) terms: Terms,
    pub(super) group: Group,
    source: Source<'a>,
}

/// Which declared base counts, and what can leave a person out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Insurance,
    Fund,
}

/// Where the trace of a scheme comes from.
#[derive(Clone, Debug)]
enum Source<'a> {
    City(Box<SchemeTerms<'a>>),
    Rows(Basis),
}

/// The rules of income tax that a slip needs.
#[derive(Clone, Debug)]
pub(super) struct TaxRules<'a> {
    pub(super) wages: WageTax<'a>,
    pub(super) severance: SeveranceTaxRule<'a>,
    /// Rules that only their own lump sums need: a slip without one does not miss them.
    pub(super) early_retirement: Result<EarlyRetirementRule<'a>, RuleMissing>,
    pub(super) internal_retirement: Result<InternalRetirementRule<'a>, RuleMissing>,
    /// The average wage of the place in the year before.
    pub(super) average: Option<&'a Dated<AverageWage>>,
    /// What of fund and other deductions tax lets through.
    pub(super) limits: Limits<'a>,
    /// What somebody should know of rows that only some slips lean on.
    pub(super) notes: Notes,
}

/// What somebody should know of rows that only some slips lean on, by what makes a slip lean on them.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    /// A bonus taxed apart.
    pub(super) bonus: Vec<Finding>,
    /// A compensation for leaving.
    pub(super) severance: Vec<Finding>,
    /// A lump sum for early retirement.
    pub(super) early_retirement: Vec<Finding>,
    /// One for internal retirement.
    pub(super) internal_retirement: Vec<Finding>,
    /// The local average, of a compensation or an annuity.
    pub(super) average: Vec<Finding>,
}

/// Limits of deductions; a deduction without a row in force is not deducted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits<'a> {
    pub(super) fund: Option<&'a Dated<FundTaxLimit>>,
    pub(super) personal_pension: Option<&'a Dated<LimitedDeduction>>,
    pub(super) health_insurance: Option<&'a Dated<LimitedDeduction>>,
    pub(super) annuity: Option<&'a Dated<AnnuityLimit>>,
}

impl<'a> TaxRules<'a> {
    fn as_of(wages: WageTax<'a>, tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            wages,
            severance: SeveranceTaxRule::as_of(tax, on)?,
            early_retirement: EarlyRetirementRule::as_of(tax, on),
            internal_retirement: InternalRetirementRule::as_of(tax, on),
            average: None,
            limits: Limits::as_of(tax, on),
            notes: Notes {
                bonus: notes(&tax.annual_bonus, on).chain(notes(&tax.monthly_table, on)).collect(),
                severance: notes(&tax.severance, on).collect(),
                early_retirement: notes(&tax.early_retirement, on).collect(),
                internal_retirement: notes(&tax.internal_retirement, on)
                    .chain(notes(&tax.monthly_table, on))
                    .collect(),
                average: Vec::new(),
            },
        })
    }
}

impl Limits<'_> {
    /// The row that limits deductions of an effect; own fund is a special deduction.
    pub(super) fn row(&self, effect: TaxEffect) -> Option<Input> {
        let version = match effect {
            TaxEffect::SpecialDeduction => self.fund.map(Dated::version),
            TaxEffect::PersonalPension => self.personal_pension.map(Dated::version),
            TaxEffect::HealthInsurance => self.health_insurance.map(Dated::version),
            TaxEffect::Annuity => self.annuity.map(Dated::version),
            _ => None,
        };
        version.map(|id| Input { kind: "pack_row".to_owned(), id, on: None })
    }
}

impl<'a> Limits<'a> {
    fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Self {
        Self {
            fund: tax.fund_limit.as_of(on),
            personal_pension: tax.personal_pension.as_of(on),
            health_insurance: tax.health_insurance.as_of(on),
            annuity: tax.annuity.as_of(on),
        }
    }
}

/// How wages and the bonus of a year are taxed, by residence. Residence is recorded of each person, never guessed.
#[derive(Clone, Copy, Debug)]
pub(super) enum WageTax<'a> {
    /// Over the year so far, with all deductions; the bonus apart or joined.
    Cumulative { wage: WageRule<'a>, bonus: BonusRule<'a> },
    /// Each month alone, without insurance or special additional deductions.
    MonthAlone(NonResidentRule<'a>),
}

impl<'a> Plan<'a> {
    /// A plan without contributions and without tax.
    pub fn bare(code: impl Into<String>) -> Self {
        Self { code: code.into(), money: None, schemes: Vec::new(), tax: None, findings: Vec::new() }
    }

    /// A Chinese city in a month, with the cumulative withholding of residents. The day is that of the payment: it decides which
    /// tax rules apply.
    pub fn china(
        code: impl Into<String>,
        city: &CityMonth<'a>,
        tax: &'a IncomeTax,
        paid_on: NaiveDate,
    ) -> Result<Self, RuleMissing> {
        let wages = WageTax::Cumulative {
            wage: WageRule::as_of(tax, paid_on)?,
            bonus: BonusRule::as_of(tax, paid_on)?,
        };
        let mut plan = Self::of_city(code, city, TaxRules::as_of(wages, tax, paid_on)?);
        let rows = notes(&tax.annual_table, paid_on).chain(notes(&tax.basic_deduction, paid_on));
        add_notes(&mut plan.findings, rows.chain(notes(&tax.rounding, paid_on)));
        Ok(plan)
    }

    /// The same for people who are not resident in China in the tax year: the city's contributions, and each month's wage taxed
    /// alone (see [`NonResidentRule`]).
    pub fn china_non_resident(
        code: impl Into<String>,
        city: &CityMonth<'a>,
        tax: &'a IncomeTax,
        paid_on: NaiveDate,
    ) -> Result<Self, RuleMissing> {
        let wages = WageTax::MonthAlone(NonResidentRule::as_of(tax, paid_on)?);
        let mut plan = Self::of_city(code, city, TaxRules::as_of(wages, tax, paid_on)?);
        let rows = notes(&tax.non_resident, paid_on).chain(notes(&tax.monthly_table, paid_on));
        add_notes(&mut plan.findings, rows.chain(notes(&tax.rounding, paid_on)));
        Ok(plan)
    }

    fn of_city(code: impl Into<String>, city: &CityMonth<'a>, tax: TaxRules<'a>) -> Self {
        let schemes = city.schemes().iter().map(|scheme| PlanScheme {
            code: scheme.kind.code().to_owned(),
            terms: scheme.terms,
            group: if scheme.kind.is_fund() { Group::Fund } else { Group::Insurance },
            source: Source::City(Box::new(scheme.clone())),
        });
        Self {
            code: code.into(),
            money: Some("cny"),
            schemes: schemes.collect(),
            tax: Some(tax),
            findings: city.findings().to_vec(),
        }
    }

    /// Singapore in a month, for people of an age (see [`crate::contribution::cpf_age`]): CPF, no tax withheld from pay.
    pub fn singapore(
        code: impl Into<String>,
        rules: &Cpf,
        on: NaiveDate,
        age: u32,
    ) -> Result<Self, RuleMissing> {
        let basis = in_force(&rules.rates, "sg.cpf.rates", on)?.basis("sg.cpf");
        let plan = Self::bare(code).with_scheme("cpf", cpf(rules, on, age)?, basis);
        Ok(Self { money: Some("sgd"), findings: cpf_notes(rules, on), ..plan })
    }

    /// Hong Kong in a month: MPF, no tax withheld from pay. `employee_free` is [`crate::contribution::mpf_employee_is_free`].
    pub fn hong_kong(
        code: impl Into<String>,
        rules: &Mpf,
        on: NaiveDate,
        employee_free: bool,
    ) -> Result<Self, RuleMissing> {
        let basis = in_force(&rules.rates, "hk.mpf.rates", on)?.basis("hk.mpf");
        let terms = mpf(rules, on, MpfPeriod::Month, employee_free)?;
        let plan = Self::bare(code).with_scheme("mpf", terms, basis);
        Ok(Self { money: Some("hkd"), findings: mpf_notes(rules, on), ..plan })
    }

    /// Adds a scheme that is paid on the month's wages, by the rule of `basis`.
    #[must_use]
    pub fn with_scheme(mut self, code: impl Into<String>, terms: Terms, basis: Basis) -> Self {
        let source = Source::Rows(basis);
        self.schemes.push(PlanScheme { code: code.into(), terms, group: Group::Insurance, source });
        self
    }

    /// The average wage of the place in the year before ([`heng_packs::AverageWages::of_city`]): the exemption of a compensation for
    /// leaving is three of it, unless the facts of a person name another.
    #[must_use]
    pub fn with_local_average(mut self, average: Option<&'a Dated<AverageWage>>) -> Self {
        if let Some(rules) = &mut self.tax {
            rules.average = average;
            rules.notes.average = average.and_then(Dated::unconfirmed).into_iter().collect();
        }
        self
    }

    /// The codes of its schemes, in the order of a payslip.
    pub fn schemes(&self) -> impl Iterator<Item = &str> {
        self.schemes.iter().map(|scheme| scheme.code.as_str())
    }
}

impl PlanScheme<'_> {
    /// The trace of one side's part.
    pub(super) fn explain(&self, paid: &Contribution, payer: Payer) -> Explanation {
        match &self.source {
            Source::City(scheme) => scheme.explain(paid, payer),
            Source::Rows(basis) => self.terms.explain(paid, payer, basis.clone(), None),
        }
    }
}
