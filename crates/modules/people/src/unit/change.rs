//! Changing units: names, place in the tree, heads, cost centre, place of work.

use std::collections::HashSet;

use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::UnitChanged;
use heng_kernel::{CompanyId, EmploymentId, UnitChangeId, UnitId};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, sea_query::ExprTrait};
use serde_json::json;
use uuid::Uuid;

use super::{
    UnitError,
    act::{UnitAct, UnitPatch},
    heads::{check_head, check_seat, refuse_circles},
    org::Org,
    seats,
    settle::{check_facts, close_over, event, settle},
};
use crate::{
    belief::IDS,
    employment::entity::{assignment, employment},
    projection,
};

/// Changes a unit from a day on; planned changes that come later keep what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeUnit {
    /// The unit.
    pub unit: UnitId,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    /// What changes.
    pub patch: UnitPatch,
}

/// Changes one unit. Answers the change.
pub async fn change(tx: &Tx, cmd: &ChangeUnit) -> Result<UnitChangeId, UnitError> {
    let today = tx.actor.today();
    let target = heng_scope::unit_target(tx.db(), cmd.unit, today).await?;
    tx.actor.require(Permission::OrgWrite, &target)?;
    let mut wanted = vec![cmd.unit];
    if let Some(parent) = cmd.patch.parent {
        let target = heng_scope::unit_target(tx.db(), parent, today).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
        wanted.push(parent);
    }
    if cmd.patch.is_empty() {
        return Err(UnitError::field("patch", "required"));
    }
    let org = Org::above(tx.db(), &wanted).await?;
    let unit = org.get(cmd.unit).ok_or(UnitError::Denied(heng_access::Denied::Hidden))?;
    let before =
        unit.versions.at(cmd.effective_on).ok_or(UnitError::OutsideLife(cmd.effective_on))?.value.clone();
    let after = cmd.patch.applied_to(&before);
    check_facts(0, &after)?;
    check_head(tx, cmd.patch.head.value().copied()).await?;
    check_seat(tx, cmd.patch.head_position.value().copied()).await?;
    let event = event(tx, cmd.effective_on, UnitAct::Change(cmd.patch.clone()));
    let id = event.id;
    let org = settle(tx, vec![(cmd.unit, event)], org).await?;
    follow(tx, org, cmd).await?;
    let trail = Trail::new("unit.change", "unit", cmd.unit);
    tx.audit(trail.before(json!(before)).after(json!({ "effective_on": cmd.effective_on, "facts": after })))
        .await?;
    tx.emit(&UnitChanged { unit: cmd.unit, effective_on: cmd.effective_on }).await?;
    Ok(id)
}

/// Brings what depends on the unit in line after this change, or after it was taken back: the closure when it moved,
/// people's places and managers.
pub(super) async fn follow(tx: &Tx, org: Org, cmd: &ChangeUnit) -> Result<(), UnitError> {
    let moved = cmd.patch.parent.is_some();
    let headed = !cmd.patch.head.is_keep() || !cmd.patch.head_position.is_keep();
    let mut people: HashSet<EmploymentId> = HashSet::new();
    if moved {
        close_over(tx, org, &[cmd.unit]).await?;
        people = projection::those_within(tx.db(), &[cmd.unit]).await?;
        refuse_other_company(tx, cmd).await?;
    }
    if headed {
        people.extend(seats::led_through(tx.db(), &[cmd.unit]).await?);
    }
    let people: Vec<EmploymentId> = people.into_iter().collect();
    projection::of_employments(tx.db(), &people).await?;
    if moved || headed {
        let field = if headed { "head" } else { "parent" };
        refuse_circles(tx, &[cmd.unit], cmd.effective_on, field).await?;
    }
    Ok(())
}

/// A unit moves between legal entities without the people whose main post is in it: their employments are with the old one.
async fn refuse_other_company(tx: &Tx, cmd: &ChangeUnit) -> Result<(), UnitError> {
    let org = Org::above(tx.db(), &[cmd.unit]).await?;
    let company = org.company(cmd.unit, cmd.effective_on);
    let mut others = HashSet::new();
    for some in Org::below(tx.db(), &[cmd.unit]).await?.chunks(IDS) {
        let rows: Vec<EmploymentId> = employment::Entity::find()
            .select_only()
            .column(employment::Column::Id)
            .join(
                JoinType::InnerJoin,
                employment::Entity::belongs_to(assignment::Entity)
                    .from(employment::Column::Id)
                    .to(assignment::Column::EmploymentId)
                    .into(),
            )
            .filter(assignment::Column::Main.eq(true))
            .filter(assignment::Column::SupersededAt.is_null())
            .filter(assignment::Column::UnitId.is_in(some.iter().copied()))
            .filter(assignment::Column::ToOn.is_null().or(assignment::Column::ToOn.gt(cmd.effective_on)))
            .filter(employment::Column::CompanyId.ne(company.unwrap_or(CompanyId(Uuid::nil()))))
            .into_tuple()
            .all(tx.db())
            .await?;
        others.extend(rows);
    }
    if others.is_empty() { Ok(()) } else { Err(UnitError::OtherCompany(others.len())) }
}
