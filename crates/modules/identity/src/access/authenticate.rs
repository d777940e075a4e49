//! From credentials to an actor, on every request.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use heng_access::{Actor, RoleRow, Via, allowances_within};
use heng_kernel::EmploymentId;
use heng_web::{Authenticator, Credentials, Origin, Problem, SECURE_SESSION_COOKIE, SESSION_COOKIE};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Identity,
    account::entity::account,
    secret,
    session::entity as session,
    token::{PREFIX, entity as token},
};

/// A session's or token's last use is noted once in this time.
const TOUCH: TimeDelta = TimeDelta::minutes(5);

#[async_trait]
impl Authenticator for Identity {
    async fn authenticate(&self, credentials: Credentials) -> Result<Actor, Problem> {
        let Credentials { session, bearer, acting_as, origin } = credentials;
        let acting_as = acting_as.map(|id| id.parse::<EmploymentId>()).transpose();
        let acting_as = acting_as.map_err(|_| Problem::bad_request("auth.unknown_employment"))?;
        match (bearer, session) {
            (Some(bearer), _) => self.by_token(&bearer, acting_as, &origin).await,
            (None, Some(cookie)) => self.by_session(&cookie, acting_as, &origin).await,
            (None, None) => Err(Problem::unauthorised()),
        }
    }

    async fn stands(&self, actor: &Actor) -> bool {
        let standing = self.still_stands(actor).await;
        standing.inspect_err(|error| tracing::warn!(%error, "a session cannot be looked at")).unwrap_or(false)
    }

    fn session_cookie(&self) -> &'static str {
        if self.settings().secure() { SECURE_SESSION_COOKIE } else { SESSION_COOKIE }
    }

    fn anonymous(&self, origin: &Origin) -> Actor {
        let today = self.db().now().with_timezone(&self.settings().zone).date_naive();
        Actor::builder(Via::Anonymous)
            .today(today)
            .remote(origin.remote.clone())
            .request(origin.request.clone())
            .build()
    }
}

impl Identity {
    async fn by_session(
        &self,
        cookie: &str,
        acting_as: Option<EmploymentId>,
        origin: &Origin,
    ) -> Result<Actor, Problem> {
        let now = self.db().now();
        let found = self.session_of(cookie, now).await?;
        let (session, account) = found.ok_or_else(Problem::unauthorised)?;
        let actor = self.actor(Via::Session(session.id), &account, acting_as, None, origin).await?;
        if now - session.seen_at >= TOUCH {
            session::Entity::update_many()
                .col_expr(session::Column::SeenAt, Expr::value(now))
                .filter(session::Column::Id.eq(session.id))
                .exec(self.db().maintenance())
                .await?;
        }
        Ok(actor)
    }

    /// The live session of a cookie with its account, in one query. It must still be asked for what the account may do.
    pub(crate) async fn session_of(
        &self,
        cookie: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<(session::Model, account::Model)>, DbErr> {
        live_session(self.db().read(), cookie, now - self.settings().sessions.idle, now).await
    }

    async fn by_token(
        &self,
        bearer: &str,
        acting_as: Option<EmploymentId>,
        origin: &Origin,
    ) -> Result<Actor, Problem> {
        let now = self.db().now();
        if !bearer.starts_with(PREFIX) {
            return Err(Problem::unauthorised());
        }
        let found = token::Entity::find()
            .filter(token::Column::TokenHash.eq(secret::hash(bearer)))
            .filter(token::Column::RevokedAt.is_null())
            .filter(token::Column::EndsAt.gt(now))
            .find_both_related(account::Entity)
            .one(self.db().read())
            .await?;
        let (token, account) = found.ok_or_else(Problem::unauthorised)?;
        // Rows that cannot be read allow nothing.
        let rows: Vec<RoleRow> = serde_json::from_str(&token.rows).unwrap_or_default();
        let actor = self.actor(Via::Token(token.id), &account, acting_as, Some(&rows), origin).await?;
        if token.used_at.is_none_or(|used| now - used >= TOUCH) {
            token::Entity::update_many()
                .col_expr(token::Column::UsedAt, Expr::value(now))
                .filter(token::Column::Id.eq(token.id))
                .exec(self.db().maintenance())
                .await?;
        }
        Ok(actor)
    }

    /// Whether what the actor came in with is still there, and its account still lets them in.
    async fn still_stands(&self, actor: &Actor) -> Result<bool, DbErr> {
        let (db, now) = (self.db().read(), self.db().now());
        let account = match actor.via() {
            Via::Session(id) => {
                let live = session::Entity::find_by_id(id)
                    .filter(session::Column::EndsAt.gt(now))
                    .filter(session::Column::SeenAt.gt(now - self.settings().sessions.idle))
                    .find_both_related(account::Entity);
                live.one(db).await?.map(|(_, account)| account)
            }
            Via::Token(id) => {
                let live = token::Entity::find_by_id(id)
                    .filter(token::Column::RevokedAt.is_null())
                    .filter(token::Column::EndsAt.gt(now))
                    .find_both_related(account::Entity);
                live.one(db).await?.map(|(_, account)| account)
            }
            _ => None,
        };
        let Some(account) = account.filter(|account| account.state == account::State::Active) else {
            return Ok(false);
        };
        Ok(!self.known(&account).await?.standing.ended)
    }

    /// The actor of an account, if it lets anybody in today: it is active and the last day of work has not passed.
    pub(crate) async fn actor(
        &self,
        via: Via,
        account: &account::Model,
        acting_as: Option<EmploymentId>,
        within: Option<&[RoleRow]>,
        origin: &Origin,
    ) -> Result<Actor, Problem> {
        if account.state != account::State::Active {
            return Err(Problem::unauthorised());
        }
        let known = self.known(account).await?;
        if known.standing.ended {
            return Err(Problem::unauthorised());
        }
        let unknown = || Problem::bad_request("auth.unknown_employment");
        let post = known.post(acting_as).map_err(|_| unknown())?;
        let own = known.allowances(post);
        let allowances = match within {
            Some(rows) => allowances_within(&own, rows),
            None => own,
        };
        let actor = known.actor(via, account, post, allowances);
        Ok(actor.remote(origin.remote.clone()).request(origin.request.clone()).build())
    }
}

/// The session of a cookie that has neither ended nor been idle since `seen_after`, with its account.
async fn live_session(
    db: &impl ConnectionTrait,
    cookie: &str,
    seen_after: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<(session::Model, account::Model)>, DbErr> {
    session::Entity::find()
        .filter(session::Column::TokenHash.eq(secret::hash(cookie)))
        .filter(session::Column::EndsAt.gt(now))
        .filter(session::Column::SeenAt.gt(seen_after))
        .find_both_related(account::Entity)
        .one(db)
        .await
}
