//! Acknowledging a result.

use heng_access::Denied;
use heng_db::{Tx, audit::Change};
use heng_events::performance::ResultAcknowledged;
use heng_kernel::ResultReportId;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{
    ResultError,
    entity::{ActiveModel, Entity},
    queries,
};
use crate::{
    employee::{self, Names},
    month::Month,
};

/// Notes that the person has seen the newest version of an own result. Seen is not agreed. A second time changes nothing.
pub(crate) async fn acknowledge(tx: &Tx, id: ResultReportId) -> Result<(), ResultError> {
    let row = Entity::find_by_id(id).one(tx.db()).await?;
    let target = employee::target(tx.db(), &tx.actor, row.as_ref().map(|row| row.employment_id)).await?;
    employee::require_own(&tx.actor, &target)?;
    let row = row.ok_or(Denied::Hidden)?;
    let newest =
        queries::versions(tx.db(), row.employment_id, Month::of(row.month_on)).await?.into_iter().next();
    if newest.is_some_and(|newest| newest.id != id) {
        return Err(ResultError::Superseded);
    }
    if row.acknowledged_at.is_some() {
        return Ok(());
    }
    let seen = ActiveModel { id: Set(id), acknowledged_at: Set(Some(tx.now)), ..Default::default() };
    Entity::update(seen).exec(tx.db()).await?;
    let change = Change::new("result.acknowledge", "result_report", id).about(row.employment_id);
    tx.audit(change.after(json!({ "version": row.version }))).await?;
    tx.emit(&ResultAcknowledged { report: id, employment: row.employment_id }).await?;
    let people = [Some(row.employment_id), row.manager_id].into_iter().flatten();
    let names = Names::load(tx.db(), people.clone(), tx.actor.today()).await?;
    let touched: Vec<_> = people.filter_map(|id| names.person(id)).collect();
    heng_notice::api::stir(tx, &touched).await?;
    Ok(())
}
