//! The pay structure: which items a slip has, and how each is reckoned.

use heng_formula::{InputSpec, ItemSpec, KindSpec, RoundSpec, TableSpec};
use heng_kernel::{Fixed, Rate, Rounding};
use serde::{Deserialize, Serialize};

use super::line::{LineKind, TaxEffect};

/// A pay structure as HR writes it. [`super::Engine::new`] compiles it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayStructure {
    /// Stable code and version: `shop@2026-07`.
    pub code: String,
    /// The currency of every amount, and the unit of money in formulas: `元` unless another is named. A structure has one; a figure in
    /// another currency is an input of that unit, and comes in by an exchange rate (`美元津贴 × 汇率`, the rate in `元/美元`) alone.
    #[serde(default = "yuan")]
    pub money: String,
    /// What formulas may speak of beside the items: wages, figures of the month sheet, one-off amounts.
    #[serde(default)]
    pub inputs: Vec<PayInput>,
    /// Tables that formulas look up.
    #[serde(default)]
    pub tables: Vec<TableSpec>,
    /// Figures on the way that are no line and are not rounded: the wage of a day, of an hour.
    #[serde(default)]
    pub steps: Vec<ItemSpec>,
    /// The items, in the order they stand on the slip. Their formulas may name inputs and any other item; the engine finds the order.
    pub items: Vec<PayItem>,
}

/// A figure that the facts of a person give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayInput {
    /// The name formulas use: `基本工资`, `事假天数`.
    pub name: String,
    /// Its kind; a number unless said otherwise.
    #[serde(default)]
    pub kind: KindSpec,
    /// The unit of a number: `元`, `天`, `小时`, or an own one.
    #[serde(default)]
    pub unit: Option<String>,
    /// The fields of a list's records.
    #[serde(default)]
    pub fields: Vec<InputSpec>,
    /// What a number is when the facts do not give it. Without this it must be given: a missing wage is a finding, not nothing.
    #[serde(default)]
    pub default: Option<Fixed>,
}

/// One item of a slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayItem {
    /// Stable code, for records and translations: `overtime_workday`.
    pub code: String,
    /// The name on the slip, and the one by which other formulas speak of it.
    pub name: String,
    /// How it is reckoned.
    pub formula: String,
    /// Its column.
    pub kind: LineKind,
    /// What it is to tax. `income` when an earning says nothing, `none` otherwise.
    #[serde(default)]
    pub tax: Option<TaxEffect>,
    /// As which wage contributions are paid on it where no base is declared: taxable earnings as the ordinary one, others as none,
    /// unless they say otherwise.
    #[serde(default)]
    pub base: Option<BaseRole>,
    /// Whether it counts as a wage for normal hours when the minimum wage is tested: not overtime, not allowances for night, heat or
    /// hazard, not benefits. Of deductions only what lessens the wage of hours that were worked; unpaid leave does not, since the
    /// minimum is owed for normal work only (最低工资规定 art. 3).
    #[serde(default)]
    pub in_minimum_wage: bool,
    /// For a deduction after tax: how it is taken when the pay does not suffice.
    #[serde(default)]
    pub recovery: Option<Recovery>,
    /// Where its rule stands written, for the trace: an article, a company rule.
    #[serde(default)]
    pub source: Option<String>,
    /// How it is rounded, once: two digits, half up, unless another way is named.
    #[serde(default)]
    pub round: Option<RoundSpec>,
}

/// As which wage contributions are paid on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaseRole {
    /// A wage of the month (Singapore's ordinary wage, Hong Kong's relevant income).
    Ordinary,
    /// A wage not of the month alone, such as a bonus, which some schemes limit by the year; others take it with the ordinary one.
    Additional,
    /// None.
    None,
}

/// How a deduction is taken from what is left after contributions and tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// Lower ranks are taken first: court-ordered support before a loan.
    #[serde(default)]
    pub rank: u8,
    /// At most this share of the month's wage: 20 % for damage (劳部发〔1994〕489号 art. 16).
    #[serde(default)]
    pub at_most: Option<Rate>,
    /// Whether the pay left must not fall below the protected amount of the facts, usually the minimum wage.
    #[serde(default)]
    pub protect: bool,
    /// Whether what cannot be taken now is carried to the next slip; else it is dropped, with a finding.
    #[serde(default)]
    pub carry: bool,
}

fn yuan() -> String {
    "元".to_owned()
}

impl PayStructure {
    /// A structure of one item: the month's wage, as its one input gives it.
    pub fn of_wage(code: &str) -> Self {
        let input = PayInput { name: "月工资".to_owned(), unit: Some(yuan()), ..PayInput::default() };
        let item = PayItem {
            code: "wage".to_owned(),
            name: "工资".to_owned(),
            formula: input.name.clone(),
            kind: LineKind::Earning,
            tax: None,
            base: None,
            in_minimum_wage: true,
            recovery: None,
            source: None,
            round: None,
        };
        Self {
            code: code.to_owned(),
            money: yuan(),
            inputs: vec![input],
            tables: Vec::new(),
            steps: Vec::new(),
            items: vec![item],
        }
    }
}

impl PayInput {
    pub(super) fn spec(&self) -> InputSpec {
        InputSpec {
            name: self.name.clone(),
            kind: self.kind,
            unit: self.unit.clone(),
            fields: self.fields.clone(),
        }
    }
}

impl PayItem {
    /// What it is to tax.
    pub fn effect(&self) -> TaxEffect {
        self.tax.unwrap_or(match self.kind {
            LineKind::Earning => TaxEffect::Income,
            LineKind::Deduction | LineKind::EmployerCost | LineKind::Information => TaxEffect::None,
        })
    }

    /// As which wage contributions are paid on it. Absence lessens the ordinary wage.
    pub fn base_role(&self) -> BaseRole {
        self.base.unwrap_or(match (self.kind, self.effect()) {
            (LineKind::Earning | LineKind::Deduction, TaxEffect::Income) => BaseRole::Ordinary,
            _ => BaseRole::None,
        })
    }

    /// Its formula as the language declares it: an amount of money, rounded once.
    pub(super) fn spec(&self, money: &str) -> ItemSpec {
        ItemSpec {
            name: self.name.clone(),
            formula: self.formula.clone(),
            kind: Some(KindSpec::Number),
            unit: Some(money.to_owned()),
            round: Some(self.round.unwrap_or(RoundSpec { places: 2, mode: Rounding::HalfUp })),
            step: false,
        }
    }

    /// Whether it is a deduction taken after tax, from what is left.
    pub fn is_after_tax(&self) -> bool {
        self.kind == LineKind::Deduction && self.effect() == TaxEffect::None
    }
}
