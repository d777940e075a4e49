//! The projection answers as the pure decision does.

#![cfg(test)]

use chrono::NaiveDate;
use heng_access::Reach;
use heng_kernel::{CompanyId, DateRange, EmploymentId, PersonId, UnitId};
use heng_scope::{
    Line, Place, UnitPlace, condition, employments, replace_employment, replace_units, target, unit_target,
};
use heng_testkit_db::TestDb;
use sea_orm::{ConnectionTrait, sea_query::Query};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

/// Company 1: unit 10 with team 11 below (branch 10). Employee 100 moves from 11 to 20 of company 2 on 1 April;
/// employee 101 manages them, dotted line 102 from 1 April. Employee 103 stands in unit 20.
async fn world() -> TestDb {
    let test = TestDb::new().await;
    let (start, move_on) = (day("0001-01-01"), day("2026-04-01"));
    let before = DateRange::new(start, Some(move_on)).unwrap();
    let always = DateRange::open(start);
    let unit = |unit: u128, ancestor: u128, company: u128, branch: Option<u128>| UnitPlace {
        unit: id(unit),
        ancestor: id(ancestor),
        days: always,
        company: Some(id(company)),
        branch: branch.map(id),
    };
    let place = |e: u128, unit: u128, company: u128, days: DateRange, branch: Option<u128>| Place {
        employment: id(e),
        person: id(e + 1000),
        days,
        unit: id(unit),
        branch: branch.map(id),
        company: id(company),
    };
    let line = |manager: u128, days: DateRange, solid: bool| Line {
        employment: id(100),
        manager: id(manager),
        days,
        solid,
    };
    let db = test.db.maintenance();
    let units = vec![
        unit(10, 10, 1, Some(10)),
        unit(11, 11, 1, Some(10)),
        unit(11, 10, 1, Some(10)),
        unit(20, 20, 2, None),
    ];
    replace_units(db, &[], units).await.unwrap();
    let places = vec![
        place(100, 11, 1, before, Some(10)),
        place(100, 20, 2, DateRange::open(move_on), None),
        place(101, 10, 1, always, Some(10)),
        place(103, 20, 2, always, None),
    ];
    let lines = vec![line(101, before, true), line(102, DateRange::open(move_on), false)];
    replace_employment(db, &[], places, lines).await.unwrap();
    test
}

async fn seen(test: &TestDb, reach: &Reach, on: NaiveDate) -> Vec<u128> {
    let mut query = Query::select();
    query.column("employment_id").distinct().from("visibility_place").cond_where(condition(
        reach,
        "employment_id",
        on,
    ));
    let rows = test.db.read().query_all(&query).await.unwrap();
    let mut ids: Vec<u128> =
        rows.iter().map(|r| r.try_get::<Uuid>("", "employment_id").unwrap().as_u128()).collect();
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn a_list_and_a_single_row_agree_for_every_kind_of_reach_and_day() {
    let test = world().await;
    let reaches = [
        Reach::default(),
        Reach { all: true, ..Reach::default() },
        Reach { own: vec![id(103)], person: Some(id(1103)), ..Reach::default() },
        Reach { reports_of: vec![id(101)], ..Reach::default() },
        Reach { reports_of: vec![id(102)], ..Reach::default() },
        Reach { subtree_units: vec![id(10)], ..Reach::default() },
        Reach { subtree_units: vec![id(20)], ..Reach::default() },
        Reach { branch_units: vec![id(10)], ..Reach::default() },
        Reach { companies: vec![id(2)], ..Reach::default() },
    ];
    for on in [day("2026-03-31"), day("2026-04-01")] {
        for reach in &reaches {
            let mut one_by_one = vec![];
            for n in [100_u128, 101, 103] {
                let found = target(test.db.read(), id(n), on).await.unwrap();
                if reach.contains(&found) {
                    one_by_one.push(n);
                }
            }
            assert_eq!(seen(&test, reach, on).await, one_by_one, "{on} {reach:?}");
        }
    }
}

#[tokio::test]
async fn an_id_nobody_gave_out_has_no_place() {
    let test = world().await;
    let found = target(test.db.read(), id(999), day("2026-03-31")).await.unwrap();
    assert_eq!((found.company, found.employment), (None::<CompanyId>, Some(id::<EmploymentId>(999))));
    assert_eq!(found.person, None::<PersonId>);
}

#[tokio::test]
async fn a_unit_knows_its_ancestors() {
    let test = world().await;
    let found = unit_target(test.db.read(), id(11), day("2026-03-31")).await.unwrap();
    assert_eq!(found.units.len(), 2);
    assert_eq!((found.company, found.branches), (Some(id(1)), vec![id::<UnitId>(10)]));
    assert!(employments(&Reach { all: true, ..Reach::default() }, day("2026-03-31")).is_none());
}

#[tokio::test]
async fn somebody_with_posts_in_two_branches_is_of_both_alone_and_in_lists() {
    let test = world().await;
    let place = |unit: u128, branch: u128| Place {
        employment: id(105),
        person: id(1105),
        days: DateRange::open(day("2026-01-01")),
        unit: id(unit),
        branch: Some(id(branch)),
        company: id(1),
    };
    for places in [[place(31, 30), place(41, 40)], [place(41, 40), place(31, 30)]] {
        replace_employment(test.db.maintenance(), &[id(105)], places.to_vec(), vec![]).await.unwrap();
        let found = target(test.db.read(), id(105), day("2026-03-31")).await.unwrap();
        assert_eq!(found.branches, [id::<UnitId>(30), id(40)], "whatever order they were written in");
        for branch in [30, 40] {
            let reach = Reach { branch_units: vec![id(branch)], ..Reach::default() };
            assert!(reach.contains(&found));
            assert_eq!(seen(&test, &reach, day("2026-03-31")).await, [105]);
        }
    }
}
