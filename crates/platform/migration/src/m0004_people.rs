//! Persons, the organisation, employments with their timelines, and the projection behind the people list.
//!
//! Timeline rows hold two ranges: the days a fact is true (`from_on`, `to_on`) and the time it was believed
//! (`recorded_at`, `superseded_at`). Of the rows believed now, no two of one timeline share a day: a trigger sees to it
//! on both backends, and transactions are serialised, so that two writers cannot slip past it together.

use crate::ddl::{Step, Table};

const EMPLOYMENT_KINDS: &[&str] = &["regular", "intern", "contractor", "retiree", "dispatched"];

/// The columns every timeline row has.
trait Timeline {
    fn believed(self) -> Self;
}

impl Timeline for Table {
    fn believed(self) -> Self {
        self.instant("recorded_at").instant("superseded_at").null()
    }
}

fn fact(name: &'static str) -> Table {
    Table::new(name)
        .id("employment_id")
        .to("employment")
        .id("event_id")
        .to("personnel_event")
        .range()
        .believed()
}

pub(crate) fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = organisation()
        .into_iter()
        .chain(people())
        .chain(timelines())
        .chain(records())
        .chain(projection())
        .map(Step::Create)
        .collect();
    steps.push(bytewise_order());
    steps.push(no_two_rows_share_a_day());
    steps
}

fn organisation() -> Vec<Table> {
    vec![
        Table::new("unit")
            .one_of("kind", &["group", "company", "region", "branch", "department", "team"])
            .text("code")
            .instant("created_at")
            .unique(&["code"]),
        Table::new("job_title")
            .text("code")
            .text("name")
            .text("name_en")
            .null()
            .text("family")
            .null()
            .bool("retired")
            .instant("created_at")
            .unique(&["code"]),
        Table::new("grade")
            .text("code")
            .text("name")
            .text("name_en")
            .null()
            .int("rank")
            .bool("retired")
            .instant("created_at")
            .unique(&["code"]),
        Table::new("position")
            .text("code")
            .text("name")
            .id("unit_id")
            .to("unit")
            .id("job_id")
            .to("job_title")
            .null()
            .id("grade_id")
            .to("grade")
            .null()
            .int("headcount")
            .range()
            .instant("created_at")
            .check("headcount >= 0")
            .unique(&["code"])
            .index(&["unit_id"]),
    ]
}

fn people() -> Vec<Table> {
    vec![
        Table::new("person")
            .text("name")
            .text("sort_name")
            .json("former_names")
            .one_of("sex", &["female", "male"])
            .null()
            .date("birth_on")
            .null()
            .text("nationality")
            .null()
            .text("id_kind")
            .null()
            .bytes("id_number")
            .null()
            .bytes("id_number_hash")
            .null()
            .bytes("phone")
            .null()
            .bytes("phone_hash")
            .null()
            .bytes("email")
            .null()
            .bytes("address")
            .null()
            .bytes("emergency_contact")
            .null()
            .bytes("bank_account")
            .null()
            .bytes("bank_account_hash")
            .null()
            .text("bank_name")
            .null()
            .bytes("health")
            .null()
            .text("no_rehire_reason")
            .null()
            .instant("created_at")
            .unique_where(&["id_number_hash"], "id_number_hash IS NOT NULL")
            .index_where(&["phone_hash"], "phone_hash IS NOT NULL")
            .index_where(&["bank_account_hash"], "bank_account_hash IS NOT NULL"),
        Table::new("employment")
            .id("person_id")
            .to("person")
            .id("company_id")
            .to("unit")
            .text("number")
            .date("seniority_on")
            .date("first_day")
            .null()
            .date("last_day")
            .null()
            .id("previous_id")
            .to("employment")
            .null()
            .int("revision")
            .instant("created_at")
            .unique(&["company_id", "number"])
            .index(&["person_id"]),
        Table::new("personnel_event")
            .id("employment_id")
            .to("employment")
            .text("kind")
            .date("effective_on")
            .json("act")
            .text("note")
            .null()
            .id("recorded_by")
            .null()
            .id("replaces_id")
            .to("personnel_event")
            .null()
            .one_of("ended_as", &["corrected", "cancelled"])
            .null()
            .text("ended_note")
            .null()
            .believed()
            .check("(superseded_at IS NULL) = (ended_as IS NULL)")
            .index(&["employment_id", "effective_on", "id"])
            .index(&["effective_on"]),
    ]
}

