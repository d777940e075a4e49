//! From facts to slips: a structure compiled once, run for any number of people.

use heng_formula::{Diagnostic, unit_code};
use heng_kernel::{CompanyId, Finding, Money, Severity};

use super::{
    arrears::{ADVANCE, RECOVERY, WAGE_TAX},
    draft::Draft,
    facts::{Carried, PersonMonth},
    items::{Items, StructureFault},
    law::{self, Steps},
    line::{Line, LineKey, LineKind, TaxEffect, Totals},
    plan::Plan,
    record::{Record, RecordLine},
    settle::{self, Purse, Wanted},
    structure::{BaseRole, PayItem, PayStructure, Recovery},
};
use crate::{
    amount::{TooLarge, minus, plus},
    contribution::Wages,
    iit::{EmployerSlip, EmployerYear, YearToDate},
};

/// People whose formulas are evaluated together: large enough to share the work, small enough for the cache.
const COLUMN: usize = 256;

/// A compiled pay structure.
#[derive(Debug)]
pub struct Engine {
    structure: PayStructure,
    /// The currency of its amounts, by its one name.
    money: String,
    pub(super) items: Items,
    shapes: Vec<Shape>,
    /// Numbers of the deductions after tax, lowest rank first.
    after_tax: Vec<u16>,
}

/// What of an item the sums need.
#[derive(Clone, Copy, Debug)]
struct Shape {
    key: LineKey,
    kind: LineKind,
    effect: TaxEffect,
    base: BaseRole,
    in_minimum_wage: bool,
    after_tax: bool,
}

/// One person's slip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// Its lines, those of nothing left out.
    pub lines: Vec<Line>,
    /// Their sums.
    pub totals: Totals,
    /// The tax year after this slip.
    pub year: YearToDate,
    /// What could not be taken and waits for the next slip.
    pub carried: Vec<Carried>,
    /// What somebody should know or look at. With an error among them the slip must not be paid.
    pub findings: Vec<Finding>,
}

impl Slip {
    /// Whether it may be paid.
    pub fn is_payable(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// What the slip leaves of a person's tax year at a company, for a person whom several employers of the group pay.
    pub fn at_employer(&self, company: CompanyId, year: i32, person: &PersonMonth) -> EmployerSlip {
        let year = EmployerYear { company, year, so_far: self.year };
        EmployerSlip { year, special_additional: person.tax.special_additional }
    }

    /// The amount of the lines of a key; nothing when there is none.
    pub fn amount(&self, key: LineKey) -> Money {
        self.lines.iter().find(|line| line.key == key).map_or(Money::ZERO, |line| line.amount)
    }
}

impl Engine {
    /// Compiles a structure: every formula read, checked for units and names, and put in order. All faults come back at once;
    /// warnings (unused, shadowed names) stand beside the engine.
    pub fn new(structure: PayStructure) -> Result<(Self, Vec<Diagnostic>), StructureFault> {
        let (items, warnings) = Items::compile(&structure)?;
        let shapes: Vec<Shape> =
            (0_u16..).zip(&structure.items).map(|(n, item)| Shape::of(n, item)).collect();
        let mut after_tax: Vec<(u8, u16)> = (0_u16..)
            .zip(&structure.items)
            .filter(|(_, item)| item.is_after_tax())
            .map(|(n, item)| (item.recovery.unwrap_or_default().rank, n))
            .collect();
        after_tax.sort_unstable();
        let after_tax = after_tax.into_iter().map(|(_, n)| n).collect();
        let money = unit_code(&structure.money);
        Ok((Self { structure, money, items, shapes, after_tax }, warnings))
    }

    /// The structure it was made from.
    pub fn structure(&self) -> &PayStructure {
        &self.structure
    }

    /// The place of an input in [`PersonMonth::values`].
    pub fn input(&self, name: &str) -> Option<usize> {
        self.structure.inputs.iter().position(|input| input.name == name)
    }

    /// The slip of one person.
    pub fn slip(&self, plan: &Plan<'_>, person: &PersonMonth) -> Slip {
        self.slips(plan, std::slice::from_ref(person)).pop().unwrap_or_default()
    }

