//! The trace of each line of a slip.
//!
//! Nothing is reckoned anew: the formulas are evaluated once with their steps, the schemes and the tax keep the figures on their
//! way, and each line is put into words only when it is asked for.

use heng_formula::{ItemTrace, Row, TraceNode, Traced};
use heng_kernel::{Basis, Explanation, Finding, Input, Locale, Money, Severity, Term};
use heng_packs::Side as Payer;

use super::{
    engine::{Engine, Slip},
    facts::PersonMonth,
    items::money,
    law::Steps,
    line::{Line, LineKey, LineKind, TaxEffect},
    plan::{Plan, TaxRules, WageTax},
};
use crate::amount::TooLarge;

/// A slip that can say how each of its lines came about.
#[derive(Debug)]
pub struct Explained<'e> {
    /// The slip, the same as without a trace.
    pub slip: Slip,
    engine: &'e Engine,
    pub(super) plan: &'e Plan<'e>,
    pub(super) person: &'e PersonMonth,
    traced: Traced<'e>,
    pub(super) steps: Steps,
}

impl Engine {
    /// The inputs of a person as the formulas see them, for [`Engine::explain`].
    pub fn row(&self, person: &PersonMonth) -> Row {
        self.items.row(person)
    }

    /// The slip with its trace; `row` is [`Engine::row`] of the same person.
    pub fn explain<'e>(&'e self, plan: &'e Plan<'e>, person: &'e PersonMonth, row: &'e Row) -> Explained<'e> {
        let traced = self.items.program.trace(row);
        let mut faults = Vec::new();
        let amounts: Vec<Money> = self
            .items
            .items
            .iter()
            .map(|slot| match traced.result.number(*slot) {
                Ok(number) => money(number).unwrap_or_else(|| {
                    faults.push(self.items.too_large(*slot));
                    Money::ZERO
                }),
                Err(fault) => {
                    faults.push(fault.finding(&self.items.program));
                    Money::ZERO
                }
            })
            .collect();
        let mut steps = Steps::default();
        let slip = self.compose(plan, person, &amounts, Some(&mut steps));
        let mut slip = slip.unwrap_or_else(|TooLarge| Slip {
            findings: vec![Finding::new("pay.too_large", Severity::Error, "slip")],
            ..Slip::default()
        });
        slip.findings.extend(faults);
        Explained { slip, engine: self, plan, person, traced, steps }
    }
}

