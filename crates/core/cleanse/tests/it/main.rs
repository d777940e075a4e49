//! Tables as they come from the world: two rosters with known faults, and small ones for each rule.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its table must fail")]

mod companies;
mod duplicates;
mod evaluation;
mod existing;
mod hostile;
mod managers;
mod plan;
mod rows;
mod tables;
mod truth;
mod units;
