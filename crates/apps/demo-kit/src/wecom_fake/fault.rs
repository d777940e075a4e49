//! Bad days of the platform, on order.

use std::time::Duration;

/// What can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `gettoken`.
    GetToken,
    /// `auth/getuserinfo`.
    UserInfo,
    /// `message/send`.
    Send,
}

/// What goes wrong with the next call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer ever, and nothing done.
    Hang,
    /// Everything is done, but no answer ever comes: the case in which a repeat would arrive twice.
    LostAnswer,
    /// `errcode` -1: busy, nothing done.
    Busy,
    /// Any other code, nothing done.
    Errcode(i64, String),
    /// A gateway's HTML page with this HTTP status.
    Status(u16),
    /// HTTP 307 to this address.
    Redirect(String),
    /// HTTP 200 with something that is not JSON.
    NotJson,
    /// HTTP 200 with this JSON, nothing done.
    Json(serde_json::Value),
    /// The right answer, this much later.
    Slow(Duration),
}
