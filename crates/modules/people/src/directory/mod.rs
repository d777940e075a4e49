//! The people list and the page of one person: what whom may see, masked until revealed.

mod diff;
mod http;
mod list;
mod look_up;
mod mask;
mod named;
#[cfg(test)]
mod plan_tests;
mod reveal;
mod search;
mod show;

pub use http::routes;
pub use list::{Asked, Order, Row, page, total};
pub(crate) use list::{Sees, visible};
pub(crate) use mask::Sensitive;
pub use search::persons as found;
