//! The real clock, the real ids, the name of this process.

mod clock;
mod ids;

pub use clock::SystemClock;
pub use ids::{SystemIds, process_word};
