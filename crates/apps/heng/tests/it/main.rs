//! The program from outside, on the database the environment asks for.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "fixtures of a test may fail loudly, and spell out what they send"
)]

mod audit;
mod backup;
mod client;
mod command_line;
mod content_hash;
mod crash;
mod demo;
mod doctor;
mod fill;
mod group;
mod keys;
mod place;
mod processes;
mod rights;
mod rule_data;
mod sealing;
mod serve;
mod standing;
mod tls;
mod users;
mod visitor;
