//! Rosters in: parse, map, check, dry run, apply, undo.

pub mod source;
