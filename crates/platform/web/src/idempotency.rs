//! Once means once: the answer is remembered in the transaction of the effect.

use std::error::Error;

use axum::{
    Json,
    extract::{FromRef, FromRequestParts},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use heng_access::Actor;
use heng_db::{Db, Tx};
use heng_kernel::AccountId;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};
use serde::Serialize;

use crate::{Authenticator, Problem, Signed};

pub(crate) mod entity {
    //! `idempotency`.
    use heng_kernel::AccountId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "idempotency")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub fingerprint: Vec<u8>,
        pub status: i32,
        pub body: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// SHA-256 of method, path and body; put there by the layer that reads the body of requests with an `Idempotency-Key`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fingerprint(pub(crate) [u8; 32]);

/// The signed-in actor of a request that changes something, with its `Idempotency-Key` if it brought one.
#[derive(Clone, Debug)]
pub struct Once {
    /// Who acts.
    pub actor: Actor,
    db: Db,
    key: Option<(AccountId, String, [u8; 32])>,
}

impl<S> FromRequestParts<S> for Once
where
    S: Send + Sync,
    Db: FromRef<S>,
    std::sync::Arc<dyn Authenticator>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Signed(actor) = Signed::from_request_parts(parts, state).await?;
        let key = parts.headers.get("idempotency-key").map(|v| v.to_str().unwrap_or_default().to_owned());
        let fingerprint = parts.extensions.get::<Fingerprint>();
        let key = match (key, actor.account(), fingerprint) {
            (Some(key), Some(account), Some(print)) => {
                if key.is_empty() || key.len() > 100 {
                    return Err(Problem::bad_request("idempotency.bad_key"));
                }
                Some((account, key, print.0))
            }
            _ => None,
        };
        Ok(Self { actor, db: Db::from_ref(state), key })
    }
}

/// What came of the unit of work.
enum Outcome {
    Done(StatusCode, String),
    OtherRequest,
}

/// Carries the use case's error past the queries of this file.
#[derive(Debug, thiserror::Error)]
enum Failed<E: Error + 'static> {
    #[error("database: {0}")]
    Db(#[from] DbErr),
    #[error("{0}")]
    Work(#[source] E),
}

impl Once {
    /// [`Db::write`] whose answer is remembered: a request repeated with the same key gets the first answer again and has
    /// no second effect; the same key with another content is refused. Refusals are not remembered.
    pub async fn write<V, E, F>(
        &self,
        status: StatusCode,
        work: impl Fn(Tx) -> F,
    ) -> Result<Response, Problem>
    where
        V: Serialize,
        E: From<DbErr> + Into<Problem> + Error + 'static,
        F: Future<Output = Result<V, E>>,
    {
        let work = &work;
        let outcome = self
            .db
            .write(&self.actor, async |tx| {
                let Some((account, key, print)) = &self.key else {
                    let view = work(tx).await.map_err(Failed::Work)?;
                    return Ok(Outcome::Done(status, json(&view)?));
                };
                if let Some(known) = entity::Entity::find_by_id((*account, key.clone())).one(tx.db()).await? {
                    if known.fingerprint != print {
                        return Ok(Outcome::OtherRequest);
                    }
                    let status = u16::try_from(known.status).ok().and_then(|s| StatusCode::from_u16(s).ok());
                    return Ok(Outcome::Done(status.unwrap_or(StatusCode::OK), known.body));
                }
                let row = entity::ActiveModel {
                    account_id: Set(*account),
                    key: Set(key.clone()),
                    fingerprint: Set(print.to_vec()),
                    status: Set(i32::from(status.as_u16())),
                    body: Set(String::new()),
                    at: Set(tx.now),
                };
                entity::Entity::insert(row).exec_without_returning(tx.db()).await?;
                let after = tx.again();
                let view = work(tx).await.map_err(Failed::Work)?;
                let body = json(&view)?;
                let filled = entity::ActiveModel {
                    account_id: Set(*account),
                    key: Set(key.clone()),
                    body: Set(body.clone()),
                    ..Default::default()
                };
                entity::Entity::update(filled).exec(after.db()).await?;
                Ok(Outcome::Done(status, body))
            })
            .await;
        match outcome {
            Ok(Outcome::Done(status, body)) => Ok(answer(status, body)),
            Ok(Outcome::OtherRequest) => Err(Problem::unprocessable("idempotency.other_request")),
            Err(Failed::Work(error)) => Err(error.into()),
            Err(Failed::Db(error)) => Err(error.into()),
        }
    }
}

fn json(view: &impl Serialize) -> Result<String, DbErr> {
    serde_json::to_string(view).map_err(|e| DbErr::Json(e.to_string()))
}

fn answer(status: StatusCode, body: String) -> Response {
    if body == "null" {
        return StatusCode::NO_CONTENT.into_response();
    }
    match serde_json::from_str::<serde_json::Value>(&body) {
        Ok(value) => (status, Json(value)).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}
