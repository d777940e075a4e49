//! `/api/v1/fields` and the fields of one employment.

use axum::{Extension, Json, extract::State, http::StatusCode, response::Response};
use heng_access::{ClassSet, FieldClass, Permission};
use heng_db::{Db, audit::Read};
use heng_kernel::{EmploymentId, FieldId};
use heng_vault::Vault;
use heng_web::{AppState, Body, ListView, Once, PathId, Problem, Signed};
use sea_orm::{EntityTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    FieldFault, FieldKind, FieldPatch, FieldRule, FieldValue, NewField, change as change_field,
    define as define_field,
    define::class_of,
    entity::{definition, value},
    retire as retire_field, set as set_value,
    value::open,
    values,
};

/// Routes of HR's own fields.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, define))
        .routes(routes!(change))
        .routes(routes!(retire))
        .routes(routes!(of_person))
        .routes(routes!(set))
        .routes(routes!(reveal))
}

/// A field.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FieldView {
    id: FieldId,
    code: String,
    name: String,
    name_en: Option<String>,
    kind: FieldKind,
    class: FieldClass,
    rule: FieldRule,
    position: i32,
    retired: bool,
}

/// The fields HR has defined, in their order.
#[utoipa::path(get, path = "/api/v1/fields", operation_id = "field.list", tag = "people",
    extensions(("x-permission" = json!("people.read"))),
    responses((status = 200, body = ListView<FieldView>), (status = "4XX", body = Problem)))]
async fn list(Signed(actor): Signed, State(db): State<Db>) -> Result<Json<ListView<FieldView>>, Problem> {
    actor.require_anywhere(Permission::PeopleRead)?;
    let rows = definition::Entity::find()
        .order_by_asc(definition::Column::Position)
        .order_by_asc(definition::Column::Code)
        .all(db.read())
        .await?;
    let view = |row: definition::Model| {
        let class = class_of(&row)?;
        Some(FieldView {
            id: row.id,
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            kind: row.kind,
            class,
            rule: row.rule,
            position: row.position,
            retired: row.retired,
        })
    };
    Ok(Json(ListView { items: rows.into_iter().filter_map(view).collect(), next: None }))
}

/// The id of a field.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DefinedView {
    id: FieldId,
}

/// Defines a field.
#[utoipa::path(post, path = "/api/v1/fields", operation_id = "field.define", tag = "people",
    extensions(("x-permission" = json!("field.write"))), request_body = NewField,
    responses((status = 201, body = DefinedView), (status = "4XX", body = Problem)))]
async fn define(once: Once, Body(body): Body<NewField>) -> Result<Response, Problem> {
    let body = &body;
    once.write(StatusCode::CREATED, async |tx| {
        Ok::<_, FieldFault>(DefinedView { id: define_field(&tx, body).await? })
    })
    .await
}

/// Changes names, order and whether a value is required. What a field holds and its class never change.
#[utoipa::path(patch, path = "/api/v1/fields/{id}", operation_id = "field.change", tag = "people",
    extensions(("x-permission" = json!("field.write"))), params(("id" = FieldId, Path)), request_body = FieldPatch,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn change(
    once: Once,
    PathId(id): PathId<FieldId>,
    Body(body): Body<FieldPatch>,
) -> Result<Response, Problem> {
    let patch = &body;
    once.write(StatusCode::NO_CONTENT, async |tx| change_field(&tx, id, patch).await).await
}

/// Retires a field: nobody is asked for it any more, and its values are kept.
#[utoipa::path(post, path = "/api/v1/fields/{id}/retire", operation_id = "field.retire", tag = "people",
    extensions(("x-permission" = json!("field.write"))), params(("id" = FieldId, Path)),
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn retire(once: Once, PathId(id): PathId<FieldId>) -> Result<Response, Problem> {
    once.write(StatusCode::NO_CONTENT, async |tx| retire_field(&tx, id).await).await
}

/// The fields of one employment that are open to the reader.
#[utoipa::path(get, path = "/api/v1/people/{id}/fields", operation_id = "field.values", tag = "people",
    extensions(("x-permission" = json!("people.read"))), params(("id" = EmploymentId, Path)),
    responses((status = 200, body = ListView<FieldValue>), (status = "4XX", body = Problem)))]
async fn of_person(
    Signed(actor): Signed,
    State(db): State<Db>,
    PathId(id): PathId<EmploymentId>,
) -> Result<Json<ListView<FieldValue>>, Problem> {
    Ok(Json(ListView { items: values(db.read(), &actor, id).await?, next: None }))
}

/// A value; `null` clears it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ValueBody {
    value: Option<String>,
}

/// Sets a field of one employment.
#[utoipa::path(put, path = "/api/v1/people/{id}/fields/{field}", operation_id = "field.set", tag = "people",
    extensions(("x-permission" = json!("people.write"))),
    params(("id" = EmploymentId, Path), ("field" = FieldId, Path)), request_body = ValueBody,
    responses((status = 204), (status = "4XX", body = Problem)))]
async fn set(
    once: Once,
    Extension(vault): Extension<Vault>,
    PathId((id, field)): PathId<(EmploymentId, FieldId)>,
    Body(body): Body<ValueBody>,
) -> Result<Response, Problem> {
    let (vault, text) = (&vault, body.value.as_deref());
    once.write(StatusCode::NO_CONTENT, async |tx| set_value(&tx, vault, id, field, text).await).await
}

/// A revealed value.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct RevealedValue {
    value: Option<String>,
}

/// Shows a sealed field. Audited before the answer leaves.
#[utoipa::path(post, path = "/api/v1/people/{id}/fields/{field}/reveal", operation_id = "field.reveal",
    tag = "people", extensions(("x-permission" = json!("people.read"))),
    params(("id" = EmploymentId, Path), ("field" = FieldId, Path)),
    responses((status = 200, body = RevealedValue), (status = "4XX", body = Problem)))]
async fn reveal(
    Signed(actor): Signed,
    State(db): State<Db>,
    Extension(vault): Extension<Vault>,
    PathId((id, field)): PathId<(EmploymentId, FieldId)>,
) -> Result<Json<RevealedValue>, Problem> {
    let target = heng_scope::target(db.read(), id, actor.today()).await?;
    actor.require(Permission::PeopleRead, &target)?;
    let defined = definition::Entity::find_by_id(field).one(db.read()).await?;
    let class = defined.as_ref().and_then(class_of).ok_or_else(Problem::not_found)?;
    let classes = ClassSet::of(&[class]);
    actor.require_classes(Permission::PeopleRead, classes, &target)?;
    let row = value::Entity::find_by_id((field, id)).one(db.read()).await?;
    let value = match row {
        Some(value::Model { sealed: Some(sealed), .. }) => {
            Some(open(&vault, field, id, &sealed).map_err(FieldFault::from)?)
        }
        Some(row) => row.value,
        None => None,
    };
    if class.reads_are_audited() && !actor.owns(&target) {
        let (subject_kind, subject_id) = ("field", field.to_string());
        let read = Read { action: "field.reveal", subject_kind, subject_id, about: Some(id), classes };
        db.audit_read(&actor, read).await?;
    }
    Ok(Json(RevealedValue { value }))
}
