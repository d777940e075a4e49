//! Company and branch calendars over the national one.
//!
//! A company has at most one calendar of its own days, and so has each of its branches; the nearest one that names a day
//! decides. A statutory holiday stays one whatever they say.

mod book;
mod create;
pub(crate) mod entity;
mod error;
pub(crate) mod http;
mod layers;
mod set_day;

pub use book::CompanyCalendars;
pub(crate) use error::CalendarError;
pub use layers::Calendars;
