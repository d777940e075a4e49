//! Requests against a module's routes with given actors, on a fresh database, with time standing still.
//!
//! ```text
//! let app = TestApp::start(heng_time::routes()).await;
//! let wang = app.caller(Actor::builder(…).build());
//! let (status, body) = wang.post("/api/v1/leave-requests", json!({ … })).await;
//! ```
//! Sign-in itself is `identity`'s to test; here an actor is simply who the test says. Layers (limits, idempotency,
//! headers) are the real ones.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot get its application must stop loudly"
)]

mod answer;
mod app;
mod auth;
mod caller;
pub mod openapi;

pub use answer::Answer;
pub use app::{TestApp, TestAppBuilder};
pub use caller::Caller;
pub use heng_testkit_db::{NOON, TestClock, TestDb};
