//! Showing masked fields on purpose. The answer leaves after the audit row is committed.

use heng_access::{Actor, ClassSet, Permission};
use heng_db::{Db, audit::Read};
use heng_kernel::{EmploymentId, Money};
use heng_vault::Vault;
use sea_orm::EntityTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::mask::Sensitive;
use crate::{
    employment::{PayPer, PersonnelError, entity::employment, history},
    person::entity::person,
};

/// A revealed field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Revealed {
    /// Which.
    pub field: Sensitive,
    /// Its value; absent when nothing is known.
    pub value: Option<String>,
}

/// Pay during some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PayView {
    /// First day.
    pub first_day: chrono::NaiveDate,
    /// Last day, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<chrono::NaiveDate>,
    /// In minor units.
    #[schema(value_type = i64)]
    pub amount_minor: Money,
    /// ISO 4217.
    pub currency: String,
    /// What it is for.
    pub per: PayPer,
}

/// What was revealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RevealView {
    /// The fields asked for.
    pub fields: Vec<Revealed>,
    /// Pay over time, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pay: Vec<PayView>,
}

/// Reveals fields of one employment. Reading another person's leaves a row in the audit trail first.
pub(crate) async fn reveal(
    db: &Db,
    vault: &Vault,
    actor: &Actor,
    id: EmploymentId,
    fields: &[Sensitive],
) -> Result<RevealView, PersonnelError> {
    let target = heng_scope::target(db.read(), id, actor.today()).await?;
    let classes: Vec<_> = fields.iter().map(|field| field.class()).collect();
    let classes = ClassSet::of(&classes);
    actor.require_classes(Permission::PeopleRead, classes, &target)?;
    if fields.is_empty() {
        return Err(PersonnelError::field("fields", "required"));
    }
    let hidden = || PersonnelError::Denied(heng_access::Denied::Hidden);
    let head = employment::Entity::find_by_id(id).one(db.read()).await?.ok_or_else(hidden)?;
    let row = person::Entity::find_by_id(head.person_id).one(db.read()).await?.ok_or_else(hidden)?;
    let mut view = RevealView { fields: vec![], pay: vec![] };
    for field in fields {
        if *field == Sensitive::Pay {
            view.pay = pay(db, id).await?;
        } else {
            view.fields.push(Revealed { field: *field, value: field.plain(vault, &row)? });
        }
    }
    if !actor.owns(&target) {
        let read = Read {
            action: "people.reveal",
            subject_kind: "employment",
            subject_id: id.to_string(),
            about: Some(id),
            classes,
        };
        db.audit_read(actor, read).await?;
    }
    Ok(view)
}

async fn pay(db: &Db, id: EmploymentId) -> Result<Vec<PayView>, PersonnelError> {
    let lines = history(db.read(), id, None).await?.lines;
    let view = |span: &crate::history::Span<crate::employment::Pay, _>| PayView {
        first_day: span.days.from(),
        last_day: span.days.last_day(),
        amount_minor: span.value.amount,
        currency: span.value.currency.clone(),
        per: span.value.per,
    };
    Ok(lines.pay.spans().iter().map(view).collect())
}
