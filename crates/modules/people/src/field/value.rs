//! Filling fields in and reading them.

use heng_access::{Actor, ClassSet, Denied, FieldClass, Permission};
use heng_db::{Tx, audit::Change as Trail};
use heng_kernel::{EmploymentId, FieldId};
use heng_vault::{Context, SealedText, Vault, VaultError};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    define::{FieldError, FieldKind, Misfit, class_of, judged},
    entity::{definition, value},
};

/// A field of one employment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldValue {
    /// The field.
    pub field: FieldId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Its class.
    pub class: FieldClass,
    /// The value, when something is known. Sealed values read `***` unless revealed.
    pub value: Option<String>,
}

/// Whether values of the class are stored sealed.
const fn sealed(class: FieldClass) -> bool {
    class.reads_are_audited()
}

fn context(field: FieldId, employment: EmploymentId) -> Context {
    Context::cell("field_value", "sealed", format!("{field}:{employment}"))
}

/// Sets or clears (`None`) one value.
pub async fn set(
    tx: &Tx,
    vault: &Vault,
    employment: EmploymentId,
    field: FieldId,
    text: Option<&str>,
) -> Result<(), FieldError> {
    let target = heng_scope::target(tx.db(), employment, tx.actor.today()).await?;
    tx.actor.require(Permission::PeopleWrite, &target)?;
    let missing = || FieldError::Wrong("field".to_owned(), "not_found");
    let defined = definition::Entity::find_by_id(field).one(tx.db()).await?.ok_or_else(missing)?;
    let class = class_of(&defined).ok_or_else(missing)?;
    tx.actor.require_classes(Permission::PeopleWrite, ClassSet::of(&[class]), &target)?;
    if crate::api::person_of(tx.db(), employment).await?.is_none() {
        return Err(Denied::Hidden.into());
    }
    let key = (field, employment);
    let before = value::Entity::find_by_id(key).one(tx.db()).await?;
    if defined.retired {
        return Err(FieldError::Wrong(defined.code.clone(), "retired"));
    }
    let misfit = |misfit| FieldError::Value(defined.code.clone(), misfit);
    let text = match text {
        Some(text) => Some(judged(&defined, text).map_err(misfit)?),
        None if defined.rule.required => return Err(misfit(Misfit::Required)),
        None => None,
    };
    match &text {
        None => {
            value::Entity::delete_by_id(key).exec(tx.db()).await?;
        }
        Some(text) => {
            let row = value::Model {
                field_id: field,
                employment_id: employment,
                value: (!sealed(class)).then(|| text.clone()),
                sealed: if sealed(class) {
                    Some(vault.seal_text(&context(field, employment), text)?)
                } else {
                    None
                },
                updated_at: tx.now,
            };
            let columns = [value::Column::Value, value::Column::Sealed, value::Column::UpdatedAt];
            let again = OnConflict::columns([value::Column::FieldId, value::Column::EmploymentId])
                .update_columns(columns)
                .to_owned();
            value::Entity::insert(row.into_active_model().reset_all())
                .on_conflict(again)
                .exec_without_returning(tx.db())
                .await?;
        }
    }
    let shown =
        |plain: Option<String>, known: bool| if sealed(class) && known { json!("***") } else { json!(plain) };
    let old = before.as_ref().map(|row| shown(row.value.clone(), true));
    let new = shown(text.clone(), text.is_some());
    let trail = Trail::new("field.set", "field", field).about(employment).classes(ClassSet::of(&[class]));
    tx.audit(trail.before(json!({ &defined.code: old })).after(json!({ &defined.code: new }))).await?;
    Ok(())
}

/// The fields open to the actor on one employment, with their values, in two queries.
pub async fn values(
    db: &impl ConnectionTrait,
    actor: &Actor,
    employment: EmploymentId,
) -> Result<Vec<FieldValue>, FieldError> {
    let target = heng_scope::target(db, employment, actor.today()).await?;
    actor.require(Permission::PeopleRead, &target)?;
    let open = actor.classes(Permission::PeopleRead, &target);
    let defined = definition::Entity::find()
        .filter(definition::Column::Retired.eq(false))
        .order_by_asc(definition::Column::Position)
        .order_by_asc(definition::Column::Code)
        .all(db)
        .await?;
    let rows = value::Entity::find().filter(value::Column::EmploymentId.eq(employment)).all(db).await?;
    let mut found = vec![];
    for field in defined {
        let Some(class) = class_of(&field).filter(|class| open.contains(*class)) else { continue };
        let row = rows.iter().find(|row| row.field_id == field.id);
        let shown =
            row.and_then(|row| row.value.clone().or_else(|| row.sealed.as_ref().map(|_| "***".to_owned())));
        found.push(FieldValue {
            field: field.id,
            code: field.code,
            name: field.name,
            name_en: field.name_en,
            kind: field.kind,
            class,
            value: shown,
        });
    }
    Ok(found)
}

/// Opens a sealed value.
pub(super) fn open(
    vault: &Vault,
    field: FieldId,
    employment: EmploymentId,
    sealed: &SealedText,
) -> Result<String, VaultError> {
    vault.open_text(&context(field, employment), sealed).map(|text| text.to_string())
}
