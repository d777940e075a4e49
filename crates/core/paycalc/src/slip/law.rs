//! What law takes from a slip: contributions of both sides, and the taxes.

use heng_kernel::{Finding, Money, Rate, Severity};

use super::{
    arrears::WAGE_TAX,
    draft::Draft,
    facts::{ContributionFacts, PersonMonth, TaxFacts},
    limits::{LetThrough, Shares},
    line::{LineKey, LineKind, TaxEffect},
    lump_sums::LumpSums,
    plan::{Group, Plan, PlanScheme, WageTax},
};
use crate::{
    amount::{TooLarge, minus, plus, total},
    contribution::{Additional, Contribution, Side, Terms, Wages, room_of_year, year_alike},
    iit::{
        BonusRule, MonthWage, NonResidentIncome, NonResidentRule, NonResidentTax, SeparateBonus, WageRule,
        Withholding, YearToDate,
        limits::{FundMonth, FundSide},
    },
};

/// Figures on the way that only a trace needs.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) contributions: Vec<Contribution>,
    pub(super) withholding: Option<Withholding>,
    /// What the month brought to the year, a bonus joined to it left out.
    pub(super) month: MonthWage,
    /// The bonus of the month, however it is taxed.
    pub(super) bonus_paid: Money,
    pub(super) bonus: Option<SeparateBonus>,
    /// Of somebody not resident: the wage, and the bonus.
    pub(super) alone: Option<NonResidentTax>,
    pub(super) bonus_alone: Option<NonResidentTax>,
    pub(super) lump_sums: LumpSums,
    /// What of fund and limited deductions counts.
    pub(super) through: LetThrough,
}

/// What each scheme asks of both sides, and what of it limits and tests are reckoned from.
pub(super) fn contributions(
    plan: &Plan<'_>,
    person: &PersonMonth,
    wages: &Wages,
    draft: &mut Draft,
    mut steps: Option<&mut Steps>,
) -> Result<Shares, TooLarge> {
    let facts = &person.contributions;
    let mut shares = Shares { wages: plus(wages.ordinary, wages.additional)?, ..Shares::default() };
    for (n, scheme) in (0_u8..).zip(&plan.schemes) {
        let (left_out, declared) = match scheme.group {
            Group::Insurance => (facts.without_insurance, facts.declared.map(|bases| bases.insurance)),
            Group::Fund => (facts.without_fund, facts.declared.map(|bases| bases.fund)),
        };
        let paid = if left_out {
            Contribution::default()
        } else {
            let wages = match declared {
                Some(declared) => Wages::base(declared),
                None => within_the_year(scheme, facts, *wages, &mut draft.findings)?,
            };
            scheme.terms.contribute(&wages)?
        };
        draft.add(LineKey::Employee(n), LineKind::Deduction, TaxEffect::SpecialDeduction, paid.employee)?;
        draft.add(LineKey::Employer(n), LineKind::EmployerCost, TaxEffect::None, paid.employer)?;
        shares.own = plus(shares.own, paid.employee)?;
        if scheme.group == Group::Fund {
            add_fund(&mut shares.fund, &scheme.terms, &paid)?;
        }
        if let Some(steps) = steps.as_deref_mut() {
            steps.contributions.push(paid);
        }
    }
    Ok(shares)
}

/// Ordinary and supplementary fund are one to tax.
fn add_fund(fund: &mut FundMonth, terms: &Terms, paid: &Contribution) -> Result<(), TooLarge> {
    let add = |side: &mut FundSide, terms: &Side, paid: Money| -> Result<(), TooLarge> {
        let rate = side.rate.ppm().checked_add(terms.share.rate.ppm()).ok_or(TooLarge)?;
        *side = FundSide { rate: Rate::from_ppm(rate), paid: plus(side.paid, paid)? };
        Ok(())
    };
    fund.base = fund.base.max(paid.base);
    fund.rounding = Some(terms.employee.rounding);
    add(&mut fund.employee, &terms.employee, paid.employee)?;
    add(&mut fund.employer, &terms.employer, paid.employer)
}

