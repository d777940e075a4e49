//! What came of a file of cases.

use std::fmt;

use serde_json::{Value, json};

use super::{
    compare::Difference,
    facts::{Answer, CaseFault},
};
use crate::Outcome;

/// One case, computed and compared.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub(super) id: String,
    pub(super) computed: Result<Answer, CaseFault>,
    pub(super) differences: Vec<Difference>,
}

impl Checked {
    fn passed(&self) -> bool {
        self.computed.is_ok() && self.differences.is_empty()
    }

    /// The case itself is at fault, not a figure.
    fn unusable(&self) -> bool {
        self.computed.is_err() || self.differences.iter().any(|difference| difference.unknown)
    }
}

/// Every case of a file: what was computed, and what is not as expected.
#[derive(Clone, Debug)]
pub struct Report {
    cases: Vec<Checked>,
}

impl Report {
    pub(super) fn new(cases: impl Iterator<Item = Checked>) -> Self {
        Self { cases: cases.collect() }
    }

    /// How many cases came out as expected.
    pub fn passed(&self) -> usize {
        self.cases.iter().filter(|case| case.passed()).count()
    }

    /// How many did not, or could not be computed.
    pub fn failed(&self) -> usize {
        self.cases.len() - self.passed()
    }

    /// What was computed by id; `{"error": "…"}` for a case that cannot be.
    pub fn computed(&self) -> Value {
        let by_id = self.cases.iter().map(|case| {
            let computed = match &case.computed {
                Ok(answer) => answer.clone(),
                Err(fault) => json!({"error": fault.to_string()}),
            };
            (case.id.clone(), computed)
        });
        Value::Object(by_id.collect())
    }

    /// Good when all passed; unusable when a case itself is at fault.
    pub fn outcome(&self) -> Outcome {
        if self.cases.iter().any(Checked::unusable) {
            Outcome::Unusable
        } else if self.failed() > 0 {
            Outcome::Findings
        } else {
            Outcome::Good
        }
    }

    /// The report as one document: counts, and each case that did not pass with its reasons.
    pub fn to_json(&self) -> Value {
        let failures = self.cases.iter().filter(|case| !case.passed());
        json!({
            "passed": self.passed(),
            "failed": self.failed(),
            "failures": failures.map(|case| json!({"id": case.id, "reasons": reasons(case)})).collect::<Vec<_>>(),
        })
    }
}

fn reasons(case: &Checked) -> Vec<String> {
    match &case.computed {
        Ok(_) => case.differences.iter().map(ToString::to_string).collect(),
        Err(fault) => vec![format!("error: {fault}")],
    }
}

/// The cases that did not pass, then `N passed, N failed`.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for case in self.cases.iter().filter(|case| !case.passed()) {
            writeln!(f, "{}", case.id)?;
            for reason in reasons(case) {
                writeln!(f, "  {reason}")?;
            }
        }
        writeln!(f, "{} passed, {} failed", self.passed(), self.failed())
    }
}
