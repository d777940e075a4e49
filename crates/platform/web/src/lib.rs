//! HTTP plumbing: problems, extractors, idempotency, OpenAPI, live updates, headers. No business words.
//!
//! A handler reads top to bottom: extractors ([`Signed`], [`Body`], [`Params`], [`PathId`]), one call into a use case inside
//! [`heng_db::Db::write`] (or [`Once::write`], which remembers the answer), a view. Every refusal is a [`Problem`].

mod auth;
mod body;
mod hosts;
mod idempotency;
mod layers;
mod live;
mod machine;
mod misfit;
mod origin;
mod page;
mod problem;
mod rate;
mod state;

pub use auth::{Anyone, Authenticator, Credentials, SECURE_SESSION_COOKIE, SESSION_COOKIE, Signed};
pub use body::{Body, Params, PathId};
pub use hosts::{Hosts, NoHost};
pub use idempotency::Once;
pub use layers::{LayerSettings, apply_layers};
pub use live::routes as live_routes;
pub use machine::AtMachine;
pub use origin::{Origin, TrustedProxy, parse_proxies};
pub use page::{ListView, PageParams, TotalView};
pub use problem::{FieldError, Problem, log_fault};
pub use rate::{RateLimit, RateLimiter};
pub use state::AppState;
