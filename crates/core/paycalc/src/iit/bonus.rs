//! The one-off annual bonus (全年一次性奖金), taxed apart or with the year's wages.
//!
//! 财税〔2018〕164号 item 1, prolonged to 2027-12-31 by 财政部 税务总局公告2023年第30号. Apart: bonus ÷ 12 picks the step of the monthly
//! table, and that step's rate less one quick deduction applies to the whole bonus; no basic deduction, even when the month's wage is
//! below it. Since the quick deduction is that of one month, net pay falls when the bonus steps over an edge.

use std::cmp::Ordering;

use chrono::NaiveDate;
use heng_kernel::{Explanation, Finding, Money, Rate, Severity};
use heng_packs::{AnnualBonus, Dated, IncomeTax, MoneyRounding, TaxBracket, TaxTable};

use crate::{
    amount::{TooLarge, minus, not_negative, plus, quotient, wide},
    bracket::{self, Taxed},
    rule::{RuleMissing, in_force},
    trace::Trace,
};

/// The rule of a time.
#[derive(Clone, Copy, Debug)]
pub struct BonusRule<'a> {
    /// The table by month.
    pub monthly: &'a Dated<TaxTable>,
    /// The annual table, for comparing.
    pub annual: &'a Dated<TaxTable>,
    /// The policy that lets a bonus be taxed apart; `None` on a day without it.
    pub policy: Option<&'a Dated<AnnualBonus>>,
    /// How tax is rounded.
    pub rounding: MoneyRounding,
}

/// A bonus taxed apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeparateBonus {
    /// The bonus.
    pub bonus: Money,
    /// By how many months it is divided to find the step: 12.
    pub divisor: u32,
    /// Step, rate, quick deduction and tax.
    pub taxed: Taxed,
    /// What is left.
    pub net: Money,
    /// The bonus is in a blind spot: a smaller one would leave more.
    pub cliff: Option<Cliff>,
}

/// A blind spot above an edge of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cliff {
    /// The largest bonus of the step below.
    pub edge: Money,
    /// How much more a bonus of that size leaves.
    pub lost: Money,
    /// The smallest bonus above the edge that leaves as much as the edge does.
    pub even_at: Money,
}

/// Which way takes less tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Taxed apart.
    Separate,
    /// Joined with the year's wages.
    Merged,
    /// No difference.
    Equal,
}

impl Better {
    /// Stable code: `separate`, `merged`, `equal`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Separate => "separate",
            Self::Merged => "merged",
            Self::Equal => "equal",
        }
    }
}

/// Both ways side by side, for the whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BonusChoice {
    /// Tax of the year's other income, the same under both.
    pub without_bonus: Money,
    /// The bonus taxed apart.
    pub separate: SeparateBonus,
    /// Tax of the year with the bonus taxed apart.
    pub separate_total: Money,
    /// Tax of the year with the bonus joined to it.
    pub merged_total: Money,
    /// The way that takes less.
    pub better: Better,
    /// By how much.
    pub saved: Money,
}

impl<'a> BonusRule<'a> {
    /// The rule of a day.
    pub fn as_of(tax: &'a IncomeTax, on: NaiveDate) -> Result<Self, RuleMissing> {
        Ok(Self {
            monthly: in_force(&tax.monthly_table, "iit.monthly_table", on)?,
            annual: in_force(&tax.annual_table, "iit.annual_table", on)?,
            policy: tax.annual_bonus.as_of(on),
            rounding: in_force(&tax.rounding, "iit.rounding", on)?.value,
        })
    }

    /// By how many months a bonus is divided.
    fn divisor(&self) -> u32 {
        self.policy.map_or(12, |policy| policy.value.divisor)
    }

    /// The bonus taxed apart. On a day without the policy this is what it would be; [`SeparateBonus::findings`] says so.
    pub fn separate(&self, bonus: Money) -> Result<SeparateBonus, TooLarge> {
        let divisor = self.divisor();
        let taxed = bracket::tax_by_share(&self.monthly.value, bonus, divisor, self.rounding)?;
        let net = minus(bonus, taxed.tax)?;
        Ok(SeparateBonus { bonus, divisor, taxed, net, cliff: self.cliff(bonus, net)? })
    }

    /// Both ways side by side. `taxable_without_bonus` is the year's taxable income without the bonus; below nothing it is the
    /// deduction left over, which only helps a merged bonus.
    pub fn choose(&self, taxable_without_bonus: Money, bonus: Money) -> Result<BonusChoice, TooLarge> {
        let of_year =
            |taxable| bracket::tax(&self.annual.value, taxable, self.rounding).map(|taxed| taxed.tax);
        let without_bonus = of_year(not_negative(taxable_without_bonus))?;
        let separate = self.separate(bonus)?;
        let separate_total = plus(without_bonus, separate.taxed.tax)?;
        let merged_total = of_year(plus(taxable_without_bonus, bonus)?)?;
        let better = match separate_total.cmp(&merged_total) {
            Ordering::Less => Better::Separate,
            Ordering::Greater => Better::Merged,
            Ordering::Equal => Better::Equal,
        };
        let saved = minus(separate_total.max(merged_total), separate_total.min(merged_total))?;
        Ok(BonusChoice { without_bonus, separate, separate_total, merged_total, better, saved })
    }

