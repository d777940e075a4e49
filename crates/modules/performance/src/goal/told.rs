//! Who is told what. Messages name the goal, never a score.

use chrono::NaiveDate;
use heng_db::Tx;
use heng_kernel::{EmploymentId, Fixed};
use heng_notice::api::{NewNotice, notify};
use sea_orm::DbErr;

use super::entity::{goal, version};
use crate::{
    employee::{self, Names},
    month::Month,
};

/// Who answers for a goal today: whoever gave it while the person still has the manager of that day; after that, today's
/// manager.
pub(crate) async fn answerable(
    tx: &Tx,
    row: &goal::Model,
    today: NaiveDate,
) -> Result<Option<EmploymentId>, DbErr> {
    let now = employee::manager_on(tx.db(), row.employment_id, today).await?;
    let unchanged = now.is_none() || now == row.manager_id;
    Ok(if unchanged { row.given_by.or(now) } else { now })
}

/// Tells the person that something is to be looked at: `goal.given`, `goal.revised`, `goal.cancelled`.
pub(crate) async fn person(
    tx: &Tx,
    kind: &'static str,
    row: &goal::Model,
    terms: &version::Model,
    today: NaiveDate,
) -> Result<(), DbErr> {
    let manager = employee::acting(&tx.actor).or(row.given_by);
    tell(tx, kind, row, terms, (Some(row.employment_id), manager, today)).await
}

/// Tells whoever answers for the goal: `goal.confirmed`, `goal.questioned`.
pub(crate) async fn manager(
    tx: &Tx,
    kind: &'static str,
    row: &goal::Model,
    terms: &version::Model,
    today: NaiveDate,
) -> Result<(), DbErr> {
    let manager = answerable(tx, row, today).await?;
    tell(tx, kind, row, terms, (manager, manager, today)).await
}

async fn tell(
    tx: &Tx,
    kind: &'static str,
    row: &goal::Model,
    terms: &version::Model,
    (to, manager, today): (Option<EmploymentId>, Option<EmploymentId>, NaiveDate),
) -> Result<(), DbErr> {
    let people = [Some(row.employment_id), manager, to];
    let names = Names::load(tx.db(), people.into_iter().flatten(), today).await?;
    let touched: Vec<_> = people.into_iter().flatten().filter_map(|id| names.person(id)).collect();
    heng_notice::api::stir(tx, &touched).await?;
    let Some(person) = to.and_then(|to| names.person(to)) else { return Ok(()) };
    // A step happens once per version, except asking back, which each question does.
    let key = format!("{kind}:{}:{}:{}", row.id, row.version, tx.now.timestamp_micros());
    let notice = NewNotice::new(person, kind, format!("/m/goals/{}", row.id), key)
        .with("month", Month::of(row.month_on).to_string())
        .with("name", terms.name.clone())
        .with("target", Fixed::from_micro(terms.target_micro).to_string())
        .with("unit", terms.unit.clone())
        .with("employee", names.name(Some(row.employment_id)))
        .with("manager", names.name(manager));
    notify(tx, notice.urgent()).await.map(|_| ())
}
