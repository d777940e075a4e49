//! Writing the projection.

use std::collections::HashSet;

use heng_kernel::{EmploymentId, UnitId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use super::{Scene, entity::card, rows};
use crate::{belief, unit::Org};

/// Employments in memory at once.
const AT_ONCE: usize = 3000;

/// Writes again what follows for these employments.
pub(crate) async fn of_employments(db: &impl ConnectionTrait, ids: &[EmploymentId]) -> Result<(), DbErr> {
    for some in ids.chunks(AT_ONCE) {
        let scene = Scene::load(db, some).await?;
        let (mut places, mut lines, mut cards) = (vec![], vec![], vec![]);
        for (id, subject) in &scene.subjects {
            places.extend(rows::places(&scene, *id, subject));
            lines.extend(rows::lines(&scene, *id, subject));
            cards.extend(rows::cards(&scene, *id, subject));
        }
        let mut moved = managers_of(db, some).await?;
        moved.extend(lines.iter().map(|line| line.manager));
        moved.extend(some);
        heng_scope::replace_employment(db, some, places, lines).await?;
        card::Entity::delete_many()
            .filter(card::Column::EmploymentId.is_in(some.iter().copied()))
            .exec(db)
            .await?;
        belief::insert_all::<card::Entity>(db, cards).await?;
        // Whoever moved, and whoever leads or led them, may do something else from this commit on.
        heng_identity::employments_changed(db, &moved.into_iter().collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Whoever manages one of these on any day, as written.
async fn managers_of(
    db: &impl ConnectionTrait,
    ids: &[EmploymentId],
) -> Result<HashSet<EmploymentId>, DbErr> {
    let managers = Query::select()
        .expr_as(Expr::col("manager_id"), "employment_id")
        .distinct()
        .from("visibility_manager")
        .and_where(Expr::col("employment_id").is_in(ids.iter().copied()))
        .to_owned();
    self::ids(db, managers).await
}

/// Writes again where these units stand. `org` holds them and everything above them.
pub(crate) async fn of_units(db: &impl ConnectionTrait, org: &Org, ids: &[UnitId]) -> Result<(), DbErr> {
    let rows = ids.iter().flat_map(|id| org.closure(*id)).collect();
    heng_scope::replace_units(db, ids, rows).await
}

/// Employments with a post, on any day, in one of the units or below.
pub(crate) async fn those_within(
    db: &impl ConnectionTrait,
    units: &[UnitId],
) -> Result<HashSet<EmploymentId>, DbErr> {
    let below = Query::select()
        .column("unit_id")
        .from("visibility_unit")
        .and_where(Expr::col("ancestor_id").is_in(units.iter().copied()))
        .to_owned();
    let people = Query::select()
        .column("employment_id")
        .distinct()
        .from("visibility_place")
        .and_where(Expr::col("unit_id").in_subquery(below))
        .to_owned();
    ids(db, people).await
}

/// Employments managed on any day by one of these.
pub(crate) async fn those_led_by(
    db: &impl ConnectionTrait,
    managers: &[EmploymentId],
) -> Result<HashSet<EmploymentId>, DbErr> {
    let people = Query::select()
        .column("employment_id")
        .distinct()
        .from("visibility_manager")
        .and_where(Expr::col("manager_id").is_in(managers.iter().copied()))
        .to_owned();
    ids(db, people).await
}

async fn ids(db: &impl ConnectionTrait, select: SelectStatement) -> Result<HashSet<EmploymentId>, DbErr> {
    let rows = db.query_all(&select).await?;
    rows.iter().map(|row| row.try_get("", "employment_id")).collect()
}
