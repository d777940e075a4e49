//! How large a formula may be, so that no text can cost much time or memory.

/// The longest text of one formula, in bytes.
pub(crate) const MAX_TEXT: usize = 20_000;
/// The most parts (names, numbers, operations) of one formula.
pub(crate) const MAX_NODES: usize = 1_000;
/// The deepest nesting, operators counted.
pub(crate) const MAX_DEPTH: u16 = 120;
