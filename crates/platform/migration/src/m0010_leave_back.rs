//! Leave dated back: how far an employee may ask without HR.

use crate::ddl::{Column, Kind, Step};

pub(crate) fn steps() -> Vec<Step> {
    vec![Step::AddColumn {
        table: "leave_type",
        // Days before today; 0 is from today on. Who adjusts leave books further back for others.
        column: Column {
            name: "own_days_back",
            kind: Kind::Int,
            nullable: false,
            references: None,
            one_of: &[],
        },
        default: Some("30"),
    }]
}