    /// The highest edge below the bonus that leaves more than `net`.
    fn cliff(&self, bonus: Money, net: Money) -> Result<Option<Cliff>, TooLarge> {
        let mut nearest = None;
        for step in self.monthly.value.brackets() {
            let Some(edge) = self.edge(step)?.filter(|edge| *edge < bonus) else { break };
            let edge_net = minus(edge, bracket::tax_at(step, edge, self.rounding)?)?;
            if edge_net > net {
                let even_at = self.even_at(edge, edge_net)?;
                nearest = Some(Cliff { edge, lost: minus(edge_net, net)?, even_at });
            }
        }
        Ok(nearest)
    }

    /// The largest bonus of a step; `None` for the last.
    fn edge(&self, step: &TaxBracket) -> Result<Option<Money>, TooLarge> {
        let Some(upper) = step.upper else { return Ok(None) };
        crate::amount::times(upper, i64::from(self.divisor())).map(Some)
    }

    /// The smallest bonus above `edge` that leaves at least `net`: within a step, (net − quick) ÷ (1 − rate).
    fn even_at(&self, edge: Money, net: Money) -> Result<Money, TooLarge> {
        let one = Rate::ONE.ppm();
        for step in self.monthly.value.brackets() {
            let upper = self.edge(step)?;
            if upper.is_some_and(|upper| upper <= edge) {
                continue;
            }
            let left = i128::from(one - step.rate.ppm());
            let about =
                quotient((wide(net) - wide(step.quick)) * i128::from(one), left, MoneyRounding::FEN_HALF_UP)?;
            // MoneyRounding the tax may let a neighbouring fen do.
            for fen in (about.minor() - 1)..=(about.minor() + 2) {
                let bonus = Money::from_minor(fen);
                let enough = minus(bonus, bracket::tax_at(step, bonus, self.rounding)?)? >= net;
                if enough && bonus > edge && upper.is_none_or(|upper| bonus <= upper) {
                    return Ok(bonus);
                }
            }
        }
        Err(TooLarge)
    }
}

impl SeparateBonus {
    /// What the payer should know: a day without the policy, a further bonus taxed apart in the year (`used_this_year` counts the
    /// earlier ones), a blind spot.
    pub fn findings(&self, rule: &BonusRule<'_>, used_this_year: u32) -> Vec<Finding> {
        let mut findings = Vec::new();
        match rule.policy {
            None => findings.push(Finding::new("iit.bonus.policy_not_in_force", Severity::Error, "bonus")),
            Some(policy) if used_this_year >= policy.value.times_a_year => {
                findings.push(
                    Finding::new("iit.bonus.used_this_year", Severity::Error, "bonus")
                        .with("times_a_year", policy.value.times_a_year),
                );
            }
            Some(_) => {}
        }
        if let Some(cliff) = self.cliff {
            findings.push(
                Finding::new("iit.bonus.blind_spot", Severity::Warning, "bonus")
                    .with("edge", cliff.edge.to_string())
                    .with("lost", cliff.lost.to_string())
                    .with("even_at", cliff.even_at.to_string()),
            );
        }
        findings
    }

    /// The trace of the tax.
    pub fn explain(&self, rule: &BonusRule<'_>) -> Explanation {
        let basis = match rule.policy {
            Some(policy) => policy.basis("iit.bonus.separate"),
            None => rule.monthly.basis("iit.bonus.separate"),
        };
        Trace::on_basis("iit.bonus.separate", self.taxed.tax, "money", basis)
            .amount('+', "iit.bonus.amount", self.bonus)
            .term('÷', "iit.bonus.divisor", self.divisor, "month")
            .term('=', "iit.band", self.taxed.band, "band")
            .read_from(rule.monthly)
            .amount('+', "iit.bonus.amount", self.bonus)
            .rate('×', "iit.rate", self.taxed.rate)
            .amount_if_any('-', "iit.quick", self.taxed.quick)
            .done()
    }
}

impl BonusChoice {
    /// The trace of the comparison: the year's tax under both ways.
    pub fn explain(&self, rule: &BonusRule<'_>) -> Explanation {
        Trace::new("iit.bonus.choice", self.better.code(), "choice", rule.annual)
            .amount('+', "iit.bonus.tax_of_other_income", self.without_bonus)
            .amount('+', "iit.bonus.separate", self.separate.taxed.tax)
            .amount('=', "iit.bonus.separate_total", self.separate_total)
            .amount('=', "iit.bonus.merged_total", self.merged_total)
            .amount('=', "iit.bonus.saved", self.saved)
            .done()
    }
}
