//! The statutory sums of pay: worked cases, laws that must hold for any figures, and traps known from other systems.
#![cfg(test)]

mod ask;
mod cases;
mod contributions;
mod cumulative;
mod explanations;
mod facts;
mod labour;
mod laws;
mod lump_sums;
mod slip;
mod vectors;
mod words;
