//! A batch: one uploaded file on its way in.
//!
//! `checked` (uploaded, mapped, checked; may be mended and checked again) → `applying` (a large one waits for or is in the hands
//! of a job) → `applied` → `undone`. Contents are `purged` after a term, whatever became of them; what is left then says how
//! many rows of which file were brought in when and by whom, and nothing about anybody.
//!
//! Every change checks again and stores the report with the change, so that a report always belongs to what is stored.

mod apply;
mod content;
mod edit;
pub(crate) mod entity;
mod error;
mod order;
mod prepare;
mod purge;
mod queries;
mod undo;
mod upload;
mod verify;
mod view;

pub use apply::{Applied, Apply, apply};
pub use edit::{Edit, edit};
pub use entity::State;
pub use error::IntakeError;
pub(crate) use order::{KIND as APPLY, give_back};
pub use order::{Order, order};
pub use prepare::{Prepared, prepare};
pub(crate) use purge::purge_due;
pub use queries::report;
pub(crate) use queries::{by_sha256, list, load_for, report_of};
pub use undo::{StandsInTheWay, Undone, undo};
pub use upload::{Upload, preview, store, upload_file};
pub use verify::verify;
pub use view::BatchView;
