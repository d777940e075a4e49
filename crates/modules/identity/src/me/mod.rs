//! What somebody sees and sets of their own account.

mod http;

pub(crate) use http::routes;
