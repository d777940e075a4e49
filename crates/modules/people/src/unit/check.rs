//! Everything a post refers to must be there.

use std::collections::HashSet;

use chrono::NaiveDate;
use heng_db::Tx;
use heng_kernel::{EmploymentId, GradeId, JobTitleId, PositionId, UnitId};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

use super::{UnitKind, org::Org};
use crate::{
    belief::IDS,
    employment::{PersonnelError, Post},
};

/// Checks posts taken up on a day. `coming` are employments of the same bulk, which are not there yet.
pub(crate) async fn check_posts<'a>(
    tx: &Tx,
    posts: impl IntoIterator<Item = (&'a Post, NaiveDate)>,
    coming: &[EmploymentId],
) -> Result<(), PersonnelError> {
    let posts: Vec<_> = posts.into_iter().collect();
    let units: HashSet<UnitId> = posts.iter().map(|(post, _)| post.unit).collect();
    let org = Org::above(tx.db(), &units.into_iter().collect::<Vec<_>>()).await?;
    let jobs = known::<JobTitleId>(tx, "job_title", posts.iter().filter_map(|(p, _)| p.job)).await?;
    let grades = known::<GradeId>(tx, "grade", posts.iter().filter_map(|(p, _)| p.grade)).await?;
    let seats = known::<PositionId>(tx, "position", posts.iter().filter_map(|(p, _)| p.position)).await?;
    let coming: HashSet<EmploymentId> = coming.iter().copied().collect();
    let bosses = posts.iter().flat_map(|(p, _)| p.manager.into_iter().chain(p.dotted.iter().copied()));
    let bosses = known::<EmploymentId>(tx, "employment", bosses.filter(|id| !coming.contains(id))).await?;
    for (row, (post, day)) in posts.iter().enumerate() {
        let wrong = |field, code| Err(PersonnelError::Field { row, field, code });
        let is_boss = |id: &EmploymentId| bosses.contains(id) || coming.contains(id);
        match org.get(post.unit) {
            None => return wrong("post.unit", "not_found"),
            Some(unit) if unit.kind == UnitKind::Group => return wrong("post.unit", "no_company"),
            Some(unit) if unit.versions.at(*day).is_none() => return wrong("post.unit", "closed"),
            Some(_) => {}
        }
        if post.job.is_some_and(|id| !jobs.contains(&id)) {
            return wrong("post.job", "not_found");
        }
        if post.grade.is_some_and(|id| !grades.contains(&id)) {
            return wrong("post.grade", "not_found");
        }
        if post.position.is_some_and(|id| !seats.contains(&id)) {
            return wrong("post.position", "not_found");
        }
        if post.manager.is_some_and(|id| !is_boss(&id)) {
            return wrong("post.manager", "not_found");
        }
        if !post.dotted.iter().all(is_boss) {
            return wrong("post.dotted", "not_found");
        }
        if post.cost_centre.as_ref().is_some_and(|c| c.chars().count() > 40) {
            return wrong("post.cost_centre", "too_long");
        }
    }
    Ok(())
}

async fn known<T: Copy + Eq + std::hash::Hash + Into<Uuid> + From<Uuid>>(
    tx: &Tx,
    table: &'static str,
    ids: impl IntoIterator<Item = T>,
) -> Result<HashSet<T>, DbErr> {
    let ids: HashSet<T> = ids.into_iter().collect();
    let ids: Vec<Uuid> = ids.into_iter().map(Into::into).collect();
    let mut found = HashSet::new();
    for some in ids.chunks(IDS) {
        let select = Query::select()
            .column("id")
            .from(table)
            .and_where(Expr::col("id").is_in(some.iter().copied()))
            .to_owned();
        for row in tx.db().query_all(&select).await? {
            found.insert(T::from(row.try_get::<Uuid>("", "id")?));
        }
    }
    Ok(found)
}
