//! Everything a post refers to must be there, and be the actor's to know of: what they may not see is not found.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use heng_access::Permission;
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

/// Most characters of a cost centre.
const LONGEST_COST_CENTRE: usize = 40;

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
    let seats = visible_seats(tx, posts.iter().filter_map(|(p, _)| p.position)).await?;
    let coming: HashSet<EmploymentId> = coming.iter().copied().collect();
    let bosses = posts.iter().flat_map(|(p, _)| p.manager.into_iter().chain(p.dotted.iter().copied()));
    let bosses = visible_people(tx, bosses.filter(|id| !coming.contains(id))).await?;
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
        if post.cost_centre.as_ref().is_some_and(|c| c.chars().count() > LONGEST_COST_CENTRE) {
            let (field, most) = ("post.cost_centre", LONGEST_COST_CENTRE);
            return Err(PersonnelError::TooLong { row, field, most });
        }
    }
    Ok(())
}

/// Those of these employments that exist and that the actor sees. As many statements for one that never was.
async fn visible_people(
    tx: &Tx,
    ids: impl IntoIterator<Item = EmploymentId>,
) -> Result<HashSet<EmploymentId>, DbErr> {
    let asked: HashSet<EmploymentId> = ids.into_iter().collect();
    let mut found = known::<EmploymentId>(tx, "employment", asked.iter().copied()).await?;
    if tx.actor.reach(Permission::PeopleRead).all {
        return Ok(found);
    }
    for id in asked {
        let target = heng_scope::target(tx.db(), id, tx.actor.today()).await?;
        if tx.actor.require(Permission::PeopleRead, &target).is_err() {
            found.remove(&id);
        }
    }
    Ok(found)
}

/// Those of these positions that exist in units the actor sees. As many statements for one that never was.
pub(super) async fn visible_seats(
    tx: &Tx,
    ids: impl IntoIterator<Item = PositionId>,
) -> Result<HashSet<PositionId>, DbErr> {
    let asked: HashSet<PositionId> = ids.into_iter().collect();
    let mut units: HashMap<PositionId, UnitId> = HashMap::new();
    for some in asked.iter().copied().collect::<Vec<_>>().chunks(IDS) {
        let select = Query::select()
            .columns(["id", "unit_id"])
            .from("position")
            .and_where(Expr::col("id").is_in(some.iter().map(|id| id.0)))
            .to_owned();
        for row in tx.db().query_all(&select).await? {
            units.insert(PositionId(row.try_get("", "id")?), UnitId(row.try_get("", "unit_id")?));
        }
    }
    if tx.actor.reach(Permission::OrgRead).all {
        return Ok(units.into_keys().collect());
    }
    let mut found = HashSet::new();
    for id in asked {
        let unit = units.get(&id).copied();
        let target =
            heng_scope::unit_target(tx.db(), unit.unwrap_or(UnitId(Uuid::nil())), tx.actor.today()).await?;
        if unit.is_some() && tx.actor.require(Permission::OrgRead, &target).is_ok() {
            found.insert(id);
        }
    }
    Ok(found)
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
