//! Words every other crate speaks: money, rates, exact numbers, typed ids, date ranges, the clock, findings and explanations.
//!
//! Invariants: nothing here reads a clock, a file, the environment or randomness; no binary floating point; every
//! arithmetic step that can overflow returns `None` instead.

mod clock;
mod explanation;
mod finding;
mod fixed;
mod hundredths;
mod ids;
mod locale;
mod money;
mod near;
mod range;
mod rate;
mod rounding;
mod wide;

pub use clock::{Clock, FixedClock, Ids, SeededIds, floor_to_micros};
pub use explanation::{Basis, Explanation, Input, Term};
pub use finding::{Finding, Severity};
pub use fixed::{Fixed, NotADecimal};
pub use hundredths::hundredths_text;
pub use ids::*;
pub use locale::Locale;
pub use money::Money;
pub use near::nearest;
pub use range::{DateRange, RangeError};
pub use rate::Rate;
pub use rounding::Rounding;
