//! People and the organisation, on both databases.

#![cfg(test)]

mod world;

mod bulk;
mod catalogues;
mod consistency;
mod directory;
mod documents;
mod hiring;
mod http;
mod names;
mod organisation;
mod pay;
mod seats;
mod taken_back;
mod timelines;
