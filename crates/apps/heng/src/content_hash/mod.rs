//! One word for everything that is stored: two databases of either kind with equal contents have equal words.

mod business;
mod digest;
mod everything;

pub use business::{Business, business};
pub use everything::everything;
