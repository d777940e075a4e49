//! Giving a goal.

use heng_access::Denied;
use heng_db::{Tx, audit::Change};
use heng_events::performance::GoalGiven;
use heng_kernel::{EmploymentId, GoalId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{
    GoalError,
    entity::{GoalState, StepKind, goal, version},
    steps,
    terms::{Terms, TermsBody},
    told, weights,
};
use crate::{
    employee::{self, Names},
    month::Month,
    result,
};

/// Gives a person a goal for a month.
#[derive(Clone, Debug)]
pub(crate) struct GiveGoal {
    pub(crate) employment: EmploymentId,
    pub(crate) month: Month,
    pub(crate) terms: TermsBody,
}

/// Gives it: the person is asked to confirm.
pub(crate) async fn give(tx: &Tx, cmd: &GiveGoal) -> Result<GoalId, GoalError> {
    let target = employee::target(tx.db(), &tx.actor, Some(cmd.employment)).await?;
    employee::require_assign(&tx.actor, &target)?;
    target.person.ok_or(Denied::Hidden)?;
    let terms = cmd.terms.read(cmd.month).map_err(GoalError::in_terms)?;
    let place = employee::workplace(tx.db(), cmd.employment, tx.now).await?;
    if result::is_issued(tx.db(), cmd.employment, cmd.month).await? {
        return Err(GoalError::MonthIssued);
    }
    if cmd.month.is_over(place.today) {
        return Err(GoalError::MonthOver);
    }
    let names = Names::load(tx.db(), [cmd.employment], place.today).await?;
    let works = names.card(cmd.employment).is_some_and(|card| {
        card.first_day <= cmd.month.last_day()
            && card.last_day.is_none_or(|last| last >= cmd.month.first_day())
    });
    if !works {
        return Err(GoalError::NotEmployed);
    }
    let opened = cmd.month.has_opened(place.today);
    weights::check(tx, (cmd.employment, cmd.month), (None, terms.weight_ppm), opened).await?;
    let row = goal::Model {
        id: tx.new_id(),
        employment_id: cmd.employment,
        month_on: cmd.month.first_day(),
        state: GoalState::Given,
        version: 1,
        confirmed_version: None,
        given_by: employee::acting(&tx.actor),
        manager_id: employee::manager_on(tx.db(), cmd.employment, place.today).await?,
        unit_id: place.unit,
        given_at: tx.now,
    };
    goal::Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    let said = add_version(tx, &row, &terms, None).await?;
    steps::add(tx, row.id, StepKind::Given, 1, None).await?;
    let change = Change::new("goal.give", "goal", row.id).about(row.employment_id);
    tx.audit(change.after(terms.audited())).await?;
    announce(tx, &row).await?;
    told::person(tx, "goal.given", &row, &said, place.today).await?;
    Ok(row.id)
}

/// Writes the newest version of a goal.
pub(super) async fn add_version(
    tx: &Tx,
    row: &goal::Model,
    terms: &Terms,
    reason: Option<String>,
) -> Result<version::Model, GoalError> {
    let said = version::ActiveModel {
        goal_id: Set(row.id),
        number: Set(row.version),
        reason: Set(reason),
        made_by: Set(employee::acting(&tx.actor)),
        made_at: Set(tx.now),
        ..terms.columns()
    };
    Ok(version::Entity::insert(said).exec_with_returning(tx.db()).await?)
}

/// Says that a version was given.
pub(super) async fn announce(tx: &Tx, row: &goal::Model) -> Result<(), GoalError> {
    let event = GoalGiven {
        goal: row.id,
        employment: row.employment_id,
        month_on: row.month_on,
        version: row.version,
    };
    tx.emit(&event).await?;
    Ok(())
}
