//! Files of worked examples, in the form of `heng.vectors/1`.
//!
//! ```json
//! {"schema": "heng.vectors/1", "vectors": [
//!   {"id": "si-1", "category": "social", "title": "…", "as_of": "2026-07-15",
//!    "input": {"city": "shanghai", …}, "expected": {"employee_total": "1058.33", …}, "provenance": "…", "note": ""}]}
//! ```
//!
//! A case is computed from its `input` and `as_of` alone ("2026" means 2026-01-01); `expected` is read only afterwards. Numbers
//! and numeric texts are compared by decimal value, everything else exactly. Numbers are read from their text, never through
//! binary floating point. A case that cannot be computed (unknown category, unknown or missing field) is an error that names
//! what is wrong; the other cases are computed all the same.

mod compare;
mod facts;
mod literal;
mod load;
mod report;

pub(crate) use facts::{Answer, CaseFault, Count, Day, Facts, Hundredths, Month, Share, Word, Yuan, answer};
pub use load::CaseError;
pub use report::Report;

use crate::categories;

/// Reads a file of cases, computes every one, and compares.
pub fn check(text: &str) -> Result<Report, CaseError> {
    let cases = load::load(text)?;
    Ok(Report::new(cases.into_iter().map(|case| {
        let computed = case.facts.and_then(|facts| categories::compute(&facts).map(|answer| (facts, answer)));
        match computed {
            Ok((facts, answer)) => {
                let differences = compare::differences(facts.expected(), &answer, facts.category());
                report::Checked { id: case.id, computed: Ok(answer), differences }
            }
            Err(fault) => report::Checked { id: case.id, computed: Err(fault), differences: Vec::new() },
        }
    })))
}
