//! Approval cases over HTTP, on the database the environment asks for.

mod attacks;
mod cases;
mod company;
mod traps;