/// Wages with the room that the year leaves to those not of the month alone.
fn within_the_year(
    scheme: &PlanScheme<'_>,
    facts: &ContributionFacts,
    wages: Wages,
    findings: &mut Vec<Finding>,
) -> Result<Wages, TooLarge> {
    let Additional::Apart { year_ceiling } = scheme.terms.additional else { return Ok(wages) };
    if wages.additional <= Money::ZERO || facts.additional_room.is_some() {
        return Ok(Wages { additional_room: facts.additional_room, ..wages });
    }
    let ordinary_of_year = match facts.ordinary_of_year {
        Some(known) => known,
        None => {
            let alike = year_alike(scheme.terms.limit(wages.ordinary).0)?;
            findings.push(
                Finding::new("contribution.year_taken_as_alike", Severity::Warning, scheme.code.as_str())
                    .with("ordinary_of_year", alike.to_string())
                    .with("year_ceiling", year_ceiling.to_string()),
            );
            alike
        }
    };
    let room = room_of_year(year_ceiling, ordinary_of_year, facts.additional_before)?;
    Ok(Wages { additional_room: Some(room), ..wages })
}

/// Withholds the taxes; the year after this slip.
pub(super) fn withhold(
    plan: &Plan<'_>,
    person: &PersonMonth,
    shares: &Shares,
    draft: &mut Draft,
    steps: Option<&mut Steps>,
) -> Result<YearToDate, TooLarge> {
    let facts = &person.tax;
    let Some(rules) = &plan.tax else { return Ok(facts.before) };
    let through = LetThrough::of(rules, person, shares, &draft.sums.limited)?;
    let mut lump_sums = LumpSums::taxed_alone(rules, facts, draft)?;
    let average_read = lump_sums.severance.is_some() && facts.local_annual_average.is_none();
    if average_read || draft.sums.limited.annuity != Money::ZERO {
        draft.findings.extend(rules.notes.average.iter().cloned());
    }
    let mut untraced = Steps::default();
    let steps = steps.unwrap_or(&mut untraced);
    steps.through = through;
    draft.findings.extend(through.fund_finding());
    let year = match &rules.wages {
        WageTax::Cumulative { wage, bonus } => {
            let year = over_the_year(wage, bonus, facts, draft, steps)?;
            if steps.bonus.is_some() {
                draft.findings.extend(rules.notes.bonus.iter().cloned());
            }
            year
        }
        WageTax::MonthAlone(rule) => month_alone(rule, facts, draft, steps)?,
    };
    lump_sums.tax_with_wage(rules, facts, minus(year.withheld, facts.before.withheld)?, draft)?;
    steps.lump_sums = lump_sums;
    Ok(year)
}

/// Residents: the year so far.
fn over_the_year(
    rule: &WageRule<'_>,
    bonus_rule: &BonusRule<'_>,
    facts: &TaxFacts,
    draft: &mut Draft,
    steps: &mut Steps,
) -> Result<YearToDate, TooLarge> {
    let paid = draft.sums.bonus;
    let apart = bonus_apart(bonus_rule, facts, draft)?;
    let joined = if apart.is_some() { Money::ZERO } else { join_bonus(draft) };
    let through = steps.through;
    through.deduction_findings(&draft.sums.limited, &mut draft.findings);
    let month = MonthWage {
        months: facts.months,
        income: total([draft.sums.income, joined, through.fund.employer_excess])?,
        exempt: draft.sums.exempt,
        special: minus(draft.sums.special, through.fund.own_excess)?,
        special_additional: facts.special_additional,
        other: total([draft.sums.other, facts.other, through.other()?])?,
        relief: facts.relief,
    };
    let mut outcome = rule.withhold(facts.start, &facts.before, &month)?;
    outcome.year.personal_pension = plus(outcome.year.personal_pension, through.deducted.personal_pension)?;
    draft.add(LineKey::WageTax, LineKind::Deduction, TaxEffect::None, outcome.withheld)?;
    if outcome.over_withheld > Money::ZERO {
        draft.findings.push(
            Finding::new("pay.tax_withheld_ahead", Severity::Info, WAGE_TAX)
                .with("amount", outcome.over_withheld.to_string()),
        );
    }
    if outcome.basic > rule.basic.value.annual {
        // More months of deduction than a year has: the figures before this slip cannot be right.
        let told = Finding::new("pay.more_than_a_years_deduction", Severity::Error, WAGE_TAX);
        draft.findings.push(told.with("basic", outcome.basic.to_string()));
    }
    steps.withholding = Some(outcome);
    steps.month = MonthWage { income: minus(month.income, joined)?, ..month };
    steps.bonus_paid = paid;
    steps.bonus = apart;
    Ok(outcome.year)
}

