//! Approval flows, their versions, and the cases that run on them.

use crate::ddl::{Step, Table};

pub(crate) fn steps() -> Vec<Step> {
    let tables = flows().into_iter().chain(cases()).map(Step::Create);
    tables.chain([a_version_stays_as_it_is()]).collect()
}

fn flows() -> Vec<Table> {
    vec![
        // One flow per kind of request for the group, and one for each company that goes its own way.
        Table::new("approval_flow")
            .text("kind")
            .id("company_id")
            .null()
            .instant("created_at")
            .unique_where(&["kind"], "company_id IS NULL")
            .unique_where(&["kind", "company_id"], "company_id IS NOT NULL"),
        Table::new("approval_flow_version")
            .id("flow_id")
            .to("approval_flow")
            .int("number")
            .json("definition")
            .id("made_by")
            .null()
            .instant("made_at")
            .check("number > 0")
            .unique(&["flow_id", "number"]),
    ]
}

fn cases() -> Vec<Table> {
    vec![
        Table::new("approval_case")
            .text("kind")
            .id("subject_id")
            .id("flow_version_id")
            .to("approval_flow_version")
            .id("company_id")
            .id("applicant_id")
            .id("applicant_person_id")
            .int("version")
            .one_of(
                "status",
                &["running", "settling", "effect_failed", "approved", "refused", "withdrawn", "voided"],
            )
            .text("content")
            .json("facts")
            .json("summary")
            .one_of("same_person", &["merge", "ask_again"])
            .text("failure")
            .null()
            .instant("opened_at")
            .instant("closed_at")
            .null()
            .unique_where(&["kind", "subject_id"], "closed_at IS NULL")
            .index(&["applicant_id", "id"]),
        Table::keyed("approval_node", &["case_id", "key"])
            .id("case_id")
            .to("approval_case")
            .text("key")
            .int("position")
            .json("mode")
            .one_of("status", &["waiting", "open", "approved", "refused"]),
        Table::new("approval_task")
            .id("case_id")
            .to("approval_case")
            .text("node")
            .int("position")
            .id("employment_id")
            .id("person_id")
            .json("why")
            .one_of("status", &["waiting", "open", "decided", "carried", "closed"])
            .int("since")
            .instant("opened_at")
            .null()
            .one_of("outcome", &["approve", "refuse"])
            .null()
            .text("comment")
            .null()
            .instant("decided_at")
            .null()
            .check("(outcome IS NULL) = (decided_at IS NULL)")
            .unique(&["case_id", "node", "person_id"])
            .index(&["person_id", "status", "opened_at"])
            .index_where(&["employment_id"], "status IN ('waiting', 'open')"),
        Table::new("approval_step")
            .id("case_id")
            .to("approval_case")
            .one_of(
                "kind",
                &[
                    "opened",
                    "asked",
                    "decided",
                    "replaced",
                    "amended",
                    "withdrawn",
                    "effect_failed",
                    "approved",
                    "refused",
                    "voided",
                ],
            )
            .text("node")
            .null()
            .id("employment_id")
            .null()
            .json("detail")
            .text("comment")
            .null()
            .instant("at")
            .index(&["case_id", "id"]),
    ]
}

/// A case is judged by the version it began with, so a version is only ever added.
fn a_version_stays_as_it_is() -> Step {
    Step::Sql {
        sqlite: &["CREATE TRIGGER approval_flow_version_stays BEFORE UPDATE ON approval_flow_version
BEGIN SELECT RAISE(ABORT, 'a flow version never changes'); END"],
        postgres: &[
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% rows never change', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$",
            "CREATE TRIGGER approval_flow_version_stays BEFORE UPDATE ON approval_flow_version FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        ],
    }
}
