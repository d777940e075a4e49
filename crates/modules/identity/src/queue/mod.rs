//! Work of the queue that failed, for people who look after the system.

mod http;

pub(crate) use http::routes;
