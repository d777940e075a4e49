//! Traits for the outside world.
