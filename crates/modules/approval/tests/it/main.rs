//! Approval cases over HTTP, on the database the environment asks for.

#![cfg(test)]

mod attacks;
mod cases;
mod company;
mod traps;
