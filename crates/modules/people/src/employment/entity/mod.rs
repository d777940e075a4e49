//! Tables of employments, their events and timelines.

pub(crate) mod assignment;
pub(crate) mod calendar_assignment;
pub(crate) mod compensation;
pub(crate) mod contract;
pub(crate) mod employment;
pub(crate) mod event;
pub(crate) mod term;
