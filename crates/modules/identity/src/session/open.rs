//! Beginning and ending sessions.

use chrono::{DateTime, Utc};
use heng_db::{Tx, audit::Change};
use heng_kernel::{AccountId, SessionId};
use heng_web::Origin;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    SessionSettings,
    entity::{ActiveModel, Column, Entity, Way},
};
use crate::{
    secret::{Secret, hash},
    sign_in::Unopened,
};

/// Told to the open pages of an account whose sessions ended: the feeds of those look whether they still stand.
const ENDED: &str = "session";

/// A session that has just begun.
#[derive(Debug)]
pub(crate) struct NewSession {
    pub(crate) token: Secret,
    pub(crate) device: Option<Secret>,
}

/// Begins a session. Coming in through one's own secret counts as a second look, another system's word does not.
pub(crate) async fn open(
    tx: &Tx,
    settings: &SessionSettings,
    account: AccountId,
    way: Way,
    origin: &Origin,
) -> Result<NewSession, Unopened> {
    let token = Secret::token()?;
    let id: SessionId = tx.new_id();
    let row = ActiveModel {
        id: Set(id),
        token_hash: Set(token.hash()),
        account_id: Set(account),
        way: Set(way),
        remote: Set(origin.remote.clone()),
        agent: Set(origin.agent.clone()),
        created_at: Set(tx.now),
        seen_at: Set(tx.now),
        ends_at: Set(tx.now + settings.absolute),
        second_look_at: Set((way != Way::External).then_some(tx.now)),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    let entry = Change::new("session.sign_in", "account", account).by(account).sign_in();
    tx.audit(entry.after(json!({ "session": id, "way": way }))).await?;
    Ok(NewSession { token, device: None })
}

/// Ends one session of an account; `false` when there is none.
pub(crate) async fn end(tx: &Tx, account: AccountId, session: SessionId) -> Result<bool, DbErr> {
    let gone = Entity::delete_many()
        .filter(Column::Id.eq(session))
        .filter(Column::AccountId.eq(account))
        .exec(tx.db())
        .await?;
    if gone.rows_affected == 1 {
        let entry = Change::new("session.end", "account", account).sign_in();
        tx.audit(entry.after(json!({ "session": session }))).await?;
        tx.tell(account.to_string(), ENDED).await?;
    }
    Ok(gone.rows_affected == 1)
}

/// Ends the session a browser brought along: whoever signs in begins anew.
pub(crate) async fn end_by_cookie(tx: &Tx, cookie: Option<&str>) -> Result<(), DbErr> {
    let Some(cookie) = cookie else { return Ok(()) };
    let this = Column::TokenHash.eq(hash(cookie));
    if let Some(row) = Entity::find().filter(this.clone()).one(tx.db()).await? {
        Entity::delete_many().filter(this).exec(tx.db()).await?;
        tx.tell(row.account_id.to_string(), ENDED).await?;
    }
    Ok(())
}

/// Ends every session of an account, but for `kept`.
pub(crate) async fn end_all(tx: &Tx, account: AccountId, kept: Option<SessionId>) -> Result<u64, DbErr> {
    let mut all = Entity::delete_many().filter(Column::AccountId.eq(account));
    if let Some(kept) = kept {
        all = all.filter(Column::Id.ne(kept));
    }
    let ended = all.exec(tx.db()).await?.rows_affected;
    tx.tell(account.to_string(), ENDED).await?;
    Ok(ended)
}

/// Removes sessions that ended by themselves.
pub(crate) async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::EndsAt.lte(now)).exec(db).await?.rows_affected)
}