/// People not resident: the month alone. A second payment of a month would have to be taxed with the first, which is not known here.
fn month_alone(
    rule: &NonResidentRule<'_>,
    facts: &TaxFacts,
    draft: &mut Draft,
    steps: &mut Steps,
) -> Result<YearToDate, TooLarge> {
    if facts.months == 0 {
        draft.findings.push(Finding::new("pay.non_resident_paid_twice", Severity::Error, WAGE_TAX));
    }
    let deductions = [facts.special_additional, facts.other, draft.sums.other, steps.through.other()?];
    if deductions.iter().any(|amount| *amount != Money::ZERO) {
        draft.findings.push(Finding::new("pay.non_resident_no_deductions", Severity::Warning, WAGE_TAX));
    }
    let bonus = draft.sums.bonus;
    let joined = if bonus > Money::ZERO && !facts.bonus_apart_used {
        let taxed = rule.bonus(bonus)?;
        draft.add(LineKey::BonusTax, LineKind::Deduction, TaxEffect::None, taxed.taxed.tax)?;
        steps.bonus_alone = Some(taxed);
        Money::ZERO
    } else {
        join_bonus(draft)
    };
    let excess = steps.through.fund.employer_excess;
    let income = total([draft.sums.income, joined, excess])?;
    let taxed = rule.tax(NonResidentIncome::Wage, minus(income, draft.sums.exempt)?)?;
    draft.add(LineKey::WageTax, LineKind::Deduction, TaxEffect::None, taxed.taxed.tax)?;
    steps.alone = Some(taxed);
    let before = &facts.before;
    Ok(YearToDate {
        months: before.months.checked_add(facts.months).ok_or(TooLarge)?,
        income: plus(before.income, income)?,
        exempt: plus(before.exempt, draft.sums.exempt)?,
        withheld: plus(before.withheld, taxed.taxed.tax)?,
        ..*before
    })
}

/// Taxes the bonus apart, where that is allowed.
fn bonus_apart(
    rule: &BonusRule<'_>,
    facts: &TaxFacts,
    draft: &mut Draft,
) -> Result<Option<SeparateBonus>, TooLarge> {
    let bonus = draft.sums.bonus;
    if bonus <= Money::ZERO || facts.bonus_apart_used || rule.policy.is_none() {
        return Ok(None);
    }
    let taxed = rule.separate(bonus)?;
    draft.findings.extend(taxed.findings(rule, 0));
    draft.add(LineKey::BonusTax, LineKind::Deduction, TaxEffect::None, taxed.taxed.tax)?;
    Ok(Some(taxed))
}

/// Joins the bonus, if there is one, to the wages; what joins them.
fn join_bonus(draft: &mut Draft) -> Money {
    let bonus = draft.sums.bonus;
    if bonus != Money::ZERO {
        draft.findings.push(Finding::new("pay.bonus_joined_to_wages", Severity::Warning, "tax.bonus"));
        for line in draft.lines.iter_mut().filter(|line| line.effect == TaxEffect::BonusApart) {
            line.effect = TaxEffect::Income;
        }
    }
    bonus
}
