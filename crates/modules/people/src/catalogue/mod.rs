//! Jobs, grades and seats: what posts are made of. Catalogue rows are retired, never deleted.

mod edit;
pub(crate) mod entity;
pub(crate) mod http;

pub use edit::{CatalogueError, NewGrade, NewJob, NewPosition, add_grade, add_job, add_jobs, add_position};
