//! The client against the strict fake of the documented contract, over loopback.
#![cfg(test)] // Tells clippy that helpers may unwrap, too.

mod office;
mod secrecy;
mod send;
mod sign_in;
mod token;
