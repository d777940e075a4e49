//! The language as its users see it.
#![cfg(test)]

mod cases;
mod editor;
mod faults;
mod hostile;
mod laws;
mod reading;
mod sets;
mod tables;
mod traces;
mod units;
mod world;
