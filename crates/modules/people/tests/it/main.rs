//! People and the organisation, on both databases.

#![cfg(test)]

mod world;

mod bulk;
mod directory;
mod hiring;
mod http;
mod organisation;
mod timelines;
