//! What law asks of a month: the schemes contributions are paid to, and the tax rules. The same engine serves every country; a
//! plan is made of rows of packs and nothing else.

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding};
use heng_packs::{IncomeTax, Side as Payer};

use crate::{
    contribution::{CityMonth, Contribution, SchemeTerms, Terms},
    iit::{BonusRule, WageRule},
    rule::RuleMissing,
};

/// The law of a place in a month, ready for any number of people.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// Stable code: `cn.shanghai@2026-07-15`.
    pub code: String,
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
    City(SchemeTerms<'a>),
    Own(fn(&Terms, &Contribution, Payer) -> Explanation),
}

/// The rules of income tax that a slip needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct TaxRules<'a> {
    pub(super) wage: WageRule<'a>,
    pub(super) bonus: BonusRule<'a>,
}

impl<'a> Plan<'a> {
    /// A plan without contributions and without tax.
    pub fn bare(code: impl Into<String>) -> Self {
        Self { code: code.into(), schemes: Vec::new(), tax: None, findings: Vec::new() }
    }

    /// A Chinese city in a month, with the cumulative withholding of residents. The day is that of the payment: it decides which
    /// tax rules apply.
    pub fn china(
        code: impl Into<String>,
        city: &CityMonth<'a>,
        tax: &'a IncomeTax,
        paid_on: NaiveDate,
    ) -> Result<Self, RuleMissing> {
        let schemes = city.schemes().iter().map(|scheme| PlanScheme {
            code: scheme.kind.code().to_owned(),
            terms: scheme.terms,
            group: if scheme.kind.is_fund() { Group::Fund } else { Group::Insurance },
            source: Source::City(scheme.clone()),
        });
        let rules = TaxRules { wage: WageRule::as_of(tax, paid_on)?, bonus: BonusRule::as_of(tax, paid_on)? };
        Ok(Self {
            code: code.into(),
            schemes: schemes.collect(),
            tax: Some(rules),
            findings: city.findings().to_vec(),
        })
    }

    /// Adds a scheme that is paid on the month's wages: CPF, MPF. `explain` makes its trace.
    #[must_use]
    pub fn with_scheme(
        mut self,
        code: impl Into<String>,
        terms: Terms,
        explain: fn(&Terms, &Contribution, Payer) -> Explanation,
    ) -> Self {
        let source = Source::Own(explain);
        self.schemes.push(PlanScheme { code: code.into(), terms, group: Group::Insurance, source });
        self
    }

    /// The codes of its schemes, in the order of a payslip.
    pub fn schemes(&self) -> impl Iterator<Item = &str> {
        self.schemes.iter().map(|scheme| scheme.code.as_str())
    }
}

impl PlanScheme<'_> {
    pub(super) fn explain(&self, paid: &Contribution, payer: Payer) -> Explanation {
        match &self.source {
            Source::City(scheme) => scheme.explain(paid, payer),
            Source::Own(explain) => explain(&self.terms, paid, payer),
        }
    }
}
