//! Units of measure: open, composed by × and ÷, and found for numbers that were written without one.

mod measure;
mod names;
mod solve;

pub use measure::Measure;
pub use names::canonical;
pub(crate) use names::is_known;
pub(crate) use solve::{Solver, Term};
