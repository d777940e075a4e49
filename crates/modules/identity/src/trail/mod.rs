//! Looking into the audit trail. Looking is itself recorded when it shows values of sensitive fields.

mod http;

pub(crate) use http::routes;