    /// The slips of people of one plan, in their order. A person whose figures cannot be reckoned gets a slip with an error finding;
    /// the others are not touched by it.
    pub fn slips(&self, plan: &Plan<'_>, people: &[PersonMonth]) -> Vec<Slip> {
        let mut slips = Vec::with_capacity(people.len());
        let mut sheet = self.items.sheet();
        for chunk in people.chunks(COLUMN) {
            self.items.evaluate(chunk, &mut sheet);
            for (row, person) in chunk.iter().enumerate() {
                let slip = self.compose(plan, person, sheet.row(row), None);
                let mut slip = slip.unwrap_or_else(|TooLarge| Slip {
                    findings: vec![Finding::new("pay.too_large", Severity::Error, "slip")],
                    ..Slip::default()
                });
                slip.findings.extend(sheet.faults(row));
                slips.push(slip);
            }
        }
        slips
    }

    /// Puts a slip together from the amounts of its items.
    pub(super) fn compose(
        &self,
        plan: &Plan<'_>,
        person: &PersonMonth,
        amounts: &[Money],
        mut steps: Option<&mut Steps>,
    ) -> Result<Slip, TooLarge> {
        let mut draft = Draft::new(amounts.len() + plan.schemes.len() * 2 + 2);
        draft.findings.extend(self.mixed_currency(plan));
        let (wages, normal) = self.items_before_tax(amounts, &mut draft)?;
        for (n, arrear) in (0_u16..).zip(&person.arrears) {
            let line = &arrear.line;
            draft.add(LineKey::Arrear(n), line.kind, line.effect.of_arrear(), line.amount)?;
        }
        let shares = law::contributions(plan, person, &wages, &mut draft, steps.as_deref_mut())?;
        test_minimum_wage(person, normal, shares.own, &mut draft.findings)?;
        let year = law::withhold(plan, person, &shares, &mut draft, steps)?;
        let carried = self.settle(person, amounts, &mut draft)?;
        Ok(Slip { lines: draft.lines, totals: draft.totals, year, carried, findings: draft.findings })
    }

    /// Amounts of one currency reckoned by the law of another are no pay.
    fn mixed_currency(&self, plan: &Plan<'_>) -> Option<Finding> {
        let asked = plan.money.filter(|money| *money != self.money)?;
        let told = Finding::new("pay.currency_mixed", Severity::Error, "structure.money");
        Some(told.with("structure", self.structure.money.clone()).with("plan", asked.to_uppercase()))
    }

    /// Every item but the deductions after tax; the wages contributions are paid on, and the wage for normal hours.
    fn items_before_tax(&self, amounts: &[Money], draft: &mut Draft) -> Result<(Wages, Money), TooLarge> {
        let mut wages = Wages::default();
        let mut normal = Money::ZERO;
        for (shape, amount) in self.shapes.iter().zip(amounts) {
            if shape.after_tax || *amount == Money::ZERO {
                continue;
            }
            draft.add(shape.key, shape.kind, shape.effect, *amount)?;
            let signed =
                if shape.kind == LineKind::Deduction { minus(Money::ZERO, *amount)? } else { *amount };
            match shape.base {
                BaseRole::Ordinary => wages.ordinary = plus(wages.ordinary, signed)?,
                BaseRole::Additional => wages.additional = plus(wages.additional, signed)?,
                BaseRole::None => {}
            }
            if shape.in_minimum_wage {
                normal = plus(normal, signed)?;
            }
        }
        Ok((wages, normal))
    }

    /// Takes what is owed after tax, by rank; what cannot be taken is carried or dropped.
    fn settle(
        &self,
        person: &PersonMonth,
        amounts: &[Money],
        draft: &mut Draft,
    ) -> Result<Vec<Carried>, TooLarge> {
        let mut carried = Vec::new();
        let (mut purse, advance) = Purse::new(draft.totals.net, draft.sums.income, person.protected);
        if advance > Money::ZERO {
            draft.add(
                LineKey::Advance,
                LineKind::Deduction,
                TaxEffect::None,
                minus(Money::ZERO, advance)?,
            )?;
            settle::advance(advance, &mut carried, &mut draft.findings)?;
        }
        for wanted in self.wanted(person, amounts) {
            let taken = purse.take(&wanted)?;
            draft.add(wanted.key, LineKind::Deduction, TaxEffect::None, taken)?;
            settle::leave_over(&wanted, taken, &mut carried, &mut draft.findings)?;
        }
        if person.settles {
            draft.findings.extend(settle::still_owed(&carried)?);
        }
        Ok(carried)
    }