fn timelines() -> Vec<Table> {
    vec![
        fact("employment_term")
            .one_of("state", &["probation", "confirmed"])
            .one_of("kind", EMPLOYMENT_KINDS)
            .index(&["employment_id"]),
        fact("assignment")
            .id("post_id")
            .bool("main")
            .id("unit_id")
            .to("unit")
            .id("job_id")
            .to("job_title")
            .null()
            .id("grade_id")
            .to("grade")
            .null()
            .id("position_id")
            .to("position")
            .null()
            .id("manager_id")
            .to("employment")
            .null()
            .json("dotted_ids")
            .text("cost_centre")
            .null()
            .index(&["employment_id"])
            .index(&["unit_id"])
            .index_where(&["position_id"], "position_id IS NOT NULL")
            .index_where(&["manager_id"], "manager_id IS NOT NULL"),
        fact("contract")
            .one_of("kind", &["fixed_term", "open_ended", "by_task", "service"])
            .text("number")
            .null()
            .date("agreed_last_day")
            .null()
            .index(&["employment_id"]),
        fact("compensation")
            .big("amount_minor")
            .text("currency")
            .one_of("per", &["month", "year", "day", "hour"])
            .check("amount_minor >= 0")
            .index(&["employment_id"]),
        fact("calendar_assignment").id("calendar_id").index(&["employment_id"]),
        Table::new("unit_change")
            .id("unit_id")
            .to("unit")
            .one_of("kind", &["create", "change", "close"])
            .date("effective_on")
            .json("act")
            .id("recorded_by")
            .null()
            .believed()
            .index(&["unit_id"]),
        Table::new("unit_version")
            .id("unit_id")
            .to("unit")
            .id("change_id")
            .to("unit_change")
            .range()
            .believed()
            .id("parent_id")
            .to("unit")
            .null()
            .text("name")
            .text("name_en")
            .null()
            .id("head_id")
            .to("employment")
            .null()
            .id("head_position_id")
            .to("position")
            .null()
            .text("cost_centre")
            .null()
            .text("zone")
            .null()
            .text("place")
            .null()
            .id("calendar_id")
            .null()
            .index(&["unit_id"])
            .index_where(&["parent_id"], "parent_id IS NOT NULL")
            .index_where(&["head_id"], "head_id IS NOT NULL"),
    ]
}

/// Documents in a person's file and HR's own fields.
fn records() -> Vec<Table> {
    vec![
        Table::new("document")
            .id("person_id")
            .to("person")
            .text("kind")
            .text("title")
            .text("class")
            .id("file_id")
            .date("issued_on")
            .null()
            .date("expires_on")
            .null()
            .id("added_by")
            .null()
            .instant("added_at")
            .instant("removed_at")
            .null()
            .index(&["person_id"])
            .index_where(&["expires_on"], "expires_on IS NOT NULL AND removed_at IS NULL"),
        Table::new("field_definition")
            .text("code")
            .text("name")
            .text("name_en")
            .null()
            .one_of("kind", &["text", "number", "date", "choice", "yes_no"])
            .text("class")
            .json("rule")
            .int("position")
            .bool("retired")
            .instant("created_at")
            .unique(&["code"]),
        Table::keyed("field_value", &["field_id", "employment_id"])
            .id("field_id")
            .to("field_definition")
            .id("employment_id")
            .to("employment")
            .text("value")
            .null()
            .bytes("sealed")
            .null()
            .instant("updated_at")
            .check("(value IS NULL) <> (sealed IS NULL)")
            .index(&["employment_id"]),
    ]
}

