//! Giving a role.

use chrono::NaiveDate;
use heng_access::{Actor, Allowance, Grant, Permission, Scope, Target};
use heng_db::{Tx, audit::Change};
use heng_kernel::{AccountId, CompanyId, DateRange, GrantId, RoleId, UnitId};
use heng_scope::unit_target;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use serde_json::json;

use super::{GrantError, entity};
use crate::{
    Identity,
    access::{Known, account_changed},
    account::{places_of, shown},
    role::{entity::role, rows_of},
};

/// A planned grant.
#[derive(Clone, Debug)]
pub struct GiveGrant {
    /// To whom.
    pub account: AccountId,
    /// Which role.
    pub role: RoleId,
    /// How far at most.
    pub scope: Scope,
    /// From which unit, for `subtree` and `branch`.
    pub unit: Option<UnitId>,
    /// In which legal entity, for `company`.
    pub company: Option<CompanyId>,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day; until revoked when absent.
    pub last_day: Option<NaiveDate>,
}

/// Gives a role, if the actor may give roles there and holds all it allows.
pub async fn give(identity: &Identity, actor: &Actor, wanted: &GiveGrant) -> Result<GrantId, GrantError> {
    let known = receiver(identity, actor, wanted).await?;
    identity.db().write(actor, async |tx| insert(&tx, wanted, &known).await).await
}

/// Whoever receives it. Where they stand is asked before the unit of work: it is another module's to answer.
pub(super) async fn receiver(
    identity: &Identity,
    actor: &Actor,
    wanted: &GiveGrant,
) -> Result<Known, GrantError> {
    let db = identity.db();
    let account =
        shown(db.read(), actor, wanted.account, Permission::RoleRead, Permission::RoleWrite).await?;
    Ok(Known::load(identity, db.read(), &account, db.now()).await?)
}

/// The unit of work of [`give`].
pub(super) async fn insert(tx: &Tx, wanted: &GiveGrant, known: &Known) -> Result<GrantId, GrantError> {
    shown(tx.db(), &tx.actor, wanted.account, Permission::RoleRead, Permission::RoleWrite).await?;
    let role = role::Entity::find_by_id(wanted.role).one(tx.db()).await?.ok_or(GrantError::UnknownRole)?;
    let days = match wanted.last_day {
        Some(last) => DateRange::from_days(wanted.first_day, last)?,
        None => DateRange::open(wanted.first_day),
    };
    let anchor = anchored(wanted.scope, wanted.unit, wanted.company).ok_or(GrantError::BadAnchor)?;
    let grant = Grant { role: wanted.role, scope: wanted.scope, anchor, days };
    let rows = rows_of(tx.db(), [wanted.role]).await?.remove(&wanted.role).unwrap_or_default();
    let allowances = grant.allowances(&rows, days.from());
    let places = places(tx.db(), &tx.actor, &grant, known).await?;
    within_own_rights(&tx.actor, &allowances, &places)?;
    let id: GrantId = tx.new_id();
    let row = entity::ActiveModel {
        id: Set(id),
        account_id: Set(wanted.account),
        role_id: Set(wanted.role),
        scope: Set(wanted.scope.code().to_owned()),
        unit_id: Set(wanted.unit),
        company_id: Set(wanted.company),
        from_on: Set(days.from()),
        to_on: Set(days.to()),
        given_by: Set(tx.actor.account()),
        given_at: Set(tx.now),
        revoked_at: Set(None),
        revoked_by: Set(None),
    };
    row.insert(tx.db()).await?;
    account_changed(tx, wanted.account).await?;
    let after = json!({
        "account": wanted.account, "role": role.code, "scope": wanted.scope, "unit": wanted.unit,
        "company": wanted.company, "first_day": wanted.first_day, "last_day": wanted.last_day,
    });
    tx.audit(Change::new("grant.give", "grant", id).after(after)).await?;
    tx.tell(wanted.account.to_string(), "me").await?;
    Ok(id)
}

/// The anchor that fits the scope: a unit for subtree and branch, a company for company, nothing otherwise.
fn anchored(scope: Scope, unit: Option<UnitId>, company: Option<CompanyId>) -> Option<heng_access::Anchor> {
    use heng_access::Anchor;
    match (scope, unit, company) {
        (Scope::Subtree | Scope::Branch, Some(unit), None) => Some(Anchor::units([unit])),
        (Scope::Company, None, Some(company)) => Some(Anchor::company(company)),
        (Scope::Own | Scope::Reports | Scope::All, None, None) => Some(Anchor::default()),
        _ => None,
    }
}

/// Refuses what goes beyond the actor's rights on any of the places.
pub(crate) fn within_own_rights(
    actor: &Actor,
    wanted: &[Allowance],
    places: &[Target],
) -> Result<(), GrantError> {
    let beyond = actor.beyond_own_rights(wanted, places);
    if beyond.is_empty() {
        return Ok(());
    }
    let mut codes: Vec<&str> = beyond.iter().map(|allowance| allowance.permission.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    Err(GrantError::BeyondOwnRights(codes.join(" ")))
}

/// The rows the grant speaks of: whoever receives it, and its anchor.
pub(super) async fn places(
    db: &impl ConnectionTrait,
    actor: &Actor,
    grant: &Grant,
    known: &Known,
) -> Result<Vec<Target>, DbErr> {
    let anchor = match (grant.anchor.units.first(), grant.anchor.company) {
        (Some(unit), _) => unit_target(db, *unit, actor.today()).await?,
        (None, Some(company)) => Target::company(company),
        (None, None) if grant.scope == Scope::All => Target::group(),
        (None, None) => return places_of(db, actor, known).await,
    };
    // Outsiders (auditors, contractors) have no place of their own: what they receive is weighed by its anchor alone.
    let mut places =
        if known.standing.posts.is_empty() { vec![] } else { places_of(db, actor, known).await? };
    places.push(anchor);
    Ok(places)
}
