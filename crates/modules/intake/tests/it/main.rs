//! Rosters as companies send them, and as attackers do.

#![cfg(test)]

mod attacks;
mod pages;
mod roster;
mod shapes;
mod source;
mod standing;
mod ways_in;
