//! Persons, employments and the organisation, on two axes of time.
//!
//! * `person` owns identity and documents; `employment` is one stint at one legal entity; its **personnel events** are the
//!   truth. Timelines (terms, posts, contracts, pay, calendars) follow from the events by one pure function,
//!   [`employment::replay`], and are stored so that others can query them. Units work the same way.
//! * Every timeline row says on which days it holds and since when it is believed. A correction supersedes rows; nothing
//!   is deleted. `as_of` reads the first axis, `known_at` the second.
//! * What depends on several timelines at once (where somebody stands, who manages them, the row of the people list) is a
//!   pure function of a day, sampled at every day on which it can change, and stored as dated rows in the transaction of
//!   the change ([`projection`]). Days turn over by themselves; no nightly job is needed.
//!
//! Other modules use [`api`]; rosters use [`bulk`] too, and the application registers [`hooks`].

pub mod api;
mod belief;
pub mod bulk;
mod called;
pub mod catalogue;
pub mod directory;
pub mod document;
pub mod employment;
pub mod field;
pub mod history;
pub mod hooks;
mod patch;
pub mod person;
pub mod projection;
pub mod unit;

pub use patch::Patch;

use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

/// Every route of the module. Needs the extensions [`heng_vault::Vault`], [`heng_files::Files`] and [`hooks::Hooks`].
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(directory::routes())
        .merge(employment::http::routes())
        .merge(unit::http::routes())
        .merge(catalogue::http::routes())
        .merge(field::http::routes())
        .merge(document::http::routes())
}

/// The sealed columns of the module's tables, for re-sealing and for the proof that they are sealed.
pub const SEALED: &[heng_vault::Sealable] = &[
    heng_vault::Sealable {
        table: "person",
        key: &["id"],
        columns: &["id_number", "phone", "email", "address", "emergency_contact", "bank_account", "health"],
    },
    heng_vault::Sealable { table: "field_value", key: &["field_id", "employment_id"], columns: &["sealed"] },
];
