//! The weights of a person's month.

use heng_db::Tx;
use heng_kernel::{EmploymentId, Finding, GoalId, Rate, Severity};

use super::{
    GoalError,
    entity::{GoalState, version},
    queries,
};
use crate::{
    ledger::{self, Record},
    month::Month,
};

/// What the newest versions of the goals that are not cancelled weigh together.
pub(crate) fn sum<'a>(records: impl IntoIterator<Item = &'a Record>) -> i64 {
    let live = records.into_iter().filter(|record| record.row.state != GoalState::Cancelled);
    live.filter_map(Record::newest).map(|version| version.weight_ppm).sum()
}

/// Says when they make more or less than 100 %.
pub(crate) fn findings(sum_ppm: i64) -> Vec<Finding> {
    let whole = sum_ppm == 0 || sum_ppm == Rate::ONE.ppm();
    let finding =
        || Finding::new("sheet.weights_not_whole", Severity::Warning, "weights").with("sum_ppm", sum_ppm);
    if whole { vec![] } else { vec![finding()] }
}

/// Refuses a weight that lifts the sum of an open month above 100 %. Sums of months to come are findings only.
pub(crate) async fn check(
    tx: &Tx,
    (employment, month): (EmploymentId, Month),
    (goal, weight_ppm): (Option<GoalId>, i64),
    opened: bool,
) -> Result<(), GoalError> {
    if !opened {
        return Ok(());
    }
    let goals = queries::of_month(tx.db(), &[employment], month).await?;
    let live: Vec<_> = goals.into_iter().filter(|row| row.state != GoalState::Cancelled).collect();
    let ids: Vec<GoalId> = live.iter().map(|row| row.id).collect();
    let versions = ledger::versions(tx.db(), &ids).await?;
    let newest =
        |row: &version::Model| live.iter().any(|goal| goal.id == row.goal_id && goal.version == row.number);
    let mut others = 0;
    let mut before = 0;
    for row in versions.iter().filter(|row| newest(row)) {
        before += row.weight_ppm;
        if Some(row.goal_id) != goal {
            others += row.weight_ppm;
        }
    }
    let sum_ppm = others + weight_ppm;
    // A sheet that already weighs too much may be mended step by step.
    if sum_ppm > Rate::ONE.ppm() && sum_ppm >= before {
        return Err(GoalError::WeightsAboveWhole { sum_ppm });
    }
    Ok(())
}
