//! Taking a bulk back as if it had never been.
//!
//! Nothing else deletes people's rows: an import that was wrong is no history of anybody. What it changed of people who were
//! there before is put back row by row, what it made is removed, and what follows from both is written again.

use std::collections::HashSet;

use heng_kernel::EmploymentId;
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use uuid::Uuid;

use super::{
    image::{Image, Made, TRUTH, tables},
    row::{self, AT_ONCE},
};
use crate::{projection, unit};

/// Removes what was `made` and puts `before` back in place of what is said now of what was `changed`. The caller has seen
/// that nothing stands on it: [`super::references_to`] is empty and the digests are those of the day it was applied.
pub async fn undo(
    db: &impl ConnectionTrait,
    made: &Made,
    changed: &Made,
    before: &Image,
) -> Result<(), DbErr> {
    let mut touched: HashSet<EmploymentId> = HashSet::new();
    for id in &changed.employments {
        touched.insert(*id);
        touched.extend(unit::led_by(db, *id).await?);
    }
    // Rights that came with the file go with it: heads are asked before and after.
    let headed: Vec<_> = made.units.iter().chain(&changed.units).copied().collect();
    let mut moved = unit::heads_ever(db, &headed).await?;
    moved.extend(&made.employments);
    heng_identity::employments_changed(db, &moved).await?;
    forget_links(db, &made.employments).await?;
    forget_links(db, &changed.employments).await?;
    let tables = tables();
    for (name, key, whose) in TRUTH.iter().rev() {
        // A person, employment or unit that others point to is changed in place, never removed for a moment.
        if *key != "id" {
            row::delete(db, name, key, &changed.ids(*whose)).await?;
        }
        row::delete(db, name, key, &made.ids(*whose)).await?;
    }
    for (name, key, _) in TRUTH {
        let (Some(table), Some(rows)) = (tables.get(name), before.0.get(name)) else { continue };
        if key == "id" {
            row::restore(db, table, rows).await?;
        } else {
            row::insert(db, table, rows).await?;
        }
    }
    let org = unit::Org::all(db, None).await?;
    if !changed.units.is_empty() {
        let below = unit::Org::below(db, &changed.units).await?;
        let still: Vec<_> = below.into_iter().filter(|id| !made.units.contains(id)).collect();
        touched.extend(projection::those_within(db, &changed.units).await?);
        projection::of_units(db, &org, &still).await?;
    }
    row::delete(db, "people_card", "employment_id", &made.ids(super::image::Whose::Employment)).await?;
    heng_scope::replace_employment(db, &made.employments, vec![], vec![]).await?;
    heng_scope::replace_units(db, &made.units, vec![]).await?;
    let gone: HashSet<EmploymentId> = made.employments.iter().copied().collect();
    let touched: Vec<EmploymentId> = touched.into_iter().filter(|id| !gone.contains(id)).collect();
    projection::of_employments(db, &touched).await?;
    heng_identity::employments_changed(db, &unit::heads_ever(db, &changed.units).await?).await
}

/// Rows of one table that point to one another could not go in one order: the links go first.
async fn forget_links(db: &impl ConnectionTrait, ids: &[EmploymentId]) -> Result<(), DbErr> {
    for some in ids.chunks(AT_ONCE) {
        for (table, column, key) in
            [("employment", "previous_id", "id"), ("personnel_event", "replaces_id", "employment_id")]
        {
            let update = Query::update()
                .table(Alias::new(table))
                .value(Alias::new(column), Expr::value(None::<Uuid>))
                .and_where(Expr::col(Alias::new(key)).is_in(some.iter().copied()))
                .to_owned();
            db.execute(&update).await?;
        }
    }
    Ok(())
}