    /// Deductions after tax: what earlier slips could not take before the month's own of the same rank.
    fn wanted<'p>(
        &'p self,
        person: &'p PersonMonth,
        amounts: &'p [Money],
    ) -> impl Iterator<Item = Wanted<'p>> {
        let own = self.after_tax.iter().filter_map(|n| {
            let place = usize::from(*n);
            let (item, amount) = (self.structure.items.get(place)?, amounts.get(place)?);
            let recovery = item.recovery.unwrap_or_default();
            Some(Wanted { key: LineKey::Item(*n), code: &item.code, amount: *amount, recovery })
        });
        let own = own.filter(|wanted| wanted.amount != Money::ZERO);
        let before = (0_u16..).zip(&person.carried).map(|(n, carried)| Wanted {
            key: LineKey::Recovery(n),
            code: &carried.code,
            amount: carried.amount,
            recovery: Recovery { carry: true, ..carried.recovery },
        });
        let mut wanted: Vec<Wanted<'p>> = before.chain(own).collect();
        wanted.sort_by_key(|wanted| wanted.recovery.rank);
        wanted.into_iter()
    }

    /// The lasting name of a line: `base_pay`, `pension.employee`, `tax.wage`, `arrears.2026-06.base_pay`, `recovery.loan`.
    pub fn code(&self, plan: &Plan<'_>, person: &PersonMonth, key: LineKey) -> String {
        let scheme = |n: u8| plan.schemes.get(usize::from(n)).map_or("", |scheme| scheme.code.as_str());
        match key {
            LineKey::Item(n) => {
                self.structure.items.get(usize::from(n)).map_or_else(String::new, |item| item.code.clone())
            }
            LineKey::Employee(n) => format!("{}.employee", scheme(n)),
            LineKey::Employer(n) => format!("{}.employer", scheme(n)),
            LineKey::WageTax => WAGE_TAX.to_owned(),
            LineKey::BonusTax => "tax.bonus".to_owned(),
            LineKey::SeveranceTax => "tax.severance".to_owned(),
            LineKey::EarlyRetirementTax => "tax.early_retirement".to_owned(),
            LineKey::InternalRetirementTax => "tax.internal_retirement".to_owned(),
            LineKey::Arrear(n) => person
                .arrears
                .get(usize::from(n))
                .map_or_else(String::new, |arrear| format!("arrears.{}.{}", arrear.month, arrear.line.code)),
            LineKey::Recovery(n) => person
                .carried
                .get(usize::from(n))
                .map_or_else(String::new, |carried| format!("{RECOVERY}{}", carried.code)),
            LineKey::Advance => ADVANCE.to_owned(),
        }
    }

    /// The slip as it is kept.
    pub fn record(&self, plan: &Plan<'_>, person: &PersonMonth, slip: &Slip) -> Record {
        let lines = slip.lines.iter().map(|line| RecordLine {
            code: self.code(plan, person, line.key),
            kind: line.kind,
            effect: line.effect,
            amount: line.amount,
        });
        Record { lines: lines.collect(), totals: slip.totals }
    }
}

/// Tells of a wage for normal hours below the minimum wage of the place.
fn test_minimum_wage(
    person: &PersonMonth,
    normal: Money,
    own_shares: Money,
    findings: &mut Vec<Finding>,
) -> Result<(), TooLarge> {
    let Some(least) = person.minimum_wage else { return Ok(()) };
    let compared = least.compared(normal, own_shares)?;
    if compared < least.monthly {
        findings.push(
            Finding::new("pay.below_minimum_wage", Severity::Warning, "slip")
                .with("wage", compared.to_string())
                .with("own_shares", minus(normal, compared)?.to_string())
                .with("minimum_wage", least.monthly.to_string()),
        );
    }
    Ok(())
}

impl Shape {
    fn of(n: u16, item: &PayItem) -> Self {
        Self {
            key: LineKey::Item(n),
            kind: item.kind,
            effect: item.effect(),
            base: item.base_role(),
            in_minimum_wage: item.in_minimum_wage,
            after_tax: item.is_after_tax(),
        }
    }
}
