//! Reading which documents there are.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_access::{Actor, ClassSet, Denied, FieldClass, Permission};
use heng_kernel::{DocumentId, EmploymentId, FileId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::ExprTrait,
};

use super::{DocumentError, entity};
use crate::{api, employment::entity::employment};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its id.
    pub id: DocumentId,
    /// `id_card` …
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Its class.
    pub class: FieldClass,
    /// Its file.
    pub file: FileId,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// Its last day.
    pub expires_on: Option<NaiveDate>,
}

fn row(model: entity::Model) -> Option<DocumentRow> {
    Some(DocumentRow {
        id: model.id,
        class: model.class.parse().ok()?,
        kind: model.kind,
        title: model.title,
        file: model.file_id,
        issued_on: model.issued_on,
        expires_on: model.expires_on,
    })
}

/// The documents of a person that are open to the actor, the latest first.
pub async fn of_person(
    db: &impl ConnectionTrait,
    actor: &Actor,
    employment: EmploymentId,
) -> Result<Vec<DocumentRow>, DocumentError> {
    let target = heng_scope::target(db, employment, actor.today()).await?;
    actor.require(Permission::DocumentRead, &target)?;
    let open = actor.classes(Permission::DocumentRead, &target);
    let person = api::person_of(db, employment).await?.ok_or(Denied::Hidden)?;
    let rows = entity::Entity::find()
        .filter(entity::Column::PersonId.eq(person))
        .filter(entity::Column::RemovedAt.is_null())
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(row).filter(|row| open.contains(row.class)).collect())
}

/// One document of a person, when its class is open. Answers that class, for the audit trail, and whether it is the
/// actor's own.
pub(super) async fn one(
    db: &impl ConnectionTrait,
    actor: &Actor,
    employment: EmploymentId,
    id: DocumentId,
) -> Result<(DocumentRow, bool), DocumentError> {
    let target = heng_scope::target(db, employment, actor.today()).await?;
    actor.require(Permission::DocumentRead, &target)?;
    let found = of_person(db, actor, employment).await?.into_iter().find(|row| row.id == id);
    let found = found.ok_or(Denied::Hidden)?;
    actor.require_classes(Permission::DocumentRead, ClassSet::of(&[found.class]), &target)?;
    Ok((found, actor.owns(&target)))
}

/// Documents of class public or work that expire up to a day, with the employment they are seen through, soonest first.
pub async fn expiring(
    db: &impl ConnectionTrait,
    actor: &Actor,
    until: NaiveDate,
) -> Result<Vec<(EmploymentId, DocumentRow)>, DocumentError> {
    actor.require_anywhere(Permission::DocumentRead)?;
    let today = actor.today();
    let reach = actor.reach_with_class(Permission::DocumentRead, FieldClass::Work);
    let open = [FieldClass::Public.code(), FieldClass::Work.code()];
    let person = employment::Entity::belongs_to(entity::Entity)
        .from(employment::Column::PersonId)
        .to(entity::Column::PersonId)
        .into();
    let rows: Vec<(EmploymentId, DocumentId)> = employment::Entity::find()
        .select_only()
        .column(employment::Column::Id)
        .column(entity::Column::Id)
        .join(JoinType::InnerJoin, person)
        .filter(entity::Column::RemovedAt.is_null())
        .filter(entity::Column::ExpiresOn.lte(until))
        .filter(entity::Column::Class.is_in(open))
        .filter(employment::Column::LastDay.is_null().or(employment::Column::LastDay.gte(today)))
        .filter(heng_scope::condition(&reach, (employment::Entity, employment::Column::Id), today))
        .order_by_asc(entity::Column::ExpiresOn)
        .order_by_asc(entity::Column::Id)
        .order_by_asc(employment::Column::Id)
        .limit(500)
        .into_tuple()
        .all(db)
        .await?;
    let ids = rows.iter().map(|(_, id)| *id);
    let documents = entity::Entity::find().filter(entity::Column::Id.is_in(ids)).all(db).await?;
    let mut documents: HashMap<DocumentId, entity::Model> =
        documents.into_iter().map(|model| (model.id, model)).collect();
    // Whoever works here twice has each document once.
    let found =
        rows.into_iter().filter_map(|(employment, id)| Some((employment, row(documents.remove(&id)?)?)));
    Ok(found.collect())
}
