//! Leave: types, lots, the ledger of movements, requests with their days; company calendars.

use crate::ddl::{Step, Table};

pub(crate) fn steps() -> Vec<Step> {
    let tables = calendars().into_iter().chain(leave()).map(Step::Create);
    tables.chain([annual_leave(), a_movement_stays_as_it_is()]).collect()
}

fn calendars() -> Vec<Table> {
    vec![
        // A company's own days over the national ones; a branch's over the company's.
        Table::new("company_calendar")
            .id("company_id")
            .id("unit_id")
            .null()
            .text("name")
            .instant("created_at")
            .unique_where(&["company_id"], "unit_id IS NULL")
            .unique_where(&["unit_id"], "unit_id IS NOT NULL"),
        Table::keyed("company_calendar_day", &["calendar_id", "on_day"])
            .id("calendar_id")
            .to("company_calendar")
            .date("on_day")
            .one_of("effect", &["off", "work"])
            .text("name")
            .instant("set_at"),
    ]
}

fn leave() -> Vec<Table> {
    vec![
        // Quantities are hundredths of a day.
        Table::new("leave_type")
            .text("code")
            .text("name")
            .text("name_en")
            .one_of("count_rule", &["working_days", "except_statutory", "calendar_days"])
            .one_of("class", &["work", "health"])
            .bool("needs_balance")
            .int("position")
            .bool("retired")
            .unique(&["code"]),
        Table::new("leave_lot")
            .id("employment_id")
            .id("company_id")
            .id("leave_type_id")
            .to("leave_type")
            .one_of("source", &["entitlement", "carried_over", "extra"])
            .range()
            .text("reason")
            .id("granted_by")
            .null()
            .instant("granted_at")
            .index(&["employment_id", "leave_type_id"]),
        Table::new("leave_request")
            .id("employment_id")
            .id("person_id")
            .id("company_id")
            .id("leave_type_id")
            .to("leave_type")
            .date("first_day")
            .one_of("first_half", &["am", "pm"])
            .date("last_day")
            .one_of("last_half", &["am", "pm"])
            .int("quantity")
            .text("reason")
            .null()
            .one_of("status", &["pending", "approved", "refused", "withdrawn", "cancelled", "voided"])
            .id("case_id")
            .null()
            .json("counted")
            .id("submitted_by")
            .null()
            .instant("submitted_at")
            .instant("closed_at")
            .null()
            .check("last_day >= first_day")
            .check("quantity > 0")
            .index(&["employment_id", "id"])
            .index(&["first_day", "last_day"]),
        // Every day of the span, also the ones that use up nothing. A half-day belongs to one live request: the two unique
        // keys hold the same columns, one for mornings and one for afternoons.
        Table::keyed("leave_day", &["request_id", "on_day"])
            .id("request_id")
            .to("leave_request")
            .id("employment_id")
            .date("on_day")
            .bool("am")
            .bool("pm")
            .int("quantity")
            .text("kind")
            .bool("live")
            .check("quantity >= 0")
            .unique_where(&["employment_id", "on_day"], "live AND am")
            .unique_where(&["on_day", "employment_id"], "live AND pm"),
        Table::new("leave_movement")
            .id("employment_id")
            .id("leave_type_id")
            .to("leave_type")
            .id("lot_id")
            .to("leave_lot")
            .one_of("kind", &["grant", "hold", "release", "consume", "restore", "adjust"])
            .int("quantity")
            .date("effective_on")
            .id("request_id")
            .to("leave_request")
            .null()
            .date("leave_day")
            .null()
            .text("reason")
            .null()
            .id("recorded_by")
            .null()
            .instant("recorded_at")
            .check("quantity <> 0")
            .check("(request_id IS NULL) = (kind IN ('grant', 'adjust'))")
            .index(&["employment_id", "leave_type_id", "id"])
            .index(&["lot_id"])
            .index_where(&["request_id"], "request_id IS NOT NULL"),
    ]
}

/// The type every installation starts with: paid annual leave, counted in working days.
fn annual_leave() -> Step {
    Step::Sql {
        sqlite: &[
            "INSERT INTO leave_type (id, code, name, name_en, count_rule, class, needs_balance, position, retired)
VALUES (X'019a0000000070008000000000000001', 'annual', '年假', 'Annual leave', 'working_days', 'work', 1, 1, 0)",
        ],
        postgres: &[
            "INSERT INTO leave_type (id, code, name, name_en, count_rule, class, needs_balance, position, retired)
VALUES ('019a0000-0000-7000-8000-000000000001', 'annual', '年假', 'Annual leave', 'working_days', 'work', true, 1, false)",
        ],
    }
}

/// The ledger is only ever added to: a mistake is mended by another movement.
fn a_movement_stays_as_it_is() -> Step {
    Step::Sql {
        sqlite: &["CREATE TRIGGER leave_movement_stays BEFORE UPDATE ON leave_movement
BEGIN SELECT RAISE(ABORT, 'a movement never changes'); END"],
        postgres: &[
            "CREATE TRIGGER leave_movement_stays BEFORE UPDATE ON leave_movement FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        ],
    }
}
