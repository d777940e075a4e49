//! A [`Reach`] as SQL.

use chrono::NaiveDate;
use heng_access::Reach;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, IntoColumnRef, SelectStatement},
};

use crate::{
    entity::{manager, place, unit},
    target::on,
};

/// The rows whose employment the reach takes in on `today`. `column` holds the employment's id.
///
/// Nothing when the reach is empty, everything when it is the whole group.
pub fn condition(reach: &Reach, column: impl IntoColumnRef + Clone, today: NaiveDate) -> Condition {
    if reach.all {
        return Condition::all();
    }
    let mut any = Condition::any();
    if !reach.own.is_empty() {
        any = any.add(Expr::col(column.clone()).is_in(reach.own.iter().copied()));
    }
    for select in selects(reach, today) {
        any = any.add(Expr::col(column.clone()).in_subquery(select));
    }
    // An empty `any` would be true: nothing granted is nothing seen.
    any.add(Expr::val(1).eq(0))
}

/// The employments the reach takes in on `today`, as a sub-select of ids. `None` for the whole group.
pub fn employments(reach: &Reach, today: NaiveDate) -> Option<SelectStatement> {
    if reach.all {
        return None;
    }
    let ids = place::Entity::find()
        .select_only()
        .column(place::Column::EmploymentId)
        .distinct()
        .filter(condition(reach, (place::Entity, place::Column::EmploymentId), today));
    Some(ids.into_query())
}

fn selects(reach: &Reach, today: NaiveDate) -> Vec<SelectStatement> {
    let mut all = vec![];
    if let Some(person) = reach.person {
        all.push(places().filter(place::Column::PersonId.eq(person)).into_query());
    }
    if !reach.reports_of.is_empty() {
        let reports = manager::Entity::find()
            .select_only()
            .column(manager::Column::EmploymentId)
            .filter(manager::Column::ManagerId.is_in(reach.reports_of.iter().copied()))
            .filter(on(today, manager::Column::FromOn, manager::Column::ToOn));
        all.push(reports.into_query());
    }
    let now = || places().filter(on(today, place::Column::FromOn, place::Column::ToOn));
    if !reach.subtree_units.is_empty() {
        let below = unit::Entity::find()
            .select_only()
            .column(unit::Column::UnitId)
            .filter(unit::Column::AncestorId.is_in(reach.subtree_units.iter().copied()))
            .filter(on(today, unit::Column::FromOn, unit::Column::ToOn));
        all.push(now().filter(place::Column::UnitId.in_subquery(below.into_query())).into_query());
    }
    if !reach.branch_units.is_empty() {
        all.push(
            now().filter(place::Column::BranchId.is_in(reach.branch_units.iter().copied())).into_query(),
        );
    }
    if !reach.companies.is_empty() {
        all.push(now().filter(place::Column::CompanyId.is_in(reach.companies.iter().copied())).into_query());
    }
    all
}

fn places() -> Select<place::Entity> {
    place::Entity::find().select_only().column(place::Column::EmploymentId)
}
