//! Adding and removing documents.

use chrono::NaiveDate;
use heng_access::{ClassSet, Denied, FieldClass, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_files::{Files, Staged};
use heng_kernel::{DocumentId, EmploymentId};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::{DocumentError, entity};
use crate::api;

/// What is said of a new document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// `id_card`, `diploma`, `health_certificate` …: lower case letters and underscores.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Who may see it.
    pub class: FieldClass,
    /// When it was issued.
    pub issued_on: Option<NaiveDate>,
    /// Its last day.
    pub expires_on: Option<NaiveDate>,
}

/// Most characters of a title.
const LONGEST_TITLE: usize = 100;

impl NewDocument {
    /// Checks it before anything is uploaded.
    pub fn check(&self) -> Result<(), DocumentError> {
        let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
        if self.kind.is_empty() || self.kind.len() > 40 || !self.kind.chars().all(is_word) {
            return Err(DocumentError::Field("kind", "not_a_code"));
        }
        if self.title.trim().is_empty() {
            return Err(DocumentError::Field("title", "required"));
        }
        if self.title.chars().count() > LONGEST_TITLE {
            return Err(DocumentError::TooLong("title", LONGEST_TITLE));
        }
        if self.issued_on.zip(self.expires_on).is_some_and(|(issued, expires)| expires < issued) {
            return Err(DocumentError::Field("expires_on", "before_issued_on"));
        }
        Ok(())
    }
}

/// Puts a staged file into a person's file.
pub async fn add(
    tx: &Tx,
    files: &Files,
    employment: EmploymentId,
    new: &NewDocument,
    staged: &Staged,
) -> Result<DocumentId, DocumentError> {
    let target = heng_scope::target(tx.db(), employment, tx.actor.today()).await?;
    let classes = ClassSet::of(&[new.class]);
    tx.actor.require_classes(Permission::DocumentWrite, classes, &target)?;
    new.check()?;
    let person_id = api::person_of(tx.db(), employment).await?.ok_or(Denied::Hidden)?;
    let row = entity::Model {
        id: tx.new_id(),
        person_id,
        kind: new.kind.clone(),
        title: new.title.trim().to_owned(),
        class: new.class.code().to_owned(),
        file_id: files.keep(tx, staged).await?,
        issued_on: new.issued_on,
        expires_on: new.expires_on,
        added_by: tx.actor.account(),
        added_at: tx.now,
        removed_at: None,
    };
    let id = row.id;
    entity::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx.db()).await?;
    let after = json!({
        "kind": new.kind, "class": new.class, "issued_on": new.issued_on, "expires_on": new.expires_on,
        "size_bytes": staged.size(),
    });
    tx.audit(Trail::new("document.add", "document", id).about(employment).classes(classes).after(after))
        .await?;
    Ok(id)
}

/// Takes a document out of the file; its contents are erased.
pub async fn remove(
    tx: &Tx,
    files: &Files,
    employment: EmploymentId,
    id: DocumentId,
) -> Result<(), DocumentError> {
    let target = heng_scope::target(tx.db(), employment, tx.actor.today()).await?;
    tx.actor.require(Permission::DocumentWrite, &target)?;
    let person = api::person_of(tx.db(), employment).await?.ok_or(Denied::Hidden)?;
    let row = entity::Entity::find_by_id(id)
        .filter(entity::Column::PersonId.eq(person))
        .filter(entity::Column::RemovedAt.is_null())
        .one(tx.db())
        .await?
        .ok_or(Denied::Hidden)?;
    let class: FieldClass = row.class.parse().map_err(|_| Denied::Hidden)?;
    let classes = ClassSet::of(&[class]);
    // A document of a closed class is not there for whoever cannot see it.
    if !classes.is_subset(tx.actor.classes(Permission::DocumentWrite, &target)) {
        return Err(Denied::Hidden.into());
    }
    let gone = entity::ActiveModel { id: Unchanged(id), removed_at: Set(Some(tx.now)), ..Default::default() };
    entity::Entity::update(gone).exec(tx.db()).await?;
    files.remove(tx, row.file_id).await?;
    let before = json!({ "kind": row.kind, "class": class, "expires_on": row.expires_on });
    tx.audit(Trail::new("document.remove", "document", id).about(employment).classes(classes).before(before))
        .await?;
    Ok(())
}
