//! Rows of any table as typed values, read and written the same way on both databases.

mod cell;
mod read;
mod shape;
mod write;

pub use cell::Cell;
pub use read::each_row;
pub use shape::{ColumnShape, TableShape};
pub use write::Inserter;
