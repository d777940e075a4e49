//! The round of a goal over HTTP, on both databases.

#![cfg(test)]

mod goals;
mod improvements;
mod lists;
mod progress;
mod rebuild;
mod results;
mod rights;
mod world;
