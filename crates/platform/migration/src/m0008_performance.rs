//! Goals, their versions and steps, reported numbers, results, improvement items.

use crate::ddl::{Step, Table};

const DIRECTIONS: &[&str] = &["higher", "lower"];

pub(crate) fn steps() -> Vec<Step> {
    goals().into_iter().chain(results()).map(Step::Create).collect()
}

/// `*_micro` are millionths of the goal's own unit; a month is named by its first day.
fn goals() -> Vec<Table> {
    vec![
        // Where a goal stands; `unit_id` and `manager_id` are those of the day it was given on.
        Table::new("goal")
            .id("employment_id")
            .to("employment")
            .date("month_on")
            .one_of("state", &["given", "questioned", "confirmed", "cancelled"])
            .int("version")
            .int("confirmed_version")
            .null()
            .id("given_by")
            .null()
            .id("manager_id")
            .null()
            .id("unit_id")
            .null()
            .instant("given_at")
            .check("version >= 1 AND (confirmed_version IS NULL OR confirmed_version <= version)")
            .check("state <> 'confirmed' OR (confirmed_version IS NOT NULL AND confirmed_version = version)")
            .index(&["employment_id", "month_on"])
            .index(&["month_on"])
            .index_where(&["given_by"], "state = 'questioned'"),
        // What was agreed, never changed.
        Table::keyed("goal_version", &["goal_id", "number"])
            .id("goal_id")
            .to("goal")
            .int("number")
            .text("name")
            .text("unit")
            .big("target_micro")
            .big("baseline_micro")
            .null()
            .one_of("direction", DIRECTIONS)
            .big("weight_ppm")
            .date("due_on")
            .text("reason")
            .null()
            .id("made_by")
            .null()
            .instant("made_at")
            .check("weight_ppm > 0 AND weight_ppm <= 1000000"),
        // Who did what to it, append only.
        Table::keyed("goal_step", &["goal_id", "number"])
            .id("goal_id")
            .to("goal")
            .int("number")
            .one_of("kind", &["given", "questioned", "confirmed", "revised", "cancelled"])
            .int("version")
            .text("words")
            .null()
            .id("made_by")
            .null()
            .instant("at"),
    ]
}

fn results() -> Vec<Table> {
    vec![
        // `inputs` and `outcome` are frozen JSON texts; `inputs_hash` is the SHA-256 of the first, in hex.
        Table::new("result_report")
            .id("employment_id")
            .to("employment")
            .date("month_on")
            .int("version")
            .date("scored_on")
            .big("total_hundredths")
            .null()
            .text("inputs")
            .text("inputs_hash")
            .text("outcome")
            .text("reason")
            .null()
            .id("issued_by")
            .null()
            .id("manager_id")
            .null()
            .id("unit_id")
            .null()
            .instant("issued_at")
            .instant("acknowledged_at")
            .null()
            .check("version = 1 OR reason IS NOT NULL")
            .unique(&["employment_id", "month_on", "version"])
            .index(&["month_on"]),
        // `month_on` is the month in which it shows its effect.
        Table::new("improvement")
            .id("report_id")
            .to("result_report")
            .id("employment_id")
            .to("employment")
            .date("month_on")
            .id("goal_id")
            .to("goal")
            .null()
            .text("name")
            .text("action")
            .text("unit")
            .one_of("direction", DIRECTIONS)
            .big("before_micro")
            .big("target_micro")
            .id("set_by")
            .null()
            .instant("set_at")
            .unique(&["employment_id", "month_on"])
            .index(&["report_id"]),
        // Append only. `reported_on` is the day of reporting at the place of work of that time.
        Table::new("observation")
            .id("goal_id")
            .to("goal")
            .null()
            .id("improvement_id")
            .to("improvement")
            .null()
            .big("value_micro")
            .date("day_on")
            .text("words")
            .one_of("source", &["employee", "correction"])
            .id("supersedes_id")
            .to("observation")
            .null()
            .id("reported_by")
            .null()
            .date("reported_on")
            .instant("at")
            .check("(goal_id IS NULL) <> (improvement_id IS NULL)")
            .check("source = 'employee' OR supersedes_id IS NOT NULL")
            .unique_where(&["supersedes_id"], "supersedes_id IS NOT NULL")
            .index_where(&["goal_id"], "goal_id IS NOT NULL")
            .index_where(&["improvement_id"], "improvement_id IS NOT NULL"),
    ]
}
