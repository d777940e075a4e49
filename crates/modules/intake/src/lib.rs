//! Rosters in: parse, map, check, dry run, apply, undo.
//!
//! One pipeline for pages and command line. A file becomes a **batch**; every look at it reads the sealed original again, so
//! that what is checked, shown and applied can never part:
//!
//! 1. [`source`] reads cells, `heng_cleanse` finds the header and maps columns ([`batch::preview`], [`batch::edit`]);
//! 2. [`work::survey`] checks the rows against the company as it stands and against the rights of who asks, and plans;
//! 3. [`batch::apply`] plans again inside one transaction, refuses when the plan is no longer the one that was shown, writes,
//!    lets those in whose WeCom account the file names, and keeps what it needs to take everything back;
//! 4. [`batch::undo`] puts every row back as it was, or says what now stands on it.
//!
//! Whatever a file says about people lies sealed in `intake_content` and `intake_fix` and is purged after a term.

pub mod batch;
mod command_line;
mod http;
mod job;
pub mod source;
pub mod work;

use heng_people::api::Hooks;
use heng_vault::{Sealable, Vault};
use heng_web::AppState;
use utoipa_axum::router::OpenApiRouter;

pub use command_line::{Checked, Ran, Verified, check, run, undo, verify};
pub use job::{ApplyRosters, PurgeRosters, recurring};

/// What the use cases need besides the store. Travels as an axum `Extension`. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Intake {
    /// Seals and opens.
    pub vault: Vault,
    /// Told when an applied file says that somebody leaves.
    pub hooks: Hooks,
    /// Where the WeCom accounts of a roster let people in; none when no WeCom is set up.
    pub door: Option<work::Door>,
}

/// Every route of this module.
pub fn routes() -> OpenApiRouter<AppState> {
    http::routes()
}

/// The sealed columns, for key rotation.
pub fn sealed() -> Vec<Sealable> {
    vec![
        Sealable { table: "intake_content", key: &["id"], columns: &["sealed"] },
        Sealable { table: "intake_fix", key: &["id"], columns: &["sealed"] },
    ]
}