fn projection() -> Vec<Table> {
    vec![
        Table::keyed("people_card", &["employment_id", "from_on"])
            .id("employment_id")
            .range()
            .id("person_id")
            .id("company_id")
            .text("number")
            .text("name")
            .text("sort_name")
            .id("unit_id")
            .id("job_id")
            .null()
            .id("grade_id")
            .null()
            .id("manager_id")
            .null()
            .one_of("state", &["planned", "probation", "confirmed", "left"])
            .one_of("kind", EMPLOYMENT_KINDS)
            .date("first_day")
            .date("last_day")
            .null()
            .index(&["sort_name", "employment_id"])
            .index(&["number", "employment_id"])
            .index(&["first_day", "employment_id"])
            .index(&["unit_id"])
            .index(&["person_id"]),
        Table::keyed("person_token", &["token", "employment_id"])
            .text("token")
            .id("employment_id")
            .index(&["employment_id", "token"]),
    ]
}

/// Prefix search and paging compare bytes, whatever the locale of the PostgreSQL cluster; SQLite always does.
fn bytewise_order() -> Step {
    Step::Sql {
        sqlite: &[],
        postgres: &[
            "ALTER TABLE people_card ALTER COLUMN number TYPE text COLLATE \"C\", ALTER COLUMN sort_name TYPE text COLLATE \"C\"",
            "ALTER TABLE person_token ALTER COLUMN token TYPE text COLLATE \"C\"",
        ],
    }
}

