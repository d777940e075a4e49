//! Everything over HTTP, on a database of its own, with time moved by hand.

mod office;
mod sign_in;
