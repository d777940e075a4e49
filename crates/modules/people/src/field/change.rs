//! Changing and retiring fields. What a field holds and who may see it never change: values are stored by them.

use heng_access::{Denied, Permission, Target};
use heng_db::{Tx, audit::Change as Trail};
use heng_kernel::FieldId;
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    FieldRule,
    define::{FieldError, name_fits},
    entity::definition,
};
use crate::Patch;

/// What changes about a field; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldPatch {
    /// Name in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// Name in English, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<String>)]
    pub name_en: Patch<String>,
    /// Whether a value must stand there. Those who have none yet keep none until somebody sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// Where it stands among the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i32>,
}

async fn known(tx: &Tx, id: FieldId) -> Result<definition::Model, FieldError> {
    tx.actor.require(Permission::FieldWrite, &Target::group())?;
    Ok(definition::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Denied::Hidden)?)
}

/// Changes names, order and whether a value is required.
pub async fn change(tx: &Tx, id: FieldId, patch: &FieldPatch) -> Result<(), FieldError> {
    let row = known(tx, id).await?;
    let name = match &patch.name {
        Some(name) => name_fits(name)?,
        None => row.name.clone(),
    };
    let mut name_en = row.name_en.clone();
    patch.name_en.apply(&mut name_en);
    let rule = FieldRule { required: patch.required.unwrap_or(row.rule.required), ..row.rule.clone() };
    let position = patch.position.unwrap_or(row.position);
    let shown = |name: &str, name_en: &Option<String>, required: bool, position: i32| -> Value {
        json!({ "name": name, "name_en": name_en, "required": required, "position": position })
    };
    let before = shown(&row.name, &row.name_en, row.rule.required, row.position);
    let after = shown(&name, &name_en, rule.required, position);
    let changed = definition::ActiveModel {
        id: Unchanged(id),
        name: Set(name),
        name_en: Set(name_en),
        rule: Set(rule),
        position: Set(position),
        ..Default::default()
    };
    definition::Entity::update(changed).exec(tx.db()).await?;
    tx.audit(Trail::new("field.change", "field", id).before(before).after(after)).await?;
    Ok(())
}

/// Retires a field: nobody is asked for it any more, and the values that are there are kept.
pub async fn retire(tx: &Tx, id: FieldId) -> Result<(), FieldError> {
    let row = known(tx, id).await?;
    let retired = definition::ActiveModel { id: Unchanged(id), retired: Set(true), ..Default::default() };
    definition::Entity::update(retired).exec(tx.db()).await?;
    let trail = Trail::new("field.retire", "field", id);
    tx.audit(trail.before(json!({ "retired": row.retired })).after(json!({ "retired": true }))).await?;
    Ok(())
}
