//! Leave and calendars over HTTP, on the database the environment asks for.

#![cfg(test)]

mod balances;
mod calendars;
mod company;
mod laws;
mod requests;
mod rights;
mod traps;
