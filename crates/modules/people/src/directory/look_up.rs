//! Finding somebody by a number that is never stored in the open.

use heng_access::{Actor, Denied, FieldClass, Permission};
use heng_db::{Db, audit::Read};
use heng_kernel::EmploymentId;
use heng_vault::Vault;
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};

use crate::{
    employment::{PersonnelError, entity::employment},
    person::{entity::person, hash_of},
};

/// What is looked for. The value travels in the body, never in an address.
#[derive(Clone, Debug)]
pub(crate) enum Wanted {
    IdNumber(String),
    Phone(String),
    BankAccount(String),
}

impl Wanted {
    const fn class(&self) -> FieldClass {
        match self {
            Self::IdNumber(_) | Self::BankAccount(_) => FieldClass::IdBank,
            Self::Phone(_) => FieldClass::Private,
        }
    }
}

/// The employments of whoever has this number, among those on whom the class is open. Whether a number is known is itself
/// a fact of the class, so the question is audited.
pub(crate) async fn look_up(
    db: &Db,
    vault: &Vault,
    actor: &Actor,
    wanted: &Wanted,
) -> Result<Vec<EmploymentId>, PersonnelError> {
    let reach = actor.reach_with_class(Permission::PeopleRead, wanted.class());
    if reach.is_none() {
        actor.require_anywhere(Permission::PeopleRead)?;
        let missing = heng_access::ClassSet::of(&[wanted.class()]);
        return Err(Denied::Forbidden { permission: Permission::PeopleRead, missing }.into());
    }
    let same = match wanted {
        Wanted::IdNumber(n) => person::Column::IdNumberHash.eq(hash_of(vault, "id_number", n)),
        Wanted::Phone(n) => person::Column::PhoneHash.eq(hash_of(vault, "phone", n)),
        Wanted::BankAccount(n) => person::Column::BankAccountHash.eq(hash_of(vault, "bank_account", n)),
    };
    let ids: Vec<EmploymentId> = employment::Entity::find()
        .select_only()
        .column(employment::Column::Id)
        .join(
            JoinType::InnerJoin,
            employment::Entity::belongs_to(person::Entity)
                .from(employment::Column::PersonId)
                .to(person::Column::Id)
                .into(),
        )
        .filter(same)
        .filter(heng_scope::condition(&reach, (employment::Entity, employment::Column::Id), actor.today()))
        .into_tuple()
        .all(db.read())
        .await?;
    let read = Read {
        action: "people.look_up",
        subject_kind: "employment",
        subject_id: ids.first().map(ToString::to_string).unwrap_or_default(),
        about: ids.first().copied(),
        classes: heng_access::ClassSet::of(&[wanted.class()]),
    };
    db.audit_read(actor, read).await?;
    Ok(ids)
}
