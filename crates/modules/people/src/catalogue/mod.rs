//! Jobs, grades and seats: what posts are made of. Jobs and grades are retired and seats closed, nothing is deleted.

mod change;
mod edit;
pub(crate) mod entity;
pub(crate) mod http;

pub use change::{GradePatch, PositionPatch};
pub use edit::{CatalogueError, NewGrade, NewJob, NewPosition, add_grade, add_job, add_jobs, add_position};
