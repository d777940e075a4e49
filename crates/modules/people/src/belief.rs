//! The second axis of time: what was believed when.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    ModelTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// Rows per statement; SQLite stops at 32,766 bound values.
pub(crate) const CHUNK: usize = 1500;
/// Ids in one `IN`.
pub(crate) const IDS: usize = 5000;

/// Rows believed at an instant; `None` is the present.
pub(crate) fn believed<C: ColumnTrait>(
    known_at: Option<DateTime<Utc>>,
    recorded: C,
    superseded: C,
) -> Condition {
    match known_at {
        None => Condition::all().add(superseded.is_null()),
        Some(at) => Condition::all()
            .add(recorded.lte(at))
            .add(Condition::any().add(superseded.is_null()).add(superseded.gt(at))),
    }
}

/// A row of a table that keeps what it once believed.
pub(crate) trait Believed: Clone + PartialEq {
    /// Its own id and the time it was believed.
    fn stamps(&mut self) -> (&mut Uuid, &mut DateTime<Utc>, &mut Option<DateTime<Utc>>);

    /// Whether it says the same as `other`, whenever that was recorded.
    fn says_what(&self, other: &Self) -> bool {
        let (mut mine, mut theirs) = (self.clone(), other.clone());
        for row in [&mut mine, &mut theirs] {
            let (id, recorded, superseded) = row.stamps();
            (*id, *recorded, *superseded) = (Uuid::nil(), DateTime::UNIX_EPOCH, None);
        }
        mine == theirs
    }
}

macro_rules! believed_rows {
    ($($entity:path),+ $(,)?) => {$(
        impl Believed for $entity {
            fn stamps(&mut self) -> (&mut Uuid, &mut DateTime<Utc>, &mut Option<DateTime<Utc>>) {
                (&mut self.id, &mut self.recorded_at, &mut self.superseded_at)
            }
        }
    )+};
}

believed_rows!(
    crate::employment::entity::term::Model,
    crate::employment::entity::assignment::Model,
    crate::employment::entity::contract::Model,
    crate::employment::entity::compensation::Model,
    crate::employment::entity::calendar_assignment::Model,
    crate::unit::entity::version::Model,
);

/// Makes `wanted` what is believed of some subjects, of whom `live` was until `now`: rows that stay the same are left
/// alone, others are superseded, new ones inserted.
pub(crate) async fn supersede<E>(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    live: Vec<E::Model>,
    wanted: Vec<E::Model>,
) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Believed + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let gone: Vec<Uuid> = live
        .iter()
        .filter(|row| !wanted.iter().any(|w| w.says_what(row)))
        .map(|row| *row.clone().stamps().0)
        .collect();
    let fresh = wanted.into_iter().filter(|row| !live.iter().any(|l| l.says_what(row))).collect();
    for ids in gone.chunks(IDS) {
        E::update_many()
            .col_expr_by_name("superseded_at", now)
            .filter(Expr::col("id").is_in(ids.iter().copied()))
            .exec(db)
            .await?;
    }
    insert_all::<E>(db, fresh).await
}

/// Inserts rows in chunks.
pub(crate) async fn insert_all<E>(db: &impl ConnectionTrait, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        let some: Vec<E::ActiveModel> = rows.by_ref().take(CHUNK).collect();
        E::insert_many(some).exec_without_returning(db).await?;
    }
    Ok(())
}

trait SetByName {
    fn col_expr_by_name(self, column: &'static str, at: DateTime<Utc>) -> Self;
}

impl<E: EntityTrait> SetByName for sea_orm::UpdateMany<E> {
    fn col_expr_by_name(mut self, column: &'static str, at: DateTime<Utc>) -> Self {
        sea_orm::QueryTrait::query(&mut self).value(column, Expr::value(at));
        self
    }
}
