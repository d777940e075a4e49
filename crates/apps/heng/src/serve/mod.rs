//! Serving: one router, one listener, background work beside it, and an orderly end.

mod background;
mod health;
mod listen;
mod metrics;
mod pages;
mod patience;
mod router;
mod signals;

pub use background::Background;
pub use listen::{Server, check};
pub use router::router;
pub use signals::asked_to_stop;
