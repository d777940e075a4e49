//! Many people at once, for rosters: the company as it stands in plain values, changes in a few statements, and images of
//! rows by which a bulk is undone exactly.
//!
//! Rights: [`change_many`] and the bulk functions in [`crate::api`] ask for them themselves; [`roster`], [`image_of`] and
//! [`undo`] read and restore whole companies and leave the asking to the caller, who alone knows what it is for.

mod backdate;
mod catalogue;
mod change;
mod image;
mod references;
mod roster;
mod row;
mod undo;

pub use backdate::backdate_units;
pub use catalogue::{Catalogue, ensure_grades, ensure_jobs, grades, jobs};
pub use change::{BulkChange, change_many};
pub use image::{Image, Made, image_of};
pub use references::{Reference, references_to};
pub use roster::{Entry, Roster, UnitEntry, id_key, known_documents, roster};
pub use undo::undo;
