//! The visibility projection.

use crate::ddl::{Step, Table};

pub(crate) fn steps() -> Vec<Step> {
    [
        Table::keyed("visibility_place", &["employment_id", "unit_id", "from_on"])
            .id("employment_id")
            .id("unit_id")
            .range()
            .id("person_id")
            .id("company_id")
            .id("branch_id")
            .null()
            .index(&["person_id"])
            .index(&["unit_id", "from_on"])
            .index(&["company_id"])
            .index_where(&["branch_id"], "branch_id IS NOT NULL"),
        Table::keyed("visibility_manager", &["employment_id", "manager_id", "from_on"])
            .id("employment_id")
            .id("manager_id")
            .range()
            .bool("solid")
            .index(&["manager_id", "from_on"]),
        Table::keyed("visibility_unit", &["unit_id", "ancestor_id", "from_on"])
            .id("unit_id")
            .id("ancestor_id")
            .range()
            .id("company_id")
            .null()
            .id("branch_id")
            .null()
            .index(&["ancestor_id", "from_on"]),
    ]
    .into_iter()
    .map(Step::Create)
    .collect()
}
