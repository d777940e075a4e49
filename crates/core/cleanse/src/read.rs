//! One cell at a time.

pub(crate) mod choice;
pub(crate) mod date;
pub(crate) mod decimal;
pub(crate) mod document;
pub(crate) mod text;
