//! A strict fake of the documented WeCom contract, inside our own process, on loopback.
//!
//! Stricter than the platform where that finds faults of ours: unknown fields, over-long texts that the platform would
//! cut, a missing fragment, parameters out of order. As treacherous as the platform where it is: every error is HTTP 200
//! with trailing hints in `errmsg`, `errcode` 0 may name recipients that got nothing, and a member's 31st message in a
//! minute vanishes without a word. Departments, tags, media and the daily volume are not simulated.
//!
//! ```text
//! let running = WeComFake::new("ww1", clock, ids).with_app(app).with_member("zhangsan", "张三").start().await?;
//! // point a client's addresses at running.base_url(), let it send, then:
//! assert_eq!(running.fake.inbox("zhangsan").len(), 1);
//! ```

mod answer;
mod authorize;
mod control;
mod fault;
mod message;
mod router;
mod send;
mod sign_in;
mod token;
mod world;

pub use authorize::{PageFault, USER_COOKIE};
pub use control::{RunningFake, WeComFake};
pub use fault::{Endpoint, Fault};
pub use world::{FakeApp, Person, Received};

#[cfg(test)]
mod tests;
