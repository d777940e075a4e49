//! `confirmations.toml` of an installation: what a person there has confirmed.

use crate::{
    confirm::{Confirmation, Confirmed},
    read::Row,
};

pub(crate) fn read(root: &Row<'_>, confirmations: &mut Vec<Confirmed>) {
    for row in root.rows("confirmed") {
        let (version, fingerprint, by) = (row.text("row"), row.text("fingerprint"), row.text("by"));
        if let Some(on) = row.day("on") {
            confirmations.push(Confirmed {
                row: version,
                fingerprint,
                confirmation: Confirmation { by, on },
                place: row.at("row"),
            });
        }
    }
}
