//! Roles: the built-in ones, whose rows come with the program, and own ones.

mod edit;
pub(crate) mod entity;
mod error;
mod http;
mod queries;
mod seed;

pub(crate) use http::{RoleRowView, routes};
pub(crate) use queries::{all, rows_of};
pub(crate) use seed::replace_rows;
pub use seed::{builtin_role_id, seed};
