//! Everything Heng decides about pay: income tax, contributions, severance, overtime, sick pay, proration.
//!
//! Rules are rows of packs; functions are pure, take those rows and plain facts, and return every figure on the way. Money is whole
//! minor units; each amount is rounded once, where and how its rule says. A result explains itself on demand (`explain`), which costs
//! nothing to whoever does not ask. What should be looked at comes as findings beside the figure, not as a failure; the only errors
//! are [`TooLarge`] and [`RuleMissing`].

pub mod amount;
pub mod bracket;
pub mod columns;
pub mod contribution;
pub mod cost;
pub mod iit;
pub mod labour;
mod rule;
pub mod slip;
mod trace;
pub mod words;

pub use amount::TooLarge;
pub use rule::{RuleMissing, notes};
