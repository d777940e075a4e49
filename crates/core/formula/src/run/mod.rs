//! Evaluation: of one person by walking the tree, with or without a trace; of many by columns.

mod batch;
mod column;
mod eval;
mod lane;
mod list;
mod row;
mod trace;

pub(crate) use batch::evaluate_batch;
pub use batch::{Batch, Columns, Given, ItemColumn};
pub(crate) use row::evaluate;
pub use row::{NotGiven, Row, RowResult};
pub(crate) use trace::trace;
pub use trace::{ItemTrace, Traced};
pub(crate) use trace::{Note, Step};
