//! The second look: before pay and grades are shown, somebody at the keyboard has proved within the last minutes who they
//! are. A property of the session; tokens have none.

use std::{fmt::Debug, sync::Arc};

use async_trait::async_trait;
use axum::{
    Extension,
    extract::{FromRef, FromRequestParts},
    http::{StatusCode, request::Parts},
};
use chrono::{DateTime, Utc};
use heng_access::{Actor, Via};
use heng_db::{Tx, audit::Change};
use heng_kernel::SessionId;
use heng_web::{Authenticator, Problem, Signed};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::entity::{ActiveModel, Entity};
use crate::{Identity, secret::Secret, sign_in::Unopened};

/// Knows whether an actor has had a second look lately. [`Identity`] does; it travels as an axum `Extension`.
#[async_trait]
pub trait SecondLookCheck: Debug + Send + Sync {
    /// Passes when the session's second look is recent; else `auth.second_look` (403).
    async fn check(&self, actor: &Actor) -> Result<(), Problem>;
}

/// The signed-in actor after a recent second look. A handler that takes it instead of [`Signed`] shows pay or grades.
#[derive(Clone, Debug)]
pub struct SecondLook(pub Actor);

impl<S> FromRequestParts<S> for SecondLook
where
    S: Send + Sync,
    Arc<dyn Authenticator>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Signed(actor) = Signed::from_request_parts(parts, state).await?;
        let check = Extension::<Arc<dyn SecondLookCheck>>::from_request_parts(parts, state).await;
        let Extension(check) = check.map_err(|missing| Problem::internal(&missing))?;
        check.check(&actor).await?;
        Ok(Self(actor))
    }
}

#[async_trait]
impl SecondLookCheck for Identity {
    async fn check(&self, actor: &Actor) -> Result<(), Problem> {
        require(self, actor).await
    }
}

/// Passes when the actor's session had a second look within the settings' minutes.
pub(crate) async fn require(identity: &Identity, actor: &Actor) -> Result<(), Problem> {
    let holds = holds_until(identity, actor).await?.is_some();
    if holds { Ok(()) } else { Err(Problem::new(StatusCode::FORBIDDEN, "auth.second_look")) }
}

/// Until when the second look of the actor's session holds; none when there is none, or it is too long ago.
pub(crate) async fn holds_until(
    identity: &Identity,
    actor: &Actor,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let Via::Session(id) = actor.via() else { return Ok(None) };
    let db = identity.db();
    let session = Entity::find_by_id(id).one(db.read()).await?.ok_or_else(Problem::unauthorised)?;
    let ends = session.second_look_at.map(|at| at + identity.settings().sessions.second_look);
    Ok(ends.filter(|ends| *ends > db.now()))
}

/// Notes a second look and gives the session a new value: who holds an old copy of the cookie does not gain by it.
pub(crate) async fn note(tx: &Tx, session: SessionId, how: &'static str) -> Result<Secret, Unopened> {
    let token = Secret::token()?;
    let looked = ActiveModel {
        id: Set(session),
        token_hash: Set(token.hash()),
        second_look_at: Set(Some(tx.now)),
        ..Default::default()
    };
    Entity::update(looked).exec(tx.db()).await?;
    let entry = Change::new("session.second_look", "session", session).sign_in();
    tx.audit(entry.after(serde_json::json!({ "how": how }))).await?;
    Ok(token)
}
