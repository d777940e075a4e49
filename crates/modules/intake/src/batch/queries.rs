//! Every look at batches.

use heng_access::{Actor, Denied, Permission};
use heng_db::{Cursor, Page, PageSize, word};
use heng_kernel::{CompanyId, IntakeBatchId};
use heng_vault::Vault;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{
    IntakeError, content,
    entity::{Part, State, batch, mapping},
};
use crate::{
    Intake,
    work::{Report, target},
};

/// A batch, whoever asks.
pub(crate) async fn load(
    db: &impl ConnectionTrait,
    id: IntakeBatchId,
) -> Result<Option<batch::Model>, DbErr> {
    batch::Entity::find_by_id(id).one(db).await
}

/// A batch the actor may work on. One they may not, and one that never was, are answered alike.
pub(crate) async fn load_for(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: IntakeBatchId,
) -> Result<batch::Model, IntakeError> {
    let row = load(db, id).await?;
    let at = target(db, row.as_ref().and_then(|row| row.company_id), actor.today()).await?;
    match (row, actor.require(Permission::IntakeRun, &at)) {
        (Some(row), Ok(())) => Ok(row),
        _ => Err(Denied::Hidden.into()),
    }
}

/// The companies whose batches the actor sees; `None` for all of them and those of the group.
fn companies(actor: &Actor) -> Option<Vec<CompanyId>> {
    let reach = actor.reach(Permission::IntakeRun);
    (!reach.all).then_some(reach.companies)
}

/// Batches, newest first.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<batch::Model>, IntakeError> {
    actor.require_anywhere(Permission::IntakeRun)?;
    let mut visible = Condition::all();
    if let Some(companies) = companies(actor) {
        visible = visible.add(batch::Column::CompanyId.is_in(companies));
    }
    if let Some(id) = IntakeBatchId::after(after)? {
        visible = visible.add(batch::Column::Id.lt(id));
    }
    let rows = batch::Entity::find()
        .filter(visible)
        .order_by_desc(batch::Column::Id)
        .limit(size.limit())
        .all(db)
        .await?;
    Ok(Page::cut(rows, size, |row| row.id))
}

/// The newest batch of a file in one of these states.
pub(crate) async fn by_sha256(
    db: &impl ConnectionTrait,
    sha256: &[u8],
    states: &[State],
) -> Result<Option<batch::Model>, DbErr> {
    batch::Entity::find()
        .filter(batch::Column::Sha256.eq(sha256.to_vec()))
        .filter(batch::Column::State.is_in(states.iter().copied()))
        .order_by_desc(batch::Column::Id)
        .one(db)
        .await
}

/// The last report of a batch.
pub(crate) async fn report_of(
    db: &impl ConnectionTrait,
    vault: &Vault,
    id: IntakeBatchId,
) -> Result<Report, IntakeError> {
    Ok(serde_json::from_slice(&content::open(db, vault, id, Part::Report).await?)?)
}

/// The last report of a batch the actor may work on.
pub async fn report(
    db: &impl ConnectionTrait,
    service: &Intake,
    actor: &Actor,
    id: IntakeBatchId,
) -> Result<Report, IntakeError> {
    let known = load_for(db, actor, id).await?;
    report_of(db, &service.vault, known.id).await
}

/// How files with this header were mapped by a person.
pub(super) async fn remembered(
    db: &impl ConnectionTrait,
    signature: &[u8],
) -> Result<Option<mapping::Model>, DbErr> {
    mapping::Entity::find().filter(mapping::Column::HeaderSignature.eq(signature.to_vec())).one(db).await
}

/// Batches whose contents are due to go.
pub(super) async fn due(
    db: &impl ConnectionTrait,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<batch::Model>, DbErr> {
    batch::Entity::find()
        .filter(Expr::col(batch::Column::State).ne(word(State::Purged)))
        .filter(batch::Column::State.ne(State::Applying))
        .filter(batch::Column::PurgeAt.lte(now))
        .order_by_asc(batch::Column::Id)
        .limit(100)
        .all(db)
        .await
}
