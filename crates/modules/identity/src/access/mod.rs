//! From an account to what it may do today, and why.

mod authenticate;
mod explain;
mod known;
mod stamp;

pub(crate) use explain::routes;
pub(crate) use known::{Cache, Known, role_of_everybody};
pub(crate) use stamp::{account_changed, everything_changed, role_changed};
pub use stamp::{employments_changed, standing_changed};
