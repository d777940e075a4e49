//! What HR declares: inputs, tables and items, as files and the API carry them.

use heng_kernel::Rounding;
use serde::{Deserialize, Serialize};

/// A set of formulas with everything they may name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SetSpec {
    /// Own units beside those that inputs and items bring along.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// Values that come from outside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<InputSpec>,
    /// Tables that formulas look up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<TableSpec>,
    /// Values that are calculated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemSpec>,
}

/// The kind of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindSpec {
    /// An exact number with or without a unit.
    #[default]
    Number,
    /// A text that is compared as a whole.
    Text,
    /// A day.
    Date,
    /// Yes or no.
    Bool,
    /// Any number of records, or of plain values when it has no fields.
    List,
}

/// A value from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InputSpec {
    /// The name formulas use.
    pub name: String,
    /// Its kind.
    pub kind: KindSpec,
    /// The unit of a number (`元`, `元/天`, `%`), of the numbers of a plain list, or in which a list of records is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The fields of a list's records; none themselves a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<InputSpec>,
}

/// A value that is calculated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ItemSpec {
    /// The name other formulas use.
    pub name: String,
    /// Its formula.
    pub formula: String,
    /// The kind the result must have; left out, it is what the formula gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<KindSpec>,
    /// The unit the result must have; left out, it is what the formula gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How the result is rounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundSpec>,
    /// Only a step for others: if none uses it, that is warned of.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub step: bool,
}

/// How a result is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundSpec {
    /// Digits after the point, at most 12.
    pub places: u32,
    /// The named way.
    #[serde(default)]
    pub mode: Rounding,
}

/// A table: each row has its keys, then its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TableSpec {
    /// The name formulas use.
    pub name: String,
    /// What is looked up, from left to right.
    pub keys: Vec<KeySpec>,
    /// What is found.
    pub values: Vec<InputSpec>,
    /// Cells as text: keys, then values. Numbers may carry `%`, 万 or 亿; see [`Match`] for the form of keys.
    pub rows: Vec<Vec<String>>,
}

/// A key of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KeySpec {
    /// How a value finds its row.
    #[serde(rename = "match")]
    pub matching: Match,
    /// The kind of key; brackets and intervals need a number or a date.
    pub kind: KindSpec,
    /// The unit of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// How a value finds its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// Equal to the cell. A cell `*` fits whatever no other row fits.
    #[default]
    Exact,
    /// Cells are lower edges: the row with the greatest edge that is not above the value (起点，含). An empty cell has no lower end.
    From,
    /// Cells are upper edges: the row with the smallest edge that is not below the value (不超过，含). An empty cell has no upper end.
    UpTo,
    /// Cells are intervals: `[0, 36000)`, `(10, 20]`, `[3, ]`. Gaps find nothing; overlaps are an error.
    Between,
}
