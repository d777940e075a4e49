//! From ids to what they are called, and back.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, FieldClass, Permission};
use heng_db::audit::entity as trail;
use heng_kernel::{EmploymentId, PersonId, UnitId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    employment::entity::employment,
    person::{PERSON_EDITED, entity::person},
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

/// What an employment is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// Employee number.
    pub number: String,
    /// The name as it is.
    pub name: String,
    /// Names borne before, each with the instant it was changed, oldest first.
    pub former: Vec<(DateTime<Utc>, String)>,
}

/// What these employments are called, as far as the actor may see whose they are, with the names borne since `since`.
///
/// Names are not dated facts; what they were is read from the trail of [`PERSON_EDITED`]. A roster that renames many writes
/// one row for all, so its changes are not among them.
pub async fn employments_called(
    db: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[EmploymentId],
    since: DateTime<Utc>,
) -> Result<HashMap<EmploymentId, Called>, DbErr> {
    let reach = actor.reach_with_class(Permission::PeopleRead, FieldClass::Public);
    let person = employment::Entity::belongs_to(person::Entity)
        .from(employment::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let rows: Vec<(EmploymentId, PersonId, String, String)> = employment::Entity::find()
        .select_only()
        .columns([employment::Column::Id, employment::Column::PersonId, employment::Column::Number])
        .column(person::Column::Name)
        .join(JoinType::InnerJoin, person)
        .filter(employment::Column::Id.is_in(ids.iter().copied().collect::<BTreeSet<_>>()))
        .filter(heng_scope::condition(&reach, (employment::Entity, employment::Column::Id), actor.today()))
        .into_tuple()
        .all(db)
        .await?;
    let persons: BTreeSet<String> = rows.iter().map(|(_, person, ..)| person.to_string()).collect();
    let former = former_names(db, persons, since).await?;
    let called = |(id, person, number, name): (EmploymentId, PersonId, String, String)| {
        let former = former.get(&person.to_string()).cloned().unwrap_or_default();
        (id, Called { number, name, former })
    };
    Ok(rows.into_iter().map(called).collect())
}

/// By person: what they were called until when, oldest first.
async fn former_names(
    db: &impl ConnectionTrait,
    persons: BTreeSet<String>,
    since: DateTime<Utc>,
) -> Result<HashMap<String, Vec<(DateTime<Utc>, String)>>, DbErr> {
    let rows: Vec<(String, DateTime<Utc>, Option<String>)> = trail::Entity::find()
        .select_only()
        .columns([trail::Column::SubjectId, trail::Column::At, trail::Column::BeforeJson])
        .filter(trail::Column::SubjectKind.eq("person"))
        .filter(trail::Column::SubjectId.is_in(persons))
        .filter(trail::Column::Action.eq(PERSON_EDITED))
        .filter(trail::Column::At.gt(since))
        .order_by_asc(trail::Column::At)
        .order_by_asc(trail::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut former: HashMap<String, Vec<(DateTime<Utc>, String)>> = HashMap::new();
    for (person, at, before) in rows {
        let before: Option<serde_json::Value> = before.and_then(|text| serde_json::from_str(&text).ok());
        let name = before.as_ref().and_then(|before| before.get("name")).and_then(serde_json::Value::as_str);
        if let Some(name) = name {
            former.entry(person).or_default().push((at, name.to_owned()));
        }
    }
    Ok(former)
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
