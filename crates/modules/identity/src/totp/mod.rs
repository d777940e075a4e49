//! The authenticator app (RFC 6238: SHA-1, six digits, thirty seconds, one step either way) and the recovery codes that
//! stand in for a lost one. A step and a code count once.

mod app;
mod http;
mod recovery;

pub(crate) use app::{FactorError, accept, is_on};
pub(crate) use http::routes;
pub(crate) use recovery::{left as recovery_codes_left, use_up as use_recovery_code};
