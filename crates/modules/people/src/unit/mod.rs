//! The organisation: group, companies, regions, branches, departments, teams, each with versions over time.
//!
//! The tree has no circle on any day: a change reads the line above its unit inside a serialised transaction, so of two
//! edits that would close a circle together one runs again and is refused.

pub mod act;
mod cancel;
mod change;
mod check;
mod close;
mod create;
pub(crate) mod entity;
mod error;
mod heads;
pub(crate) mod http;
mod org;
mod seats;
mod settle;
pub mod tree;

pub use act::{UnitFacts, UnitKind, UnitPatch};
pub use cancel::{CancelChange, cancel};
pub use change::{ChangeUnit, change};
pub(crate) use check::check_posts;
pub use close::{CloseUnit, MergeUnits, close, merge};
pub use create::{CreateUnit, create, create_many};
pub use error::{InTheWay, UnitError};
pub use heads::assign_heads;
pub use org::{Org, Unit};
pub(crate) use seats::led_by;
pub(crate) use settle::heads_ever;
