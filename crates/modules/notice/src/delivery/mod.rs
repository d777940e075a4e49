//! Messages on their way out of the house: one row per notice and channel account, its state the whole truth.

pub(crate) mod entity;
mod job;
pub(crate) mod queries;

pub(crate) use job::DELIVER;
pub use job::{Deliver, DeliverySettings};
