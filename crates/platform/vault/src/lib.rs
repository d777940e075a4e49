//! Keys and field encryption.
