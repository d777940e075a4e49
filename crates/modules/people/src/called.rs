//! From ids to what they are called, and back.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_kernel::{PersonId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    employment::entity::employment,
    person::entity::person,
    unit::{
        UnitKind,
        entity::{unit, version},
    },
};

/// Names of units on a day, or nearest to it.
pub async fn unit_names(
    db: &impl ConnectionTrait,
    units: &[UnitId],
    on: NaiveDate,
) -> Result<HashMap<UnitId, String>, DbErr> {
    let mut names: HashMap<UnitId, (bool, String)> = HashMap::new();
    for some in units.chunks(crate::belief::IDS) {
        let rows: Vec<(UnitId, NaiveDate, String)> = version::Entity::find()
            .select_only()
            .columns([version::Column::UnitId, version::Column::FromOn, version::Column::Name])
            .filter(version::Column::UnitId.is_in(some.iter().copied()))
            .filter(version::Column::SupersededAt.is_null())
            .order_by_asc(version::Column::FromOn)
            .into_tuple()
            .all(db)
            .await?;
        for (unit, from, name) in rows {
            // The last version begun by the day; before the first, the first.
            let begun = from <= on;
            let known = names.get(&unit);
            if begun || known.is_none() {
                names.insert(unit, (begun, name));
            }
        }
    }
    Ok(names.into_iter().map(|(unit, (_, name))| (unit, name)).collect())
}

/// What these persons are called.
pub async fn person_names(
    db: &impl ConnectionTrait,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, String>, DbErr> {
    let mut names = HashMap::new();
    for some in persons.chunks(crate::belief::IDS) {
        let rows: Vec<(PersonId, String)> = person::Entity::find()
            .select_only()
            .columns([person::Column::Id, person::Column::Name])
            .filter(person::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        names.extend(rows);
    }
    Ok(names)
}

/// The persons with this employee number, of any company.
pub async fn persons_numbered(db: &impl ConnectionTrait, number: &str) -> Result<Vec<PersonId>, DbErr> {
    employment::Entity::find()
        .select_only()
        .column(employment::Column::PersonId)
        .distinct()
        .filter(employment::Column::Number.eq(number.trim()))
        .into_tuple()
        .all(db)
        .await
}

/// The unit with this code, and what it is.
pub async fn unit_by_code(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Option<(UnitId, UnitKind)>, DbErr> {
    let row = unit::Entity::find().filter(unit::Column::Code.eq(code.trim())).one(db).await?;
    Ok(row.map(|row| (row.id, row.kind)))
}
