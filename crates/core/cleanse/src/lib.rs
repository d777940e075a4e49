//! Reads, normalises, checks and compares messy rows.
