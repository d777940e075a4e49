//! The round of a goal over HTTP, on both databases.

mod goals;
mod improvements;
mod lists;
mod progress;
mod rebuild;
mod results;
mod rights;
mod world;
