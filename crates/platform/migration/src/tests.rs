//! The rendered schema, reviewed as text.

use sea_orm::DbBackend;

use crate::list::{migrations, schema};

fn rendered(backend: DbBackend) -> String {
    let steps = migrations().into_iter().flat_map(|m| m.steps);
    steps.flat_map(|s| s.statements(backend)).map(|sql| sql + ";\n").collect()
}

#[test]
fn ddl_for_sqlite() {
    insta::assert_snapshot!(rendered(DbBackend::Sqlite));
}

#[test]
fn ddl_for_postgres() {
    insta::assert_snapshot!(rendered(DbBackend::Postgres));
}

#[test]
fn names_ascend_and_never_repeat() {
    let names: Vec<_> = migrations().iter().map(|m| m.name).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
}

#[test]
fn foreign_keys_point_backwards() {
    let tables = schema();
    for (place, table) in tables.iter().enumerate() {
        for target in table.columns.iter().filter_map(|c| c.references) {
            let earlier = tables[..=place].iter().any(|t| t.name == target);
            assert!(earlier, "{} refers to {target}, which comes later", table.name);
        }
    }
}
