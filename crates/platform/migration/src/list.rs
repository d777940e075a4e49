//! The list. Append only.

use crate::{
    ddl::{Step, Table},
    m0001_platform, m0002_scope, m0003_identity, m0004_people, m0005_notice, m0006_approval, m0007_time,
    m0008_performance, m0009_intake, m0010_leave_back,
};

/// One migration: a name that never changes and its steps.
#[derive(Clone, Debug)]
pub struct Migration {
    /// `m0001_platform`.
    pub name: &'static str,
    /// What it does, in order.
    pub steps: Vec<Step>,
}

/// Every migration, oldest first.
pub fn migrations() -> Vec<Migration> {
    vec![
        Migration { name: "m0001_platform", steps: m0001_platform::steps() },
        Migration { name: "m0002_scope", steps: m0002_scope::steps() },
        Migration { name: "m0003_identity", steps: m0003_identity::steps() },
        Migration { name: "m0004_people", steps: m0004_people::steps() },
        Migration { name: "m0005_notice", steps: m0005_notice::steps() },
        Migration { name: "m0006_approval", steps: m0006_approval::steps() },
        Migration { name: "m0007_time", steps: m0007_time::steps() },
        Migration { name: "m0008_performance", steps: m0008_performance::steps() },
        Migration { name: "m0009_intake", steps: m0009_intake::steps() },
        Migration { name: "m0010_leave_back", steps: m0010_leave_back::steps() },
    ]
}

/// The tables as they stand after every migration, in an order that satisfies foreign keys.
pub fn schema() -> Vec<Table> {
    let mut tables: Vec<Table> = vec![];
    for step in migrations().into_iter().flat_map(|m| m.steps) {
        match step {
            Step::Create(table) => tables.push(table),
            Step::AddColumn { table, column, .. } => {
                if let Some(known) = tables.iter_mut().find(|t| t.name == table) {
                    known.columns.push(column);
                }
            }
            Step::Sql { .. } => {}
        }
    }
    tables
}