/// Main posts, terms, contracts, pay and calendars of one employment, and the versions of one unit, follow one another.
fn no_two_rows_share_a_day() -> Step {
    Step::Sql {
        sqlite: &[
            "CREATE TRIGGER employment_term_overlap BEFORE INSERT ON employment_term WHEN NEW.superseded_at IS NULL AND EXISTS (
  SELECT 1 FROM employment_term o WHERE o.employment_id = NEW.employment_id AND o.superseded_at IS NULL
    AND (NEW.to_on IS NULL OR o.from_on < NEW.to_on) AND (o.to_on IS NULL OR o.to_on > NEW.from_on)
) BEGIN SELECT RAISE(ABORT, 'two rows share a day'); END",
            "CREATE TRIGGER assignment_overlap BEFORE INSERT ON assignment WHEN NEW.superseded_at IS NULL AND EXISTS (
  SELECT 1 FROM assignment o WHERE o.employment_id = NEW.employment_id AND o.superseded_at IS NULL
    AND (o.post_id = NEW.post_id OR (o.main = 1 AND NEW.main = 1))
    AND (NEW.to_on IS NULL OR o.from_on < NEW.to_on) AND (o.to_on IS NULL OR o.to_on > NEW.from_on)
) BEGIN SELECT RAISE(ABORT, 'two rows share a day'); END",
            "CREATE TRIGGER contract_overlap BEFORE INSERT ON contract WHEN NEW.superseded_at IS NULL AND EXISTS (
  SELECT 1 FROM contract o WHERE o.employment_id = NEW.employment_id AND o.superseded_at IS NULL
    AND (NEW.to_on IS NULL OR o.from_on < NEW.to_on) AND (o.to_on IS NULL OR o.to_on > NEW.from_on)
) BEGIN SELECT RAISE(ABORT, 'two rows share a day'); END",
            "CREATE TRIGGER compensation_overlap BEFORE INSERT ON compensation WHEN NEW.superseded_at IS NULL AND EXISTS (
  SELECT 1 FROM compensation o WHERE o.employment_id = NEW.employment_id AND o.superseded_at IS NULL
    AND (NEW.to_on IS NULL OR o.from_on < NEW.to_on) AND (o.to_on IS NULL OR o.to_on > NEW.from_on)
) BEGIN SELECT RAISE(ABORT, 'two rows share a day'); END",
            "CREATE TRIGGER calendar_assignment_overlap BEFORE INSERT ON calendar_assignment WHEN NEW.superseded_at IS NULL AND EXISTS (
  SELECT 1 FROM calendar_assignment o WHERE o.employment_id = NEW.employment_id AND o.superseded_at IS NULL
    AND (NEW.to_on IS NULL OR o.from_on < NEW.to_on) AND (o.to_on IS NULL OR o.to_on > NEW.from_on)
) BEGIN SELECT RAISE(ABORT, 'two rows share a day'); END",
            "CREATE TRIGGER unit_version_overlap BEFORE INSERT ON unit_version WHEN NEW.superseded_at IS NULL AND EXISTS (
  SELECT 1 FROM unit_version o WHERE o.unit_id = NEW.unit_id AND o.superseded_at IS NULL
    AND (NEW.to_on IS NULL OR o.from_on < NEW.to_on) AND (o.to_on IS NULL OR o.to_on > NEW.from_on)
) BEGIN SELECT RAISE(ABORT, 'two rows share a day'); END",
        ],
        postgres: &[
            "CREATE FUNCTION refuse_shared_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE shared boolean;
BEGIN
  IF TG_TABLE_NAME = 'unit_version' THEN
    SELECT EXISTS (SELECT 1 FROM unit_version o WHERE o.unit_id = NEW.unit_id AND o.superseded_at IS NULL
      AND daterange(o.from_on, o.to_on) && daterange(NEW.from_on, NEW.to_on)) INTO shared;
  ELSIF TG_TABLE_NAME = 'assignment' THEN
    SELECT EXISTS (SELECT 1 FROM assignment o WHERE o.employment_id = NEW.employment_id AND o.superseded_at IS NULL
      AND (o.post_id = NEW.post_id OR (o.main AND NEW.main))
      AND daterange(o.from_on, o.to_on) && daterange(NEW.from_on, NEW.to_on)) INTO shared;
  ELSE
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I o WHERE o.employment_id = $1 AND o.superseded_at IS NULL
      AND daterange(o.from_on, o.to_on) && daterange($2, $3))', TG_TABLE_NAME)
      INTO shared USING NEW.employment_id, NEW.from_on, NEW.to_on;
  END IF;
  IF shared THEN RAISE EXCEPTION 'two rows share a day' USING ERRCODE = 'exclusion_violation'; END IF;
  RETURN NEW;
END $$",
            "CREATE TRIGGER employment_term_overlap BEFORE INSERT ON employment_term FOR EACH ROW WHEN (NEW.superseded_at IS NULL) EXECUTE FUNCTION refuse_shared_day()",
            "CREATE TRIGGER assignment_overlap BEFORE INSERT ON assignment FOR EACH ROW WHEN (NEW.superseded_at IS NULL) EXECUTE FUNCTION refuse_shared_day()",
            "CREATE TRIGGER contract_overlap BEFORE INSERT ON contract FOR EACH ROW WHEN (NEW.superseded_at IS NULL) EXECUTE FUNCTION refuse_shared_day()",
            "CREATE TRIGGER compensation_overlap BEFORE INSERT ON compensation FOR EACH ROW WHEN (NEW.superseded_at IS NULL) EXECUTE FUNCTION refuse_shared_day()",
            "CREATE TRIGGER calendar_assignment_overlap BEFORE INSERT ON calendar_assignment FOR EACH ROW WHEN (NEW.superseded_at IS NULL) EXECUTE FUNCTION refuse_shared_day()",
            "CREATE TRIGGER unit_version_overlap BEFORE INSERT ON unit_version FOR EACH ROW WHEN (NEW.superseded_at IS NULL) EXECUTE FUNCTION refuse_shared_day()",
        ],
    }
}
