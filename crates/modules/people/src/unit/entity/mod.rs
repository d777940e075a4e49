//! Tables of the organisation.

pub(crate) mod change;
pub(crate) mod unit;
pub(crate) mod version;
