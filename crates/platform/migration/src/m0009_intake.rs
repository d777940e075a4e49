//! Rosters on their way in: batches, their sealed contents, corrected cells, remembered mappings.

use crate::ddl::{Step, Table};

pub(crate) fn steps() -> Vec<Step> {
    [
        // One uploaded file. Nothing here says anything about a person.
        Table::new("intake_batch")
            .id("company_id")
            .to("unit")
            .null()
            .text("file_name")
            .big("size_bytes")
            .bytes("sha256")
            .text("sheet")
            .null()
            .one_of("state", &["checked", "applying", "applied", "undone", "purged"])
            .json("layout")
            .bytes("header_signature")
            .json("answers")
            .json("counts")
            .bytes("plan_sha256")
            .null()
            .bytes("manifest_sha256")
            .null()
            .int("revision")
            .text("failure")
            .null()
            .id("created_by")
            .null()
            .instant("created_at")
            .id("applied_by")
            .null()
            .instant("applied_at")
            .null()
            .instant("undone_at")
            .null()
            .instant("purge_at")
            .index(&["company_id", "created_at"])
            .index(&["sha256"])
            .index_where(&["purge_at"], "state <> 'purged'"),
        // What the file holds and what came of it, sealed part by part.
        Table::new("intake_content")
            .id("batch_id")
            .to("intake_batch")
            .one_of("part", &["original", "report", "undo"])
            .bytes("sealed")
            .unique(&["batch_id", "part"]),
        // Cells mended in place; both values sealed together.
        Table::new("intake_fix")
            .id("batch_id")
            .to("intake_batch")
            .int("row_number")
            .int("column_index")
            .bytes("sealed")
            .id("made_by")
            .null()
            .instant("made_at")
            .unique(&["batch_id", "row_number", "column_index"]),
        // How a person mapped the columns of files with this header.
        Table::new("intake_mapping")
            .bytes("header_signature")
            .json("fields")
            .id("made_by")
            .null()
            .instant("made_at")
            .unique(&["header_signature"]),
    ]
    .into_iter()
    .map(Step::Create)
    .chain([links_are_found()])
    .collect()
}

/// Taking a roster back removes employments and events; whoever points to them must be found without reading all.
fn links_are_found() -> Step {
    const INDEXES: &[&str] = &[
        "CREATE INDEX employment_previous ON employment (previous_id) WHERE previous_id IS NOT NULL",
        "CREATE INDEX personnel_event_replaces ON personnel_event (replaces_id) WHERE replaces_id IS NOT NULL",
    ];
    Step::Sql { sqlite: INDEXES, postgres: INDEXES }
}
