//! Issuing a result.

use heng_access::Denied;
use heng_db::{Tx, audit::Change};
use heng_events::performance::ResultIssued;
use heng_kernel::{EmploymentId, ResultReportId};
use heng_notice::api::{NewNotice, notify};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{
    ResultError,
    entity::{Entity, Model},
    frozen::hash,
    queries,
};
use crate::{
    employee::{self, Names, Workplace},
    field::{Faults, WORDS, within},
    improvement::{self, ImprovementError, ItemBody},
    month::Month,
};

/// Issues the result of a person's month.
#[derive(Clone, Debug)]
pub(crate) struct IssueResult {
    pub(crate) employment: EmploymentId,
    pub(crate) month: Month,
    /// Why it is issued anew; absent the first time.
    pub(crate) reason: Option<String>,
    /// What to do better next month.
    pub(crate) item: Option<ItemBody>,
}

/// Issues it: inputs and outcome are frozen, the person is asked to acknowledge.
pub(crate) async fn issue(tx: &Tx, cmd: &IssueResult) -> Result<ResultReportId, ResultError> {
    let target = employee::target(tx.db(), &tx.actor, Some(cmd.employment)).await?;
    employee::require_assign(&tx.actor, &target)?;
    target.person.ok_or(Denied::Hidden)?;
    let place = employee::workplace(tx.db(), cmd.employment, tx.now).await?;
    if !cmd.month.is_over(place.today) {
        return Err(ResultError::MonthNotOver);
    }
    let before = queries::versions(tx.db(), cmd.employment, cmd.month).await?.into_iter().next();
    let reason = reason(cmd, before.is_some())?;
    let frozen = queries::gather(tx.db(), cmd.employment, (cmd.month, cmd.month.last_day())).await?;
    if frozen.goals.is_empty() {
        return Err(ResultError::NothingToScore);
    }
    let inputs = frozen.text()?;
    if before.as_ref().is_some_and(|before| before.inputs == inputs) {
        return Err(ResultError::NothingChanged);
    }
    let outcome = frozen.outcome();
    let row = Model {
        id: tx.new_id(),
        employment_id: cmd.employment,
        month_on: cmd.month.first_day(),
        version: before.as_ref().map_or(1, |before| before.version + 1),
        scored_on: frozen.scored_on,
        total_hundredths: outcome.score.total.map(heng_score::Points::hundredths),
        inputs_hash: hash(&inputs),
        inputs,
        outcome: outcome.text()?,
        reason,
        issued_by: employee::acting(&tx.actor),
        manager_id: employee::manager_on(tx.db(), cmd.employment, place.today).await?,
        unit_id: place.unit,
        issued_at: tx.now,
        acknowledged_at: None,
    };
    Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    say(tx, &row, before.as_ref(), place).await?;
    if let Some(item) = &cmd.item {
        improvement::set(tx, &row, item).await.map_err(in_item)?;
    }
    Ok(row.id)
}

/// Wrong fields of the item stand inside the body of the issue.
fn in_item(error: ImprovementError) -> ResultError {
    match error {
        ImprovementError::Invalid(errors) => ResultError::Invalid(within("improvement", errors)),
        other => Box::new(other).into(),
    }
}

/// The reason that issuing anew takes. Without one a second issue is refused, so that two clicks make one result.
fn reason(cmd: &IssueResult, again: bool) -> Result<Option<String>, ResultError> {
    match (&cmd.reason, again) {
        (_, false) => Ok(None),
        (None, true) => Err(ResultError::AlreadyIssued),
        (Some(words), true) => {
            let mut faults = Faults::default();
            let words = faults.text("reason", words, WORDS);
            faults.into_result().map_err(ResultError::Invalid)?;
            Ok(Some(words))
        }
    }
}

/// Audit, event, message, open pages. The score itself stays in the report.
async fn say(tx: &Tx, row: &Model, before: Option<&Model>, place: Workplace) -> Result<(), ResultError> {
    let facts =
        |row: &Model| json!({ "version": row.version, "inputs_hash": row.inputs_hash, "reason": row.reason });
    let mut change =
        Change::new("result.issue", "result_report", row.id).about(row.employment_id).after(facts(row));
    if let Some(before) = before {
        change = change.before(facts(before));
    }
    tx.audit(change).await?;
    let event = ResultIssued {
        report: row.id,
        employment: row.employment_id,
        month_on: row.month_on,
        version: row.version,
    };
    tx.emit(&event).await?;
    let names =
        Names::load(tx.db(), [Some(row.employment_id), row.manager_id].into_iter().flatten(), place.today)
            .await?;
    let Some(person) = names.person(row.employment_id) else { return Ok(()) };
    let touched: Vec<_> =
        row.manager_id.and_then(|id| names.person(id)).into_iter().chain([person]).collect();
    heng_notice::api::stir(tx, &touched).await?;
    let kind = if before.is_some() { "result.reissued" } else { "result.issued" };
    let notice = NewNotice::new(person, kind, format!("/m/results/{}", row.id), format!("{kind}:{}", row.id));
    notify(tx, notice.with("month", Month::of(row.month_on).to_string()).urgent()).await?;
    Ok(())
}
