//! Units that have been there longer than was recorded.

use std::collections::HashSet;

use chrono::NaiveDate;
use heng_access::Permission;
use heng_db::Tx;
use heng_kernel::{EmploymentId, UnitId};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter,
};

use crate::{
    belief::insert_all,
    projection,
    unit::{
        Org, UnitError,
        entity::{change, version},
    },
};

/// Corrects the first day of each unit to an earlier one, widest units first. A day that is not earlier changes nothing.
pub async fn backdate_units(tx: &Tx, units: &[(UnitId, NaiveDate)]) -> Result<(), UnitError> {
    for (id, first_day) in units {
        let target = heng_scope::unit_target(tx.db(), *id, tx.actor.today()).await?;
        tx.actor.require(Permission::OrgWrite, &target)?;
        let made = change::Entity::find()
            .filter(change::Column::UnitId.eq(*id))
            .filter(change::Column::SupersededAt.is_null())
            .filter(change::Column::Kind.eq("create"))
            .one(tx.db())
            .await?;
        let Some(made) = made.filter(|made| made.effective_on > *first_day) else { continue };
        let versions = version::Entity::find()
            .filter(version::Column::UnitId.eq(*id))
            .filter(version::Column::SupersededAt.is_null())
            .filter(version::Column::ChangeId.eq(made.id))
            .all(tx.db())
            .await?;
        let ended = change::ActiveModel {
            id: Unchanged(made.id),
            superseded_at: Set(Some(tx.now)),
            ..Default::default()
        };
        change::Entity::update(ended).exec(tx.db()).await?;
        let earlier = change::Model {
            id: tx.new_id(),
            effective_on: *first_day,
            recorded_by: tx.actor.account(),
            recorded_at: tx.now,
            ..made
        };
        let change_id = earlier.id;
        insert_all::<change::Entity>(tx.db(), vec![earlier]).await?;
        for row in versions {
            let gone = version::ActiveModel {
                id: Unchanged(row.id),
                superseded_at: Set(Some(tx.now)),
                ..Default::default()
            };
            version::Entity::update(gone).exec(tx.db()).await?;
            let from_on = if row.from_on == made.effective_on { *first_day } else { row.from_on };
            let longer = version::Model { id: tx.new_id(), change_id, from_on, recorded_at: tx.now, ..row };
            insert_all::<version::Entity>(tx.db(), vec![longer]).await?;
        }
    }
    let ids: Vec<UnitId> = units.iter().map(|(id, _)| *id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let org = Org::all(tx.db(), None).await?;
    let below = Org::below(tx.db(), &ids).await?;
    projection::of_units(tx.db(), &org, &below).await?;
    let people: HashSet<EmploymentId> = projection::those_within(tx.db(), &ids).await?;
    projection::of_employments(tx.db(), &people.into_iter().collect::<Vec<_>>()).await?;
    Ok(())
}
