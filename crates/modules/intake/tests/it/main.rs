//! Rosters as companies send them, and as attackers do.

#![cfg(test)]

mod source;
