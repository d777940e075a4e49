//! The statements behind the list walk indexes.

use heng_access::{Actor, Permission};
use heng_db::{DbBackend, PageSize};
use heng_testkit_db::TestDb;
use sea_orm::{ConnectionTrait, Statement, TransactionTrait, sea_query::SelectStatement};

use super::list::{Asked, Order, statement};

async fn plan(test: &TestDb, query: &SelectStatement) -> String {
    let db = test.db.read().begin().await.unwrap();
    let built = test.db.backend().build(query);
    let (prefix, column) = match test.db.backend() {
        DbBackend::Sqlite => ("EXPLAIN QUERY PLAN ", "detail"),
        _ => {
            // The test tables are empty: what is asked is whether an index can serve, not whether it pays here.
            for word in
                ["seqscan", "sort", "incremental_sort", "bitmapscan", "hashjoin", "mergejoin", "material"]
            {
                db.execute_unprepared(&format!("SET LOCAL enable_{word} = off")).await.unwrap();
            }
            ("EXPLAIN ", "QUERY PLAN")
        }
    };
    let explain = Statement { sql: format!("{prefix}{}", built.sql), ..built };
    let rows = db.query_all_raw(explain).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", column).unwrap() + "\n").collect()
}

#[tokio::test]
async fn a_page_walks_the_index_of_its_order_and_sorts_nothing() {
    let test = TestDb::new().await;
    let day = "2026-03-02".parse().unwrap();
    let actor = Actor::command_line(day);
    let reach = actor.reach(Permission::PeopleRead);
    for (order, index) in [
        (Order::Name, "ix_people_card_sort_name_employment_id"),
        (Order::Number, "ix_people_card_number_employment_id"),
        (Order::FirstDay, "ix_people_card_first_day_employment_id"),
    ] {
        let asked = Asked { order, ..Asked::on(day) };
        let said =
            plan(&test, &statement(&actor, &asked, &reach, None, PageSize::clamped(None)).unwrap()).await;
        assert!(said.contains(index), "{order:?}:\n{said}");
        assert!(!said.contains("TEMP B-TREE") && !said.contains("Sort"), "{order:?}:\n{said}");
    }
}

#[tokio::test]
async fn a_search_walks_the_words_and_sorts_nothing() {
    let test = TestDb::new().await;
    let day = "2026-03-02".parse().unwrap();
    let actor = Actor::command_line(day);
    let reach = actor.reach(Permission::PeopleRead);
    let asked = Asked::on(day).searching("zhang 店");
    let said = plan(&test, &statement(&actor, &asked, &reach, None, PageSize::clamped(None)).unwrap()).await;
    let words = ["sqlite_autoindex_person_token_1", "person_token_pkey"];
    assert!(words.iter().any(|index| said.contains(index)), "{said}");
    assert!(!said.contains("TEMP B-TREE") && !said.contains("Sort"), "{said}");
    assert!(!said.contains("SCAN") && !said.contains("Seq Scan"), "{said}");
}
