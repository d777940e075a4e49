//! Notices and the log of their messages.

use crate::ddl::{Step, Table};

pub(crate) fn steps() -> Vec<Step> {
    [
        Table::new("notice")
            .id("person_id")
            .text("kind")
            .json("params")
            .text("link")
            .one_of("urgency", &["normal", "high"])
            .text("key")
            .instant("created_at")
            .instant("read_at")
            .null()
            .unique(&["key"])
            .index(&["person_id", "id"])
            .index_where(&["person_id"], "read_at IS NULL"),
        Table::keyed("notice_delivery", &["notice_id", "channel"])
            .id("notice_id")
            .to("notice")
            .text("channel")
            .text("subject")
            .one_of("state", &["sent", "retrying", "refused", "no_channel"])
            .int("attempts")
            .text("message_id")
            .null()
            .text("why")
            .null()
            .instant("first_at")
            .instant("last_at")
            .index_where(&["notice_id"], "state <> 'sent'"),
    ]
    .into_iter()
    .map(Step::Create)
    .collect()
}