impl<'e> Explained<'e> {
    /// The steps of the formula behind a line, when it is an item.
    pub fn formula(&self, line: &Line) -> Option<&ItemTrace<'e>> {
        let LineKey::Item(n) = line.key else { return None };
        self.traced.item(*self.engine.items.items.get(usize::from(n))?)
    }

    /// The formula behind a line with every value, on one line: `21.75 天 …`.
    pub fn sentence(&self, line: &Line, locale: Locale) -> Option<String> {
        self.formula(line).map(|trace| trace.line(locale))
    }

    /// The same as a tree.
    pub fn tree(&self, line: &Line, locale: Locale) -> Option<TraceNode> {
        self.formula(line).map(|trace| trace.tree(locale))
    }

    /// How a line came about: terms, rule, source of the law, version of the data.
    pub fn explanation(&self, line: &Line) -> Explanation {
        let scheme = |n: u8, payer| {
            let scheme = self.plan.schemes.get(usize::from(n))?;
            Some(scheme.explain(self.steps.contributions.get(usize::from(n))?, payer))
        };
        let steps = &self.steps;
        let explained = match line.key {
            LineKey::Item(n) => self.item(n, line),
            LineKey::Employee(n) => scheme(n, Payer::Employee),
            LineKey::Employer(n) => scheme(n, Payer::Employer),
            LineKey::WageTax => match self.wages() {
                Some(WageTax::Cumulative { wage, .. }) => {
                    steps.withholding.map(|taxed| self.with_limits(taxed.explain(wage)))
                }
                Some(WageTax::MonthAlone(rule)) => steps.alone.map(|taxed| taxed.explain(rule)),
                None => None,
            },
            LineKey::BonusTax => match self.wages() {
                Some(WageTax::Cumulative { bonus, .. }) => steps.bonus.map(|taxed| taxed.explain(bonus)),
                Some(WageTax::MonthAlone(rule)) => steps.bonus_alone.map(|taxed| taxed.explain(rule)),
                None => None,
            },
            LineKey::SeveranceTax => {
                let taxed = steps.lump_sums.severance.zip(self.plan.tax.as_ref());
                // An average that the person's facts name stands in no pack.
                let named = self.person.tax.local_annual_average.is_some();
                let from = |rules: &TaxRules<'e>| rules.average.filter(|_| !named);
                taxed.map(|(taxed, rules)| taxed.explain(&rules.severance, from(rules)))
            }
            LineKey::EarlyRetirementTax | LineKey::InternalRetirementTax => self.retirement(line.key),
            LineKey::Arrear(n) => self.person.arrears.get(usize::from(n)).map(|arrear| {
                let mut told = plain("pay.arrear", line.amount);
                let slip = Input { kind: "slip".to_owned(), id: arrear.month.to_string(), on: None };
                told.terms.push(
                    amount('=', "pay.arrear_of", arrear.line.amount)
                        .with("line", arrear.line.code.clone())
                        .read_from(slip),
                );
                told
            }),
            LineKey::Recovery(n) => self.person.carried.get(usize::from(n)).map(|carried| {
                let mut told = plain("pay.recovery", line.amount);
                told.terms.push(amount('+', "pay.carried", carried.amount));
                if let Some(rest) =
                    carried.amount.checked_sub(line.amount).filter(|rest| *rest != Money::ZERO)
                {
                    told.terms.push(amount('-', "pay.not_taken", rest));
                }
                told
            }),
            LineKey::Advance => Some(self.advance(line)),
        };
        explained.unwrap_or_else(|| plain("pay.line", line.amount))
    }

    /// The tax on a lump sum for early or internal retirement.
    fn retirement(&self, key: LineKey) -> Option<Explanation> {
        let (rules, taxed) = (self.plan.tax.as_ref()?, &self.steps.lump_sums);
        match key {
            LineKey::EarlyRetirementTax => Some(taxed.early?.explain(rules.early_retirement.as_ref().ok()?)),
            _ => {
                let rule = rules.internal_retirement.as_ref().ok()?;
                Some(taxed.internal?.explain(rule, taxed.wage_withheld))
            }
        }
    }

    /// Pay less contributions and taxes, which is below nothing.
    fn advance(&self, line: &Line) -> Explanation {
        let mut told = plain("pay.advance", line.amount);
        let totals = &self.slip.totals;
        told.terms.push(amount('+', "pay.earnings", totals.earnings));
        let lines = self.slip.lines.iter().take_while(|other| other.key != LineKey::Advance);
        let taken = lines.filter(|other| other.kind == LineKind::Deduction).map(|other| other.amount.minor());
        told.terms.push(amount('-', "pay.contributions_and_tax", Money::from_minor(taken.sum())));
        told
    }

    /// The tax with what limits did to this month's deductions shown apart, each with the row that limits it.
    fn with_limits(&self, mut told: Explanation) -> Explanation {
        let Some(rules) = &self.plan.tax else { return told };
        let through = &self.steps.through;
        let mut show = |of: &str, sign, label: &str, part: Money, effect| {
            set_apart(&mut told.terms, of, amount(sign, label, part).read_from(rules.limits.row(effect)));
        };
        let (fund, deducted) = (through.fund, through.deducted);
        show(
            "iit.wage.income",
            '+',
            "iit.wage.fund_excess",
            fund.employer_excess,
            TaxEffect::SpecialDeduction,
        );
        show(
            "iit.wage.special",
            '+',
            "iit.wage.own_fund_excess",
            fund.own_excess,
            TaxEffect::SpecialDeduction,
        );
        for (effect, part) in [
            (TaxEffect::PersonalPension, deducted.personal_pension),
            (TaxEffect::HealthInsurance, deducted.health_insurance),
            (TaxEffect::Annuity, deducted.annuity),
        ] {
            show("iit.wage.other", '-', effect.code(), part, effect);
        }
        told
    }

    /// How the plan taxes wages.
    pub(super) fn wages(&self) -> Option<&WageTax<'e>> {
        self.plan.tax.as_ref().map(|rules| &rules.wages)
    }

    fn item(&self, n: u16, line: &Line) -> Option<Explanation> {
        let structure = self.engine.structure();
        let item = structure.items.get(usize::from(n))?;
        let basis =
            Basis { rule: item.code.clone(), version: structure.code.clone(), source: item.source.clone() };
        let mut told = self.formula(line)?.explanation(&item.code, basis);
        let wanted = Money::parse_major(&told.value).filter(|_| item.is_after_tax());
        if let Some(rest) = wanted.and_then(|wanted| wanted.checked_sub(line.amount))
            && rest != Money::ZERO
        {
            told.terms.push(amount('-', "pay.not_taken", rest));
            told.value = line.amount.to_string();
        }
        Some(told)
    }
}

/// Takes `part` out of the term `of` and shows it behind; a term of nothing is left out. Without that term nothing changes.
fn set_apart(terms: &mut Vec<Term>, of: &str, part: Term) {
    let Some(place) = terms.iter().position(|term| term.label == of) else { return };
    let moved = Money::parse_major(&part.value).filter(|moved| *moved != Money::ZERO);
    let (Some(moved), Some(whole)) = (moved, terms.get_mut(place)) else { return };
    let rest = Money::parse_major(&whole.value).and_then(|value| {
        if whole.sign == part.sign { value.checked_sub(moved) } else { value.checked_add(moved) }
    });
    let Some(rest) = rest else { return };
    whole.value = rest.to_string();
    if rest == Money::ZERO {
        terms.remove(place);
        terms.insert(place, part);
    } else {
        terms.insert(place + 1, part);
    }
}

fn plain(label: &str, value: Money) -> Explanation {
    Explanation {
        label: label.to_owned(),
        value: value.to_string(),
        unit: "money".to_owned(),
        terms: Vec::new(),
        basis: Basis { rule: label.to_owned(), version: String::new(), source: None },
    }
}

fn amount(sign: char, label: &str, value: Money) -> Term {
    Term::new(sign, label, value, "money")
}
